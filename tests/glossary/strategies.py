"""Terms for property tests: every field in every combination, with texts that file formats stumble over."""

from hypothesis import settings
from hypothesis import strategies as st

from desk.domain.finding import Level
from desk.domain.term import Context, Form, FormStatus, Gender, Number, PartOfSpeech, Scope, Term, TermState
from desk.glossary.tidying import tidied
from desk.glossary.values import tidy

FEW = settings(max_examples=40, deadline=None)  # each example is a whole glossary
LANGUAGES = ("en", "es", "fr", "ru", "vi", "ar", "zh")

_SIGNS = "-?:,[]{}#&*!|>'\"%@`=+~<>\\/().;\t\n _«»“”’、。؛"
_AWKWARD = (
    "the Kremlin",
    "l'ONU",
    "la OTAN",
    "IS",
    "true",
    "null",
    "~",
    "1e3",
    "- a",
    "a: b",
    "a #b",
    "=1+1",
    "@a",
    "a, b",
)
_letters = st.characters(exclude_categories=("Cs", "Cc", "Cn", "Co"))
texts = (
    st.one_of(
        st.text(st.one_of(_letters, st.sampled_from(_SIGNS)), min_size=1, max_size=8),
        st.sampled_from([*_AWKWARD, "a long form of several words " * 5]),
    )
    .map(tidy)
    .filter(bool)
)
_several = st.lists(texts, min_size=1, max_size=2).map(tuple)
_some = st.just(()) | _several
_maybe = st.sampled_from([None, None, *Gender])


@st.composite
def forms(draw, status):
    return Form(
        draw(texts),
        status,
        case_sensitive=draw(st.booleans()),
        part_of_speech=draw(st.sampled_from([None, None, *PartOfSpeech])),
        gender=draw(_maybe),
        number=draw(st.sampled_from([None, None, *Number])),
        context=draw(st.none() | st.builds(Context, near=_several, not_near=_some)),
    )


@st.composite
def of_a_language(draw):
    preferred = draw(st.lists(forms(FormStatus.PREFERRED), max_size=1))
    admitted = draw(st.lists(forms(FormStatus.ADMITTED), max_size=2))
    forbidden = draw(st.lists(forms(FormStatus.FORBIDDEN), max_size=2))
    return (*preferred, *admitted, *forbidden) or (Form(draw(texts)),)


@st.composite
def terms(draw, id="a-term"):
    by_language = st.dictionaries(st.sampled_from(LANGUAGES), texts, max_size=2)
    return tidied(
        Term(
            id=id,
            forms=draw(st.dictionaries(st.sampled_from(LANGUAGES), of_a_language(), min_size=1, max_size=3)),
            level=draw(st.sampled_from([Level.WARN, Level.BLOCK])),
            do_not_translate=draw(st.booleans()),
            note=draw(st.just("") | texts),
            sources=draw(_some),
            first_mention=draw(by_language),
            state=draw(st.sampled_from(TermState)),
            examples={code: (text,) for code, text in draw(by_language).items()},
            scope=draw(
                st.builds(Scope, st.just(()) | _several, st.just(()) | _several, st.just(()) | st.just(("vi",)))
            ),
        )
    )


@st.composite
def glossaries(draw):
    """Several terms with ids of their own."""
    return [draw(terms(f"term-{number}")) for number in range(draw(st.integers(1, 2)))]
