"""The words of a draft, and what is known of some by themselves: those that hold sentences together, and kinds."""

import re
from collections.abc import Iterator, Sequence

from desk.domain.language import WITHOUT_SPACES
from desk.domain.segment import Span

WORD = re.compile(r"(?:[^\W\d_]\.){2,}|[\w\u0300-\u036f]+(?:[-'’][\w\u0300-\u036f]+)*")
_FRENCH = re.compile(rf"(?:\b[cdjlmnst]|\bqu)['’](?=\w)|{WORD.pattern}", re.IGNORECASE)
_FUNCTION_WORDS = {
    "en": "according can cannot could will would may might must should "
    "a an the this that these those of in at on from by to with for and or as is are was were be been has have "
    "had he she it they we i his her its their who which said says not",
    "es": "el la los las un una unos unas de del a al en con por para y o que se su es fue ha dijo no lo le",
    "fr": "le la les un une des de du à au aux en avec par pour et ou que qui se sa son est a été dit ne pas il elle",
    "de": "der die das den dem des ein eine einen einem einer eines in im am an zu zum zur von vom bei beim mit für "
    "auf aus nach und oder als dass ist war sind hat hatte nicht er sie es ihre seine sich sagte",
    "ru": "в во на с со к ко по от до за из о об у и или а но что как не он она они это его её их был была",
    "uk": "в у на з із зі до по від за о об і й та або а але що як не він вона вони це його її їх був була",
    "ar": "في من على إلى عن مع أن إن أنه أنها التي الذي الذين هذا هذه ذلك تلك و أو ثم قد لقد كان كانت لم لن لا ما "
    "بعد قبل بين خلال عند حتى كما بأن وأن لكن بل كل أي غير هو هي هم بعض منذ ضد حول نحو دون",
    "vi": "và của ở tại trong với cho là đã đang sẽ bị được các những một này đó nói rằng không",
}
_IS_FUNCTION_WORD = {language: frozenset(words.split()) for language, words in _FUNCTION_WORDS.items()}

_APART = (
    "according can cannot could will would may might must should be is are was were and or as but that said says which "
    "who y o e que et ou и или что і й та або що und oder dass và rằng"
)
APART = frozenset(_APART.split())
"""Function words that no name has inside."""
_HANGING = "of de del du des d' d’ von der"
OF = frozenset(_HANGING.split())
"""Words by which one noun hangs on another."""
PRONOUNS = frozenset(
    ("he", "she", "it", "they", "él", "ella", "ellos", "il", "elle", "ils", "он", "она", "они", "вони")
)
_KINDS = (
    "theater theatre hall auditorium venue center centre arena group movement organization organisation branch party "
    "village town city province region district army forces militia rebels militants agency service committee ministry "
    "council network channel newspaper app platform company airport station park museum university hospital"
)
KINDS = {"en": frozenset(_KINDS.split())}
"""What a name may be followed by where another language puts it before, or leaves it out."""
KINDS_BEFORE = frozenset(("movimiento", "grupo", "milicia", "mouvement", "groupe", "milice", "движение", "рух"))
"""What a name may follow where the desk's form says no such thing."""
_NUMBERS = (
    "two three four five six seven eight nine ten several many few dos tres cuatro cinco seis siete ocho nueve diez "
    "veinte treinta cien varios varias deux trois quatre cinq six sept huit neuf dix vingt trente cent plusieurs "
    "zwei drei vier fünf sechs sieben acht neun zehn zwanzig dreißig mehrere viele"
)
NUMBERS = frozenset(_NUMBERS.split())
_TIMES_AND_TITLES = (
    "Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April May June July August "
    "September October November December Mr Mrs Ms"
)
NO_NAMES = frozenset(_TIMES_AND_TITLES.split())


def is_function_word(word: str, language: str) -> bool:
    """Whether a word only holds a sentence together. In French an elided one ends in its apostrophe."""
    if word.isupper() and len(word) > 1:
        return False
    return (language == "fr" and word.endswith(("'", "’"))) or word.lower() in _IS_FUNCTION_WORD.get(
        language, frozenset()
    )


def without_function_words(text: str, language: str) -> str:
    """A stretch of a text from its first to its last word that means something; empty where none does."""
    words = [found for found in words_in(text, language) if not is_function_word(found[0], language)]
    return text[words[0].start() : words[-1].end()] if words else ""


def words_in(text: str, language: str) -> Iterator[re.Match[str]]:
    return (_FRENCH if language == "fr" else WORD).finditer(text)


def word_spans(draft: str, tokens: Sequence[Span], language: str) -> Iterator[Span]:
    """The words of a draft; where a language sets none apart, the tokens' own spans."""
    if language not in WITHOUT_SPACES:
        yield from (Span(found.start(), found.end()) for found in words_in(draft, language))
        return
    end = 0
    for token in tokens:
        start = max(token.start, end)
        text = draft[start : token.end]
        if text.strip() and all(character.isalnum() for character in text.strip()):
            start += len(text) - len(text.lstrip())
            end = min(token.end, len(draft))
            yield Span(start, end)
