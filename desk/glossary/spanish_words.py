"""Spanish determiners, prepositions, verbs, and adjectives that change with gender and number for certain."""

import re

from desk.glossary.romance_words import Words, both_ways, cells

_PEOPLE = (
    "ruso chino sirio turco griego libio egipcio armenio ucraniano americano norteamericano coreano norcoreano "
    "africano afgano mexicano colombiano cubano venezolano iraniano palestino argentino filipino europeo polaco "
    "austríaco sueco suizo noruego italiano romano vaticano georgiano libanes frances ingles japones danes holandes "
    "finlandes irlandes portugues sudanes aleman nuevo propio mismo antiguo extremo extremista"
)
_BY_STEM = {re.sub("o$", "", word): word for word in _PEOPLE.split()}
_ENDINGS = {"m": "o", "f": "a", "mp": "os", "fp": "as", "p": "os"}
_ACCENTED = {"es": "és", "an": "án"}
_SAFE = "[a-zñáéíóú]*[áéíóú][a-zñ]{0,4}ic[oa]s?|[a-zñ]+iv[oa]s|[a-zñ]+os[oa]s"


def _inflected(word: str, gender: str) -> str | None:
    """An adjective in -o or -a, or of a people in -és or -án, in a gender."""
    plain = word.replace("é", "e").replace("á", "a")
    for stem in (plain, re.sub("(?:a|as|es)$", "", plain)):
        if stem in _BY_STEM and stem[-2:] in _ACCENTED:
            return (
                stem[:-2] + _ACCENTED[stem[-2:]] if gender == "m" else stem + {"f": "a", "fp": "as"}.get(gender, "es")
            )
    if found := re.fullmatch("(.+?)([oa]s?)", word):
        return found[1] + _ENDINGS[gender]
    return None


_IN_I = "anunci|inici|denunci|cambi|estudi|pronunci|renunci|financi|negoci|evidenci|envi|ampli|confi|desafi|desvi|enfri"


def _of_number(verb: str, many: bool) -> str | None:
    """A verb in the simple past in the singular or plural; None for what is none for certain."""
    if many and verb.endswith("ió") and not re.fullmatch(f"(?:{_IN_I})ó", verb):
        return verb.removesuffix("ió") + "ieron"
    if many and verb.endswith("ó"):
        return verb.removesuffix("ó") + "aron"
    if not many and verb.endswith("aron"):
        return verb.removesuffix("aron") + "ó"
    return verb.removesuffix("ieron") + "ió" if not many and verb.endswith("ieron") else None


_PEOPLES = "|".join(
    f"{stem}[oa]s?" if stem[-2:] not in _ACCENTED else f"{stem[:-2]}{_ACCENTED[stem[-2:]]}|{stem}(?:as?|es)"
    for stem in _BY_STEM
)
_NOUNS = "víctimas?|testigos?|objeto|blanco|motivo|escenario|protagonistas?|noticia|parte|pieza|una?|otr[oa]|l[oa]s?"
_PARTICIPLE = f"(?!(?:{_NOUNS})\\b)[a-zñáéíóú]{{3,}}[oa]s?"
_AFTER_NOUN = "(?:inmediat|complet|nuev|mism|enemig|extranjer|conjunt)[oa]s?"
_OF_PARTICIPLE = "de|del|por|en|con|desde|contra"

WORDS = Words(
    rows=cells(
        "el la los las, un una unos unas, este esta estos estas, ese esa esos esas, aquel aquella aquellos aquellas, "
        "nuestro nuestra nuestros nuestras, otro otra otros otras, algún alguna algunos algunas, "
        "ningún ninguna ningunos ningunas, cierto cierta ciertos ciertas, dicho dicha dichos dichas"
    ),
    drawn={("de", "el"): "del", ("a", "el"): "al"},
    drawing="de|a",
    prepositions=(
        "(?:de|del|a|al|en|con|por|para|sin|sobre|contra|entre|desde|hasta|hacia|según|ante|bajo|tras|y|e|o|ni) "
    ),
    before_article="(?:en|con|por|para|sin|sobre|contra|entre|desde|hasta|hacia|según|ante|bajo|tras|y|que) ",
    before_noun="[a-zñáéíóú]{2,}(?:os|ad|ich)[oa]s?|(?:nuev|antigu|propi|mism|supuest|llamad|viej|fals|primer|segund|tercer|últim|ambos|vari)[oa]s?",
    adjective=f"{_PEOPLES}|{_SAFE}|{_AFTER_NOUN}|[a-zñáéíóú]{{2,}}(?:ad|id)[oa]s?(?= (?:{_OF_PARTICIPLE})\\b)",
    participle=_PARTICIPLE,
    second="[a-zñáéíóú]{2,}(?:ad|id)[oa]s?",
    unchanged="(?:no|también|ya|aún|nunca|todavía)",
    being=both_ways(
        "fue/fueron, es/son, está/están, era/eran, será/serán, estaba/estaban, quedó/quedaron, sería/serían, "
        "se mostró/se mostraron, se declaró/se declararon, se vio/se vieron, se ha visto/se han visto, "
        "se ha mostrado/se han mostrado, ha quedado/han quedado, ha sido/han sido, había sido/habían sido, "
        "sigue/siguen, permanece/permanecen, resultó/resultaron"
    ),
    verbs=both_ways(
        "ha/han, había/habían, tiene/tienen, dijo/dijeron, dice/dicen, anunció/anunciaron, informó/informaron, "
        "advirtió/advirtieron, confirmó/confirmaron, negó/negaron, atacó/atacaron, acusó/acusaron, "
        "afirmó/afirmaron, aseguró/aseguraron, reivindicó/reivindicaron, lanzó/lanzaron, pidió/pidieron"
    ),
    all_of_it=("todo", "toda", "todos", "todas"),
    of_number=_of_number,
    inflected=_inflected,
    elided={},
)
