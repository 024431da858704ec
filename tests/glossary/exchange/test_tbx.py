"""Terms as TBX."""

import tracemalloc
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from lxml import etree

from desk.domain.errors import Invalid
from desk.domain.term import Form, FormStatus, Gender, Number, PartOfSpeech, Scope, Term, TermState
from desk.glossary.exchange.collection import Collection
from desk.glossary.exchange.tbx_reading import read
from desk.glossary.exchange.tbx_writing import write
from desk.glossary.files import load
from desk.glossary.tidying import tidied
from desk.resources import resource
from tests.glossary.strategies import FEW, glossaries

RULES = etree.RelaxNG(etree.parse(Path(__file__).with_name("tbx_basic.rng")))
STYLES = pytest.mark.parametrize("style", ["dca", "dct"])
PREFERRED, ADMITTED, FORBIDDEN = FormStatus


def as_carried(term):
    """What TBX carries of a term, as it is read again: obsolete where every language had a preferred form."""
    forms = {code: _carried(of_one) for code, of_one in term.forms.items()}
    is_obsolete = term.state is TermState.OBSOLETE and all(of_one[0].status is PREFERRED for of_one in forms.values())
    return tidied(
        Term(
            term.id,
            forms,
            note=term.note,
            sources=tuple(dict.fromkeys(term.sources)),
            state=TermState.OBSOLETE if is_obsolete else TermState.APPROVED,
            examples={code: said for code, said in term.examples.items() if code in forms},
            scope=Scope(tuple(dict.fromkeys(term.scope.desks)), tuple(dict.fromkeys(term.scope.topics))),
        )
    )


def _carried(forms):
    kinds = {PartOfSpeech.PROPER_NOUN: PartOfSpeech.NOUN}
    return tuple(
        Form(
            form.text,
            form.status,
            part_of_speech=kinds.get(form.part_of_speech, form.part_of_speech),
            gender=form.gender,
        )
        for number, form in enumerate(forms)
        if form.text not in [before.text for before in forms[:number]]
    )


def _part(part):
    return PartOfSpeech.NOUN if part is PartOfSpeech.PROPER_NOUN else part


def bare(terms):
    return [replace(term, file="", line=0) for term in terms]


def martif(body, doctype=""):
    return f'<?xml version="1.0"?>{doctype}<martif type="TBX-Basic"><text><body>{body}</body></text></martif>'.encode()


def concept(*forms, attributes='id="x"'):
    sections = "".join(f'<langSet xml:lang="{code}"><tig>{inside}</tig></langSet>' for code, inside in forms)
    return martif(f"<termEntry {attributes}>{sections}</termEntry>")


class TestRoundTrip:
    @STYLES
    @FEW
    @given(glossaries())
    def test_what_tbx_carries_comes_back(self, style, terms):
        known = [replace(term, state=_sayable(term)) for term in terms]

        file = read(write(Collection(tuple(known)), style), "t.tbx")

        assert bare(file.terms) == list(map(as_carried, known))

    @STYLES
    def test_the_shipped_glossary_comes_back(self, style):
        terms = load([resource("glossaries")]).terms

        file = read(write(Collection(terms, "Crisis"), style), "t.tbx")

        assert bare(file.terms) == list(map(as_carried, terms))
        assert (file.title, file.unread) == ("Crisis", {})


def _sayable(term):
    """An obsolete term without a preferred form in each language cannot be told from others."""
    whole = all(of_one[0].status is PREFERRED for of_one in term.forms.values())
    return term.state if whole or term.state is not TermState.OBSOLETE else TermState.APPROVED


class TestWrite:
    @STYLES
    @FEW
    @given(glossaries())
    def test_it_keeps_to_the_rules_of_tbx_basic(self, style, terms):
        written = etree.fromstring(write(Collection(tuple(terms), "Title", note="Note."), style))

        assert RULES.validate(written), RULES.error_log

    @STYLES
    def test_the_shipped_glossary_keeps_to_the_rules(self, style):
        written = etree.fromstring(write(Collection(load([resource("glossaries")]).terms), style))

        assert RULES.validate(written), RULES.error_log

    def test_the_rules_are_broken_by_a_wrong_order(self):
        written = etree.fromstring(write(Collection((Term("x", {"en": (Form("A"),)}),)), "dca"))
        section = written.find(".//{*}termSec")
        section.append(section[0])

        assert not RULES.validate(written)

    def test_data_categories_are_attributes_or_tags(self):
        file = Collection((Term("x", {"es": (Form("OTAN", article="la"),)}),))

        assert b'<termNote type="grammaticalGender">feminine</termNote>' in write(file, "dca")
        assert b"<basic:grammaticalGender>feminine</basic:grammaticalGender>" in write(file, "dct")

    def test_an_id_that_begins_with_a_digit_is_one_that_xml_allows(self):
        file = Collection((Term("9-11", {"en": (Form("9/11"),)}),))

        written = write(file, "dca")

        assert b'conceptEntry id="_9-11"' in written
        assert [term.id for term in read(written, "t.tbx").terms] == ["9-11"]

    @pytest.mark.parametrize(
        ("file", "message"),
        [
            (Collection(()), "holds at least one term"),
            (Collection((Term("x", {"en": (Form("a\x01b"),)}),)), r"holds the sign U\+0001"),
        ],
    )
    def test_it_refuses_what_tbx_cannot_hold(self, file, message):
        with pytest.raises(Invalid, match=message):
            write(file, "dca")


class TestRead:
    def test_it_reads_the_older_files(self):
        data = b"""<?xml version='1.0'?>
            <!DOCTYPE martif SYSTEM "http://example.org/TBXBasiccoreStructV02.dtd">
            <martif type="TBX-Basic" xml:lang="en-US">
              <martifHeader><fileDesc><titleStmt><title>Old terms</title></titleStmt>
                <sourceDesc><p>A tool</p></sourceDesc></fileDesc></martifHeader>
              <text><body>
                <termEntry id="IATE-84">
                  <descrip type="subjectField">law</descrip>
                  <descripGrp><descrip type="definition">Rule by the <hi>army</hi>.</descrip></descripGrp>
                  <langSet xml:lang="en">
                    <ntig><termGrp><term>martial  law</term>
                      <termNote type="partOfSpeech">noun</termNote>
                      <termNote type="administrativeStatus">preferredTerm-admn-sts</termNote>
                    </termGrp><descrip type="context">Martial law was declared.</descrip></ntig>
                    <ntig><termGrp><term>military law</term>
                      <termNote type="administrativeStatus">deprecatedTerm-admn-sts</termNote></termGrp></ntig>
                  </langSet>
                  <langSet xml:lang="es"><tig><term>ley marcial</term>
                    <termNote type="grammaticalGender">feminine</termNote>
                    <termNote type="grammaticalNumber">singular</termNote></tig></langSet>
                </termEntry>
              </body></text>
            </martif>"""

        file = read(data, "t.tbx")
        [term] = file.terms

        assert (file.title, term.id, term.note) == ("Old terms", "iate-84", "Rule by the army.")
        assert term.scope == Scope(topics=("law",))
        assert term.examples == {"en": ("Martial law was declared.",)}
        assert term.forms == {
            "en": (Form("martial law", part_of_speech=PartOfSpeech.NOUN), Form("military law", FORBIDDEN)),
            "es": (Form("ley marcial", gender=Gender.FEMININE, number=Number.SINGULAR),),
        }

    @pytest.mark.parametrize("space", ["urn:iso:std:iso:30042:ed-2", "urn:iso:std:iso:30042:ed:3.0", "other"])
    def test_it_reads_the_newer_files_in_both_styles_under_any_name(self, space):
        data = f"""<tbx type="TBX-Basic" style="dct" xml:lang="en" xmlns="{space}" xmlns:min="m" xmlns:basic="b">
            <text><body><conceptEntry id="c1"><min:subjectField>war</min:subjectField>
            <langSec xml:lang="en"><termSec><term>truce</term>
              <min:administrativeStatus>admittedTerm-admn-sts</min:administrativeStatus>
              <termNote type="partOfSpeech">noun</termNote>
              <descripGrp><basic:context>A truce held.</basic:context><basic:source>A paper.</basic:source></descripGrp>
            </termSec></langSec></conceptEntry></body></text></tbx>"""

        [term] = read(data.encode(), "t.tbx").terms

        assert term.forms == {"en": (Form("truce", ADMITTED, part_of_speech=PartOfSpeech.NOUN),)}
        assert (term.scope.topics, term.sources) == (("war",), ("A paper.",))
        assert term.examples == {"en": ("A truce held.",)}

    def test_the_first_form_is_preferred_where_none_says_so(self):
        data = concept(("en", "<term>a</term></tig><tig><term>b</term>"))

        [term] = read(data, "t.tbx").terms

        assert [(form.text, form.status) for form in term.forms["en"]] == [("a", PREFERRED), ("b", ADMITTED)]

    def test_it_says_what_it_left_out_and_changed(self):
        data = martif(
            """<termEntry id="A_1"><transacGrp><transac type="transactionType">origination</transac></transacGrp>
            <ref type="crossReference" target="x">y</ref>
            <langSet xml:lang="en-US"><tig><term>a</term><termNote type="termType">acronym</termNote></tig></langSet>
            <langSet xml:lang="da"><tig><term>b</term></tig><tig><term>c</term></tig></langSet></termEntry>
            <termEntry><langSet xml:lang="da"><tig><term>b</term></tig></langSet></termEntry>"""
        )

        file = read(data, "t.tbx")

        assert [term.id for term in file.terms] == ["a-1"]
        assert file.unread == {
            "transacGrp": 1,
            "crossReference": 1,
            "termType": 1,
            "region of “en-US”": 1,
            "form in “da”": 3,
            "id that had to be changed": 1,
            "concept without a form in a language that the desk knows": 1,
        }

    @pytest.mark.parametrize(
        ("first", "second", "statuses", "unread"),
        [
            (
                "preferredTerm-admn-sts",
                "preferredTerm-admn-sts",
                (PREFERRED, ADMITTED),
                "second preferred form, now admitted",
            ),
            ("supersededTerm-admn-sts", "preferredTerm-admn-sts", (PREFERRED, FORBIDDEN), ""),
            ("weird", "admittedTerm", (PREFERRED, ADMITTED), "status “weird”"),
        ],
    )
    def test_statuses_become_the_desks(self, first, second, statuses, unread):
        note = '<termNote type="administrativeStatus">'
        forms = f"<tig><term>a</term>{note}{first}</termNote></tig><tig><term>b</term>{note}{second}</termNote></tig>"

        file = read(martif(f'<termEntry id="x"><langSet xml:lang="en">{forms}</langSet></termEntry>'), "t.tbx")

        assert tuple(form.status for form in file.terms[0].forms["en"]) == statuses
        assert list(file.unread) == [unread] * bool(unread)

    def test_ids_are_made_and_kept_apart(self):
        entry = '<langSet xml:lang="en"><tig><term>Kremlin</term></tig></langSet></termEntry>'

        file = read(martif(f'<termEntry id="K 1">{entry}<termEntry id="k-1">{entry}<termEntry>{entry}'), "t.tbx")

        assert [term.id for term in file.terms] == ["k-1", "k-1-2", "kremlin"]


class TestHostileFiles:
    @pytest.mark.parametrize(
        ("data", "message"),
        [
            (b"", "line 1: this is not XML"),
            (b"<martif><text>\n<body></text></martif>", "line 2: this is not XML: Opening and ending tag mismatch"),
            (b"<html/>", "line 1: this is no TBX file: it begins with <html>"),
            (martif("", '<!DOCTYPE martif [<!ENTITY a "b">]>'), "line 1: the document type declares entities"),
            (martif("", '<!DOCTYPE martif [<!ENTITY % a SYSTEM "file:///etc/passwd"> %a;]>'), "declares entities"),
            (martif("", '<!DOCTYPE martif [<!ENTITY a SYSTEM "file:///etc/passwd">]>'), "declares entities"),
            (concept(("en", "<term>&eacute;</term>")), "line 1: this is not XML: Entity 'eacute' not defined"),
            (martif("<a>" * 30 + "</a>" * 30), "line 1: elements are nested too deeply"),
        ],
    )
    def test_they_are_refused_with_file_line_and_cause(self, data, message):
        with pytest.raises(Invalid) as refusal:
            read(data, "t.tbx")

        assert str(refusal.value).startswith("t.tbx, line ")
        assert message in str(refusal.value)

    def test_an_entity_of_a_document_type_that_is_not_loaded_is_refused(self):
        data = concept(("en", "<term>&eacute;</term>")).replace(
            b"<martif", b'<!DOCTYPE martif SYSTEM "http://example.org/x.dtd"><martif', 1
        )

        with pytest.raises(Invalid, match=r"line 1: &eacute; is an entity that nothing declares"):
            read(data, "t.tbx")

    def test_ten_thousand_concepts_are_not_held_at_once(self):
        entry = '<termEntry><langSet xml:lang="da"><tig><term>x</term></tig></langSet></termEntry>'
        data = martif(entry * 10_000)
        tracemalloc.start()

        read(data, "t.tbx")

        assert tracemalloc.get_traced_memory()[1] < 3_000_000
        tracemalloc.stop()
