"""Text as the desk stores it: one normal form at the door, so that equal texts are equal strings.

What `normalise` does, and what it leaves alone:

- Unicode NFC; line ends become a line feed.
- Control characters, byte-order marks, zero-width spaces, soft hyphens, private-use characters (the icons of web
  fonts), noncharacters, lone surrogates and invisible tag characters are taken out: no reader sees them, and engines,
  searches and comparisons stumble over them. (The tag characters of a flag stay.)
- Joiners (U+200C, U+200D) stay: Persian, Hindi and emoji are spelled with them.
- No-break spaces (U+00A0, U+202F) stay: they are the typography of French, and they hold numbers together.
- Of the bidirectional controls the marks (U+200E, U+200F, U+061C) stay, which are single characters. Embeddings,
  overrides and isolates go: they act until a closing partner that a cut between segments would lose, and they
  can show a text in another order than it has. The page sets the direction of each block instead.
"""

import re
import unicodedata

_LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")

_UNSEEN = re.compile(
    "(?P<flag>\U0001f3f4[\U000e0020-\U000e007f]+)"
    "|[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]"  # controls, but for tab and line feed
    "|[\u00ad\u180e\u200b\u2060-\u2064\ufeff\ufff9-\ufffb]"  # zero width
    "|[\u202a-\u202e\u2066-\u206f]"  # embeddings, overrides, isolates
    "|[\ud800-\udfff\ue000-\uf8ff\ufdd0-\ufdef\ufffe\uffff]"
    "|[\U000e0001\U000e0020-\U000e007f\U000f0000-\U0010ffff]"
)

_SPACES = re.compile(r"\s+")
_NO_BREAK = {"\u00a0", "\u202f"}


def normalise(text: str) -> str:
    """The text in the desk's normal form. Normalising twice changes nothing."""
    seen = _UNSEEN.sub(lambda match: match["flag"] or "", _LINE_ENDS.sub("\n", text))
    return unicodedata.normalize("NFC", seen)


def one_line(text: str) -> str:
    """The normal form on one line: every run of white space is one space, none at the ends.

    A no-break space that stands alone stays what it is.
    """
    return _SPACES.sub(lambda match: match[0] if match[0] in _NO_BREAK else " ", normalise(text)).strip()
