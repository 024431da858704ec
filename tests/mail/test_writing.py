"""What mails say, in whose language, and what they keep to themselves."""

import datetime as dt
from dataclasses import replace

import pytest

from desk.domain.notification import NotificationKind, Told
from desk.mail import writing
from desk.mail.letter import Letter

DESK = "https://desk.newsroom.example"
TOLD = Told(
    id="0" * 26,
    kind=NotificationKind.RETURNED,
    who="Lan O'Neill & Co",
    by_desk=False,
    title="Mưa lớn ở <Hà Nội>",
    source="vi",
    target="en",
    number=3,
    note="Read this aloud.",
    said="",
    at=dt.datetime(2026, 11, 26, tzinfo=dt.UTC),
    read=False,
    secret=False,
    path="/translations/x#u3",
)


def write(*told: Told, language: str = "") -> Letter:
    return writing.letter("Mai", "mai@newsroom.example", told, language=language, desk=DESK)


class TestWriting:
    def test_it_says_who_did_what_and_where(self) -> None:
        made = write(TOLD)

        assert made.subject == "Lan O'Neill & Co sent it back to you: Mưa lớn ở <Hà Nội> (vi → en)"
        assert "* Lan O'Neill & Co sent it back to you.\n  Mưa lớn ở <Hà Nội> (vi → en)\n" in made.text
        assert "\n  > Read this aloud.\n" in made.text
        assert f"  {DESK}/translations/x#u3" in made.text
        assert '<bdi lang="vi">Mưa lớn ở &lt;Hà Nội&gt;</bdi>' in made.html
        assert f'<a href="{DESK}/translations/x#u3">Lan O&#39;Neill &amp; Co sent it back to you</a>' in made.html

    def test_several_are_one_mail(self) -> None:
        made = write(TOLD, replace(TOLD, id="1" * 26, kind=NotificationKind.MENTION, said="<script>"))

        assert made.subject == "2 notifications from the desk"
        assert made.id == TOLD.id
        assert "mentions you at segment 3" in made.text
        assert "&lt;script&gt;" in made.html

    @pytest.mark.parametrize("kind", NotificationKind)
    def test_of_a_secret_story_no_word_is_mailed(self, kind: NotificationKind) -> None:
        secret = replace(TOLD, kind=kind, title="Title", note="Note", said="Comment", secret=True)

        made = write(secret)

        for text in (made.subject, made.text, made.html):
            assert not any(word in text for word in ("Title", "Note", "Comment"))
        assert "Only some may see this story" in made.text

    def test_it_is_in_the_readers_language(self) -> None:
        made = write(TOLD, language="ar")

        assert made.subject.startswith("أُعيدت إليك من \u2068Lan O'Neill & Co\u2069")
        assert '<html lang="ar" dir="rtl">' in made.html

    def test_a_language_that_there_is_none_of_is_english(self) -> None:
        assert write(TOLD, language="xx").language == "en"
