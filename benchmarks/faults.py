"""Faults for the benchmark of the checks, one in a segment at a time.

Nothing here comes from the checks: the injector has its own idea of what a figure, a number word or a piece of page
furniture is, so that a check cannot be measured with its own ruler.
"""

import random
from collections.abc import Callable
from dataclasses import dataclass, replace


@dataclass(frozen=True)
class Pair:
    """A segment of a test set: source, target, and whether it is the headline of its document."""

    id: str
    source: str
    target: str
    headline: bool = False


Injector = Callable[[Pair, str, random.Random], Pair | None]
"""A pair with one fault in its target, or None where the fault does not fit. Takes the target's language."""

NUMBER_WORDS = {
    "en": "two three four five six seven eight nine ten eleven twelve thirteen fifteen twenty thirty forty fifty sixty",
    "es": "dos tres cuatro cinco seis siete ocho nueve diez doce quince veinte treinta cuarenta cincuenta",
    "fr": "deux trois quatre cinq six sept huit dix douze quinze vingt trente quarante cinquante",
    "de": "zwei drei vier fünf sechs sieben neun zehn elf zwölf fünfzehn zwanzig dreißig vierzig fünfzig",
    "ru": "два три четыре пять шесть семь восемь девять десять двенадцать двадцать тридцать сорок",
    "uk": "два три чотири шість сім вісім десять дванадцять двадцять тридцять сорок",
    "vi": "hai ba bốn sáu bảy tám chín mười",
}
FURNITURE = {
    "en": ["Leave a Reply", "12 Comments", "Share this:", "Read more: ", "Related articles", "Advertisement"],
    "es": ["Deja un comentario", "12 comentarios", "Compartir:", "Leer más", "Noticias relacionadas", "Publicidad"],
    "fr": ["Laisser un commentaire", "12 commentaires", "Partager :", "Lire aussi :", "Publicité", "Abonnez-vous"],
    "de": ["Kommentar schreiben", "12 Kommentare", "Teilen:", "Lesen Sie auch:", "Anzeige", "Mehr zum Thema"],
    "ru": ["Оставить комментарий", "12 комментариев", "Поделиться:", "Читайте также:", "Реклама", "Подписаться"],
    "uk": ["Залишити коментар", "12 коментарів", "Поділитися:", "Читайте також:", "Реклама", "Підписатися"],
    "vi": ["Để lại bình luận", "12 bình luận", "Chia sẻ:", "Đọc thêm:", "Quảng cáo", "Tin liên quan"],
    "ar": ["اترك تعليقاً", "12 تعليق", "شارك:", "اقرأ أيضاً:", "إعلان", "أخبار ذات صلة"],
    "zh": ["发表评论", "12条评论", "分享：", "阅读更多", "广告", "相关新闻"],
    "ja": ["コメントを残す", "12件のコメント", "シェア：", "続きを読む", "広告", "関連記事"],
}


def _figures(text: str) -> list[tuple[int, int]]:
    """Where runs of ASCII digits stand, those glued to a letter left out."""
    runs: list[tuple[int, int]] = []
    place = 0
    while place < len(text):
        end = place
        while end < len(text) and text[end] in "0123456789":
            end += 1
        if end > place and not (place and text[place - 1].isalpha()):
            runs.append((place, end))
        place = max(end, place + 1)
    return runs


def digits_swapped(pair: Pair, language: str, chance: random.Random) -> Pair | None:
    """143 → 134: two different neighbouring digits change places; no leading zero comes of it."""
    places = [
        place
        for start, end in _figures(pair.target)
        for place in range(start, end - 1)
        if pair.target[place] != pair.target[place + 1] and not (place == start and pair.target[place + 1] == "0")
    ]
    if not places:
        return None
    place = chance.choice(places)
    text = pair.target
    return replace(pair, target=text[:place] + text[place + 1] + text[place] + text[place + 2 :])


def digit_changed(pair: Pair, language: str, chance: random.Random) -> Pair | None:
    """28 → 27: one digit becomes another."""
    places = [place for start, end in _figures(pair.target) for place in range(start, end)]
    if not places:
        return None
    place = chance.choice(places)
    digit = chance.choice([digit for digit in "123456789" if digit != pair.target[place]])
    return replace(pair, target=pair.target[:place] + digit + pair.target[place + 1 :])


def number_word_changed(pair: Pair, language: str, chance: random.Random) -> Pair | None:
    """four → seven, in the target's language."""
    words = NUMBER_WORDS.get(language, "").split()
    pieces = pair.target.split(" ")
    places = [
        place
        for place, piece in enumerate(pieces)
        if piece.strip('.,;:"“”').lower() in words and pieces[place - 1].lower() not in ("thứ", "tháng")
    ]
    if not places:
        return None
    place = chance.choice(places)
    old = pieces[place].strip('.,;:"“”')
    pieces[place] = pieces[place].replace(old, chance.choice([word for word in words if word != old.lower()]))
    return replace(pair, target=" ".join(pieces))


def truncated(pair: Pair, language: str, chance: random.Random) -> Pair | None:
    """The last words and the full stop are gone."""
    spaced = " " in pair.target.strip()
    pieces = pair.target.split(" ") if spaced else list(pair.target)
    if pair.headline or len(pieces) < 8 or pair.target.rstrip()[-1:] not in ".。!?؟！？":
        return None
    keep = chance.randint(len(pieces) // 2, len(pieces) - 2)
    return replace(pair, target=(" " if spaced else "").join(pieces[:keep]))


def emptied(pair: Pair, language: str, chance: random.Random) -> Pair | None:
    return replace(pair, target=chance.choice(["", "  ", "…", "- "]))


def left_as_source(pair: Pair, language: str, chance: random.Random) -> Pair | None:
    return replace(pair, target=pair.source) if len(pair.source.split()) > 6 or len(pair.source) > 60 else None


def word_doubled(pair: Pair, language: str, chance: random.Random) -> Pair | None:
    """ "the the": a small word that is frequent in the language, doubled."""
    words = {
        "en": "the of to in a and for was is",
        "es": "de la el en que los un para",
        "fr": "de la le les et un pour dans",
        "de": "und in zu mit von auf für ist",
        "ru": "в и на не с по о",
        "uk": "в і на не з до у",
        "vi": "của là và đã trong các với những",
        "ar": "في من على",
    }.get(language, "")
    pieces = pair.target.split(" ")
    places = [place for place, piece in enumerate(pieces) if piece in words.split()]
    if not places:
        return None
    place = chance.choice(places)
    return replace(pair, target=" ".join([*pieces[: place + 1], *pieces[place:]]))


def looped(pair: Pair, language: str, chance: random.Random) -> Pair | None:
    """The engine runs in circles: the last words again and again, or one syllable inside a word."""
    spaced = " " in pair.target.strip()
    pieces = pair.target.rstrip(".。").split(" ") if spaced else list(pair.target.rstrip(".。"))
    if len(pieces) < 12:
        return None
    length = chance.randint(2, 4) if spaced else chance.randint(4, 8)
    start = chance.randint(1, len(pieces) - length)
    glue = " " if spaced else ""
    part = pieces[start : start + length]
    if not any(character.isalpha() for character in glue.join(part)):
        return None
    return replace(pair, target=glue.join([*pieces[:start], *part * chance.randint(4, 9)]))


def furniture(pair: Pair, language: str, chance: random.Random) -> Pair | None:
    """A piece of page furniture that was translated like a segment."""
    phrases = FURNITURE.get(language)
    return replace(pair, target=chance.choice(phrases)) if phrases and not pair.headline else None


INJECTORS: dict[str, tuple[str, Injector]] = {
    "digits swapped": ("numbers_differ", digits_swapped),
    "digit changed": ("numbers_differ", digit_changed),
    "number word changed": ("numbers_differ", number_word_changed),
    "truncated": ("truncated", truncated),
    "emptied": ("empty_target", emptied),
    "left as source": ("unchanged", left_as_source),
    "word doubled": ("repeated_words", word_doubled),
    "looped": ("repetition_loop", looped),
    "furniture": ("boilerplate_left", furniture),
}
"""By name: the id of the check that must find it, and what makes it."""
