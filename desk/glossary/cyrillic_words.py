"""Endings of Russian and Ukrainian adjectives by case and gender, and verbs in the past, as data for agreement."""

CASES = ("nom", "gen", "dat", "acc", "ins", "loc")

Cells = dict[tuple[str, str], str]


def _cells(m: str, n: str, f: str, p: str) -> Cells:
    """Endings by case and gender; "p" is the plural of all."""
    rows = {"m": m, "n": n, "f": f, "p": p}
    return {
        (case, gender): ending for gender, row in rows.items() for case, ending in zip(CASES, row.split(), strict=True)
    }


HARD = {
    "ru": _cells("ый ого ому ый ым ом", "ое ого ому ое ым ом", "ая ой ой ую ой ой", "ые ых ым ые ыми ых"),
    "uk": _cells("ий ого ому ий им ому", "е ого ому е им ому", "а ої ій у ою ій", "і их им і ими их"),
}
SOFT = {
    "ru": _cells("ий его ему ий им ем", "ее его ему ее им ем", "яя ей ей юю ей ей", "ие их им ие ими их"),
    "uk": _cells("ій ього ьому ій ім ьому", "є ього ьому є ім ьому", "я ьої ій ю ьою ій", "і іх ім і іми іх"),
}
SOFT_STEMS = (
    "последн|сегодняшн|вчерашн|нынешн|прежн|внешн|внутренн|бывш|останн|сьогоднішн|вчорашн|нинішн|колишн|зовнішн"
)
HARD_STEMS = {"ru": "[а-яё]{3,}(?:н|[сц]к|ов|ев|нн)", "uk": "[а-яіїєґ'’]{3,}(?:н|[сц]ьк|ов|ев|нн)"}
PAST = {
    "ru": ({"m": "л", "f": "ла", "n": "ло", "p": "ли"}, "([аеёиоуыюя])(ла|ло|ли|л)(ся|сь)?"),
    "uk": ({"m": "в", "f": "ла", "n": "ло", "p": "ли"}, "([аеєиіоуюяї])(ла|ло|ли|в)(ся|сь)?"),
}
_WITHOUT_L = (
    "опроверг отверг подверг спас погиб возник достиг помог смог мог принёс нёс привёз вёз вырос возрос умер исчез "
    "постиг поверг сберёг пренебрёг настиг избег прибег"
)
WITHOUT_L = "|".join(_WITHOUT_L.split())
"""Russian verbs whose masculine ends in no л."""
REFLEXIVE = {"ru": {"m": "ся", "f": "сь", "n": "сь", "p": "сь"}, "uk": {}}
"""The reflexive ending by gender, where it depends on it."""
FULL_BEFORE = {
    "о": "[аиоуэ]",
    "в": "[вф][бвгджзклмнпрстфхцчшщ]",
    "с": "[сзшж][бвгджзклмнпрстфхцчшщ]",
    "к": "(?:мн|вс)",
}
"""Before what a Russian preposition has its longer form."""
ADVERBS = "также|уже|ещё|тоже|снова|официально|ранее|позже|сегодня|вчера|впервые|також|вже|ще|знову|офіційно|раніше"
SHORT = "долж[её]н|намерен|готов|обвин[её]н|осужд[её]н|признан|вынужден|обеспокоен|уверен|согласен"
_SAYING = {
    "ru": "заяви сообщи подтверди отмети объяви назва предупреди потребова призна уточни добави поясни сказа рассказа "
    "призва обвини осуди поддержа выступи",
    "uk": "заяви повідоми підтверди зазначи оголоси назва попереди визна уточни дода поясни сказа розпові закли засуди "
    "підтрима",
}
SAYING = {language: "|".join(words.split()) for language, words in _SAYING.items()}
"""Stems of verbs of saying, which news puts before their subjects."""
