"""What goes over the wire: no header but those that the desk writes."""

from email import message_from_bytes
from email.policy import default

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.domain.errors import MailRefused
from desk.mail.letter import Letter, message

SENDER = "desk@newsroom.example"
HEADERS = {
    "From",
    "To",
    "Subject",
    "Date",
    "Message-ID",
    "Content-Language",
    "Auto-Submitted",
    "MIME-Version",
    "Content-Type",
}


def letter(**particulars: str) -> Letter:
    usual = {
        "id": "0" * 26,
        "name": "Mai Trần",
        "address": "mai@newsroom.example",
        "subject": "Lan sent it back to you: Mưa lớn ở Hà Nội",
        "text": "Hello",
        "html": "<p>Hello</p>",
    }
    return Letter(**(usual | particulars))


class TestMessage:
    def test_it_says_who_and_what_and_is_the_same_each_time(self) -> None:
        made = message_from_bytes(message(letter(), SENDER).as_bytes(), policy=default)

        assert made["To"].addresses[0].addr_spec == "mai@newsroom.example"
        assert made["To"].addresses[0].display_name == "Mai Trần"
        assert made["Subject"] == "Lan sent it back to you: Mưa lớn ở Hà Nội"
        assert made["Message-ID"] == f"<{'0' * 26}@newsroom.example>"
        assert made["Auto-Submitted"] == "auto-generated"

    def test_it_has_both_bodies(self) -> None:
        made = message_from_bytes(message(letter(), SENDER).as_bytes(), policy=default)

        assert [part.get_content_type() for part in made.iter_parts()] == ["text/plain", "text/html"]

    @pytest.mark.parametrize("field", ["subject", "name"])
    @pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\x0b", "\x0c", "\x85", "\u2028", "\x00"])
    def test_nobody_writes_a_header(self, field: str, end: str) -> None:
        hostile = letter(**{field: f"Hello{end}Bcc: everybody@evil.example{end}{end}Another body"})

        raw = message(hostile, SENDER).as_bytes()

        made = message_from_bytes(raw, policy=default)
        assert set(made.keys()) == HEADERS
        assert len(made["To"].addresses) == 1
        assert b"\nBcc" not in raw

    @given(st.text(max_size=120), st.text(max_size=120))
    def test_whatever_is_written_stays_in_its_header(self, subject: str, name: str) -> None:
        try:
            raw = message(letter(subject=subject, name=name), SENDER).as_bytes()
        except (MailRefused, UnicodeError):
            return

        made = message_from_bytes(raw, policy=default)
        assert set(made.keys()) == HEADERS
        assert len(made["To"].addresses) == 1

    @pytest.mark.parametrize(
        "address",
        [
            "",
            "mai",
            "mai@a.example, x@b.example",
            "mai@a.example\nBcc: x@b.example",
            "<mai@a.example>",
            "mai@a.example (x)",
        ],
    )
    def test_a_broken_address_is_refused(self, address: str) -> None:
        with pytest.raises(MailRefused):
            message(letter(address=address), SENDER)
