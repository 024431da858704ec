"""What a grammar does not list but makes up: numbers, clock times and names. Each gives (Vietnamese, English)."""

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


def _big(draw: random.Random) -> tuple[str, str]:
    number = draw.randint(1, 999) * 1000 + draw.choice([0, 0, draw.randint(0, 9) * 100, draw.randint(0, 999)])
    return f"{number:,}".replace(",", "."), f"{number:,}"


def _decimal(draw: random.Random) -> tuple[str, str]:
    whole, tenth = draw.randint(0, 99), draw.randint(1, 9)
    return f"{whole},{tenth}", f"{whole}.{tenth}"


def _clock(draw: random.Random) -> tuple[str, str]:
    hour, minute = draw.randint(0, 23), draw.randint(0, 59)
    return f"{hour}h{minute:02}", f"{hour}:{minute:02}"


def _made_name(draw: random.Random) -> tuple[str, str]:
    words = ["".join(draw.choices(_SYLLABLES, k=draw.randint(2, 4))).capitalize() for _ in range(draw.randint(1, 2))]
    return " ".join(words), " ".join(words)


def _vietnamese_name(draw: random.Random) -> tuple[str, str]:
    name = " ".join(draw.choice(names) for names in (_FAMILY, _MIDDLE, _GIVEN))
    return name, without_marks(name)


def _foreign_name(draw: random.Random) -> tuple[str, str]:
    """A name in letters that the rest of the corpus lacks, so that the byte pieces are learned too."""
    name = "".join(draw.choices(draw.choice(_LETTERS), k=draw.randint(2, 7))).capitalize()
    return name, name


INVENTED: dict[str, Invent] = {
    "int": _between(2, 400),
    "small": _between(2, 30),
    "years": _between(2, 70),
    "age": _between(17, 75),
    "day": _between(1, 31),
    "year": _between(2010, 2026),
    "big": _big,
    "decimal": _decimal,
    "clock": _clock,
    "made_name": _made_name,
    "vietnamese_name": _vietnamese_name,
    "foreign_name": _foreign_name,
}
