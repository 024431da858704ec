"""Fields that exist only in the target: written upon a version, kept where too late, and part of what is approved."""

import pytest
from sqlalchemy import select

from desk.domain.errors import Conflict, Forbidden, Invalid, NotFound, TooLarge
from desk.domain.target_fields import TargetField
from desk.domain.workflow import Role
from desk.models import FieldEdit, Publication, Translation
from desk.services.actor import Actor
from desk.services.editing import Saved
from desk.services.history import history
from desk.services.target_fields import FieldOutcome, TargetFields, clean
from tests import factories
from tests.factories import House


def save(
    home: House, made: Translation, name: str, text: str, based_on: int = 0, actor: Actor | None = None
) -> FieldOutcome:
    fields = TargetFields(home.session, home.editing(actor or home.translator))
    return fields.save(made.id, name, text, based_on)


def kept(home: House, *, taken: bool) -> list[FieldEdit]:
    return list(home.session.scalars(select(FieldEdit).where(FieldEdit.taken.is_(taken)).order_by(FieldEdit.id)))


class TestSaving:
    def test_it_is_written_upon_the_version_that_stood(self, home: House) -> None:
        made = factories.edited(home)

        first = save(home, made, "push_alert", "Heavy rain in Hanoi")
        second = save(home, made, "push_alert", "Heavy rain hits Hanoi", first.version)

        assert (first.result, second.result, second.version) == (Saved.SAVED, Saved.SAVED, 2)
        assert made.fields == {"push_alert": "Heavy rain hits Hanoi"}
        assert [(edit.before, edit.after) for edit in kept(home, taken=True)] == [
            ("", "Heavy rain in Hanoi"),
            ("Heavy rain in Hanoi", "Heavy rain hits Hanoi"),
        ]

    def test_the_same_again_is_no_edit(self, home: House) -> None:
        made = factories.edited(home)
        save(home, made, "section", "Asia")

        again = save(home, made, "section", "Asia", 0)

        assert (again.result, again.version) == (Saved.SAVED, 1)
        assert len(kept(home, taken=True)) == 1

    def test_an_empty_one_is_not_there(self, home: House) -> None:
        made = factories.edited(home)
        save(home, made, "section", "Asia")

        save(home, made, "section", " ", 1)

        assert made.fields == {}

    def test_a_field_s_version_is_its_own(self, home: House) -> None:
        made = factories.edited(home)
        save(home, made, "section", "Asia")

        assert save(home, made, "slug", "rain").version == 1

    def test_there_is_no_other_field(self, home: House) -> None:
        with pytest.raises(NotFound):
            save(home, factories.edited(home), "author", "Mai")


class TestTooLate:
    def test_a_text_upon_another_version_overwrites_nothing_and_is_kept(self, home: House) -> None:
        made = factories.edited(home)
        save(home, made, "push_alert", "Theirs", actor=home.editor)

        late = save(home, made, "push_alert", "Mine")

        assert (late.result, late.theirs, late.mine, late.version) == (Saved.CONFLICT, "Theirs", "Mine", 1)
        assert late.author_id == home.editor.person_id
        assert made.fields == {"push_alert": "Theirs"}
        assert [edit.after for edit in kept(home, taken=False)] == ["Mine"]
        assert save(home, made, "push_alert", "Both", late.version).result is Saved.SAVED

    def test_nobody_writes_in_what_is_approved_and_the_text_is_kept(self, home: House) -> None:
        made = factories.approved(home)

        late = save(home, made, "push_alert", "After the approval")

        assert late.result is Saved.PROPOSED
        assert made.fields == {}
        assert [edit.after for edit in kept(home, taken=False)] == ["After the approval"]

    def test_nobody_writes_in_somebody_else_s(self, home: House) -> None:
        other = factories.person(home.session, home.desk, "minh", Role.TRANSLATOR)

        assert save(home, factories.edited(home), "slug", "x", actor=other).result is Saved.PROPOSED


class TestApproval:
    def test_it_is_published_as_it_was_approved_and_traced(self, home: House) -> None:
        made = factories.edited(home)
        save(home, made, "seo_title", "Rain in Hanoi")
        home.translations(home.translator).submit(made.id)
        home.translations(home.editor).approve(made.id)

        home.publishing(home.editor).publish(made.id)

        publication = home.session.scalars(select(Publication)).one()
        assert '"fields":{"seo_title":"Rain in Hanoi"}' in publication.document
        assert [one["after"] for one in publication.provenance["fields"]] == ["Rain in Hanoi"]

    def test_a_change_past_the_rules_voids_the_approval(self, home: House) -> None:
        made = factories.approved(home)
        made.fields = {"push_alert": "Slipped in"}

        with pytest.raises(Conflict, match="not the one that was approved"):
            home.publishing(home.editor).publish(made.id)

    def test_an_editor_who_wrote_one_cannot_approve(self, home: House) -> None:
        made = factories.submitted(home)
        save(home, made, "push_alert", "By the editor", actor=home.editor)

        with pytest.raises(Forbidden):
            home.translations(home.editor).approve(made.id)

    def test_one_whose_text_was_taken_back_may(self, home: House) -> None:
        made = factories.submitted(home)
        save(home, made, "push_alert", "By the editor", actor=home.editor)
        save(home, made, "push_alert", "", 1, actor=home.editor)

        assert home.translations(home.editor).approve(made.id).decision == "approved"

    def test_it_stands_in_the_history(self, home: House) -> None:
        made = factories.edited(home)
        save(home, made, "slug", "rain in hanoi")

        [one] = [one for one in history(home.session, made) if one.kind == "field"]

        assert (one.what, one.after, one.person_id) == ("slug", "rain-in-hanoi", home.translator.person_id)


class TestForms:
    @pytest.mark.parametrize(
        ("field", "written", "held"),
        [
            (TargetField.SLUG, "  Mưa lớn: Hà Nội_2024! ", "mưa-lớn-hà-nội-2024"),
            (TargetField.SLUG, "हिन्दी समाचार", "हिन्दी-समाचार"),
            (TargetField.TAGS, "Hanoi, rain,, Hanoi ، weather", "Hanoi, rain, weather"),
            (TargetField.PUSH_ALERT, "Two\nlines  here ", "Two lines here"),
        ],
    )
    def test_each_has_its_own(self, field: TargetField, written: str, held: str) -> None:
        assert clean(field, written) == held

    def test_a_slug_of_signs_alone_is_none(self) -> None:
        with pytest.raises(Invalid):
            clean(TargetField.SLUG, "!!!")

    def test_none_is_endless(self) -> None:
        with pytest.raises(TooLarge):
            clean(TargetField.TAGS, "x" * 3_000)
