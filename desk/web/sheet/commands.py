"""What one can do in the editor and in the review: one table, from which come keys, their list and the preferences.

`js/sheet/commands.js` has a function for each of them, under its name.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from flask_babel import LazyString
from flask_babel import lazy_gettext as _


class View(StrEnum):
    """A page that has keys."""

    EDITOR = "editor"
    REVIEW = "review"


class Group(StrEnum):
    """What belongs together in the list of keys."""

    MOVING = "moving"
    TEXT = "text"
    HELP = "help"
    FINDINGS = "findings"
    PAGE = "page"


GROUPS: Mapping[Group, LazyString] = {
    Group.MOVING: _("From segment to segment"),
    Group.TEXT: _("The text"),
    Group.HELP: _("What helps"),
    Group.FINDINGS: _("Findings, comments, decisions"),
    Group.PAGE: _("The page"),
}
"""In the order of the list."""

EDITOR = frozenset({View.EDITOR})
REVIEW = frozenset({View.REVIEW})
BOTH = EDITOR | REVIEW

DIGITS = "123456789"
"""In the editor they are texts that can be put in, by their numbers in the help; no command there can have one."""


@dataclass(frozen=True, slots=True)
class Command:
    """Something that a key does outside the text, and inside it after the leader.

    `key` is what it usually is: a character as `bindings` allows it, "" for none. A command that is `numbered` is told
    which one by a digit behind its key; one whose key is `DIGITS`, by the digit alone.
    """

    name: str
    key: str
    label: LazyString
    group: Group
    views: frozenset[View] = EDITOR
    numbered: bool = False

    @property
    def changeable(self) -> bool:
        """Whether people may give it another key."""
        return self.key != DIGITS


COMMANDS: Sequence[Command] = (
    Command("next-segment", "j", _("Next segment"), Group.MOVING, BOTH),
    Command("previous-segment", "k", _("Previous segment"), Group.MOVING, BOTH),
    Command("next-unconfirmed", "u", _("Write in the next unconfirmed segment"), Group.MOVING),
    Command("next-untouched", "u", _("Next segment that is a machine's text to the letter"), Group.MOVING, REVIEW),
    Command("confirm", "c", _("Confirm it, or take the confirmation back"), Group.TEXT),
    Command("undo", "z", _("Undo, in whichever segment it was"), Group.TEXT, BOTH),
    Command("redo", "y", _("Do again what was undone"), Group.TEXT, BOTH),
    Command("copy-source", "s", _("Copy the source into the text"), Group.TEXT),
    Command("restore", "r", _("Restore the draft"), Group.TEXT),
    Command("alternative", "v", _("Translate the sentence again with its terms; once it is there, use it"), Group.TEXT),
    Command("omit", "o", _("Leave the segment out"), Group.TEXT),
    Command("add-sentence", "", _("Add a sentence behind it"), Group.TEXT),
    Command("correct-source", "", _("Put a misprint of the source right"), Group.TEXT),
    Command("merge", "i", _("Merge it with the next segment"), Group.TEXT),
    Command("split", "x", _("Split it again, at the caret or where a sentence ends"), Group.TEXT),
    Command("edit", "e", _("Edit it yourself"), Group.TEXT, REVIEW),
    Command("match", DIGITS, _("Put in the match or draft of that number from the help"), Group.HELP, numbered=True),
    Command("term", "t", _("Put in the term of that number"), Group.HELP, numbered=True),
    Command("add-term", "a", _("Add a term from what is selected"), Group.HELP),
    Command("concordance", "l", _("Look up in the concordance what is selected"), Group.HELP),
    Command("next-finding", "n", _("Next open finding"), Group.FINDINGS, BOTH),
    Command("previous-finding", "p", _("Previous open finding"), Group.FINDINGS, BOTH),
    Command("fix", "f", _("Apply the fix of the finding, or the first of the segment"), Group.FINDINGS),
    Command("dismiss", "d", _("Set the finding aside; then a digit chooses the reason"), Group.FINDINGS, BOTH),
    Command("comment", "m", _("Comments on the segment"), Group.FINDINGS, BOTH),
    Command("tick", "t", _("Tick it for return, and say why"), Group.FINDINGS, REVIEW),
    Command("return", "r", _("Return…"), Group.FINDINGS, REVIEW),
    Command("replace", "h", _("Find and replace in this text"), Group.PAGE),
    Command("doubts", "w", _("Show or hide the words that the engine was unsure of"), Group.PAGE),
    Command("changes", "1", _("Show what was changed"), Group.PAGE, REVIEW),
    Command("final", "2", _("Show the text as it is now"), Group.PAGE, REVIEW),
    Command("columns", "3", _("Show source, draft and text beside each other"), Group.PAGE, REVIEW),
    Command("side-by-side", "4", _("Read the source's page and the translation's side by side"), Group.PAGE, REVIEW),
    Command("compare", "b", _("Compare with the last review, or with the draft"), Group.PAGE, REVIEW),
    Command("show-only", "s", _("Show only segments of a kind, by its number; 1 is for all"), Group.PAGE, REVIEW, True),
    Command("submit", "g", _("Submit"), Group.PAGE),
    Command("approve", "g", _("Approve…"), Group.PAGE, REVIEW),
    Command("keys", "?", _("The list of keys"), Group.PAGE, BOTH),
)
"""In the order of the list."""


@dataclass(frozen=True, slots=True)
class Fixed:
    """What keys do that nobody changes, as they stand on the keyboard."""

    keys: str
    label: LazyString
    views: frozenset[View] = BOTH


FIXED: Sequence[Fixed] = (
    Fixed("Ctrl+Enter", _("Confirm, and go to the next unconfirmed"), EDITOR),
    Fixed("Ctrl+Shift+Enter", _("Save, and go to the next")),
    Fixed("Ctrl+Enter", _("Save, and go to the next"), REVIEW),
    Fixed("Ctrl+Z", _("Undo, in whichever segment it was")),
    Fixed("Ctrl+Shift+Z", _("Do again what was undone")),
    Fixed("Esc", _("Leave the text; then single keys act")),
    Fixed("Enter", _("Write in the segment"), EDITOR),
    Fixed("↓", _("Next segment")),
    Fixed("↑", _("Previous segment")),
)


def commands_of(view: View) -> list[Command]:
    """The commands of a page."""
    return [command for command in COMMANDS if view in command.views]


def fixed_of(view: View) -> list[Fixed]:
    return [one for one in FIXED if view in one.views]


def grouped(commands: Sequence[Command]) -> Iterator[tuple[LazyString, list[Command]]]:
    """Commands by the title of their group, without groups that have none."""
    for group, title in GROUPS.items():
        if found := [command for command in commands if command.group is group]:
            yield title, found
