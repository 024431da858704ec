"""What a grammar does not list but makes up: numbers, clock times and names. Each gives (its language, English)."""

import random
import re
import unicodedata
from collections.abc import Callable

_SYLLABLES = re.findall(
    r"\w+",
    "ka ra mi lo ve sho tan bor dzi kha ne pol ger stu fin mar qua lin dor sa ye zu bel gri van chi hol tor len ska mo "
    "ya shi ov del ro bas try kin ma zh en ko yu al thu",
)
_FAMILY = ["Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Vũ", "Đặng", "Bùi", "Đỗ", "Hồ", "Ngô", "Dương"]
_MIDDLE = ["Văn", "Thị", "Minh", "Quang", "Hữu", "Đức", "Thanh", "Ngọc"]
_GIVEN = ["Hùng", "Dũng", "Lan", "Hương", "Tuấn", "Anh", "Sơn", "Hà", "Bình", "Thảo", "Long", "Phúc", "Mai", "Nam"]
_TRANSCRIBED = re.findall(
    r"\w+",
    "ка ра ми ло ве шо тан бор дзи ха не пол гер сту фин мар ква лин дор са е зу бел гри ван чи хол тор лен ска мо "
    "я ши ов дел ро бас трай кин ма ж ен ко ю ал ту",
)
_CYRILLIC = dict(zip(_SYLLABLES, _TRANSCRIBED, strict=True))
_UNDECLINED = [
    "mi",
    "ve",
    "ne",
    "chi",
    "mo",
    "shi",
    "ro",
    "ko",
    "lo",
    "sho",
    "gri",
    "zu",
]  # names so ending have one case
_LETTERS = (
    "абвгдежзиклмнопрстуфхцчшщыэюяіїєґ",
    "çéèêëîïôöüßåøæñšžčćřłńśźżğış",
    "αβγδεζηθικλμνξοπρστυφχψω",
    "你好王李张金田中",
)

Invent = Callable[[random.Random], tuple[str, str]]


def without_marks(text: str) -> str:
    """A Vietnamese name as English newspapers print it: Đặng Thị Hương → Dang Thi Huong."""
    plain = unicodedata.normalize("NFD", text.replace("Đ", "D").replace("đ", "d"))
    return "".join(letter for letter in plain if not unicodedata.combining(letter))


def _between(low: int, high: int) -> Invent:
    def invent(draw: random.Random) -> tuple[str, str]:
        number = str(draw.randint(low, high))
        return number, number

    return invent


def _big(separator: str) -> Invent:
    def invent(draw: random.Random) -> tuple[str, str]:
        number = draw.randint(1, 999) * 1000 + draw.choice([0, 0, draw.randint(0, 9) * 100, draw.randint(0, 999)])
        return f"{number:,}".replace(",", separator), f"{number:,}"

    return invent


def _many(high: int) -> Invent:
    """A number with which Russian nouns stand in the genitive plural, whatever the number's own case."""
    numbers = [str(number) for number in range(5, high) if number % 10 > 4 or 10 < number % 100 < 21]

    def invent(draw: random.Random) -> tuple[str, str]:
        number = draw.choice(numbers)
        return number, number

    return invent


def _decimal(draw: random.Random) -> tuple[str, str]:
    whole, tenth = draw.randint(0, 99), draw.randint(1, 9)
    return f"{whole},{tenth}", f"{whole}.{tenth}"


def _clock(separator: str) -> Invent:
    def invent(draw: random.Random) -> tuple[str, str]:
        hour, minute = draw.randint(0, 23), draw.randint(0, 59)
        return f"{hour}{separator}{minute:02}", f"{hour}:{minute:02}"

    return invent


def _made_name(draw: random.Random) -> tuple[str, str]:
    words = ["".join(draw.choices(_SYLLABLES, k=draw.randint(2, 4))).capitalize() for _ in range(draw.randint(1, 2))]
    return " ".join(words), " ".join(words)


def _made_russian_name(draw: random.Random) -> tuple[str, str]:
    """A name transcribed, with an ending that no Russian case changes."""
    parts = [*draw.choices(_SYLLABLES, k=draw.randint(1, 3)), draw.choice(_UNDECLINED)]
    return "".join(_CYRILLIC[part] for part in parts).capitalize(), "".join(parts).capitalize()


def _vietnamese_name(draw: random.Random) -> tuple[str, str]:
    name = " ".join(draw.choice(names) for names in (_FAMILY, _MIDDLE, _GIVEN))
    return name, without_marks(name)


def _foreign_name(draw: random.Random) -> tuple[str, str]:
    """A name in letters that the rest of the corpus lacks, so that the byte pieces are learned too."""
    name = "".join(draw.choices(draw.choice(_LETTERS), k=draw.randint(2, 7))).capitalize()
    return name, name


_EVERYWHERE: dict[str, Invent] = {
    "int": _between(2, 400),
    "small": _between(2, 30),
    "years": _between(2, 70),
    "age": _between(17, 75),
    "day": _between(1, 31),
    "year": _between(2010, 2026),
    "decimal": _decimal,
    "made_name": _made_name,
    "foreign_name": _foreign_name,
}
_OWN: dict[str, dict[str, Invent]] = {
    "vi": {"big": _big("."), "clock": _clock("h"), "vietnamese_name": _vietnamese_name},
    "es": {"big": _big("."), "clock": _clock(":")},
    "fr": {"big": _big("\u00a0"), "clock": _clock("h")},
    "ru": {
        "big": _big("\u00a0"),
        "clock": _clock(":"),
        "many": _many(400),
        "years": _many(40),
        "made_name": _made_russian_name,
    },
}


def invented(language: str) -> dict[str, Invent]:
    """What is made up in a language, by the name under which its lexicon asks for it."""
    return _EVERYWHERE | _OWN[language]
