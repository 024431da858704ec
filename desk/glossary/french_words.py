"""French determiners, prepositions, verbs, and adjectives that change with gender and number for certain."""

import re

from desk.glossary.romance_words import Words, both_ways, cells

_SINGULAR_S = re.compile("(?:mis|pris|quis|assis|clus|çais|glais|nais|dais|lais|nois|mois|dois)$")
_PEOPLE = (
    "français anglais japonais libanais soudanais irlandais néerlandais portugais polonais chinois suédois danois "
    "américain mexicain africain marocain cubain ukrainien israélien palestinien iranien syrien égyptien libyen "
    "algérien tunisien canadien italien australien européen coréen nord-coréen vietnamien autrichien allemand"
)
_FEMININE = {
    "er": "ère",
    "ien": "ienne",
    "éen": "éenne",
    "yen": "yenne",
    "eux": "euse",
    "ancien": "ancienne",
    "nouveau": "nouvelle",
}


def _masculine(word: str) -> str:
    """The masculine singular of an adjective or participle."""
    word = word if _SINGULAR_S.search(word) else re.sub("s$", "", word)
    word = re.sub("(i|é|y)enne$", r"\1en", word)
    word = re.sub("euse$", "eux", word)
    if word.startswith("nouvel"):
        return "nouveau"
    return re.sub("(?<=[éiuntsd])e$", "", re.sub("ère$", "er", word))


def _feminine(word: str) -> str:
    if word.endswith("e"):
        return word
    ending = next((ending for ending in _FEMININE if word.endswith(ending)), None)
    return word.removesuffix(ending) + _FEMININE[ending] if ending else word + "e"


def _inflected(word: str, gender: str) -> str | None:
    """An adjective or participle in a gender."""
    base = _masculine(word)
    if gender == "p":
        gender = "mp" if word in (base, base + "s") else "fp"
    said = _feminine(base) if gender.startswith("f") else base
    if gender.endswith("p") and not said.endswith(("s", "x")):
        return "nouveaux" if said == "nouveau" else said + "s"
    return said


def _of_number(verb: str, many: bool) -> str | None:
    """A verb in the imperfect or the future in the singular or plural; None for what is none for certain."""
    for one, several in (("ait", "aient"), ("era", "eront"), ("ira", "iront")):
        ending, other = (one, several) if many else (several, one)
        if verb.endswith(ending) and len(verb) > len(ending) + 2:
            return verb.removesuffix(ending) + other
    return None


_PEOPLES = "|".join(f"{word}e?s?" if not word.endswith("en") else f"{word}(?:s|nes?)?" for word in _PEOPLE.split())
_NOT = "(?!(?:ici|ainsi|aussi|parmi|du|au|tout|fort|juste|prêt|plus|nuit|lui|qui|oui|et|non|pas|peu|devenu)\\b)"
_PARTICIPLE = (
    f"{_NOT}[a-zàâéèêîïôûç]+(?:ée?s?|(?:mis|pris|quis|assis)(?:es?)?|[lrtsndv]u(?:e|es|s)?|"
    "(?:uit|ert|eint|oint|aint|dit|fait|ort)(?:e|es|s)?|[lnrstsvgd]i(?:e|es|s)?)"
)

WORDS = Words(
    rows=cells(
        "le la les les, un une des des, ce cette ces ces, cet cette ces ces, son sa ses ses, mon ma mes mes, "
        "notre notre nos nos, leur leur leurs leurs, aucun aucune aucuns aucunes, quel quelle quels quelles, "
        "certain certaine certains certaines, autre autre autres autres, tout toute tous toutes"
    ),
    drawn={("de", "le"): "du", ("de", "les"): "des", ("à", "le"): "au", ("à", "les"): "aux"},
    drawing="de|à|(?:lors|puis|jus|quoi)?que",
    prepositions="(?:de|du|des|d['’]|à|au|aux|en|avec|par|pour|sans|sur|contre|entre|dans|chez|selon|vers|et|ou|ni) ",
    before_article="(?:avec|par|pour|sans|sur|contre|entre|dans|chez|selon|vers|et|que) ",
    before_noun="deuxième|troisième|quatrième|énième|jeune|vaste|simple|célèbre|premi(?:er|ère)s?|(?:second|prétendu|présumé)e?s?|(?:puissant|grand|petit)e?s?|ancien(?:s|nes?)?|nouveaux?|nouvel(?:les?)?|nombreu(?:x|ses?)|dit(?:e|es|s)?",
    adjective=f"{_PEOPLES}|[a-zàâéèêîïôûç]+ée?s?(?= (?:de|du|d['’]|par|en|à|dans|contre|pour))",
    participle=_PARTICIPLE,
    second="[a-zàâéèêîïôûç]{2,}ée?s?",
    unchanged="(?:aussi|déjà)",
    being=both_ways(
        "a été/ont été, est/sont, était/étaient, sera/seront, fut/furent, avait été/avaient été, serait/seraient, "
        "n'a pas été/n'ont pas été, n'est pas/ne sont pas, n'était pas/n'étaient pas, n'a jamais été/n'ont jamais été, "
        "reste/restent, s'est/se sont, aurait été/auraient été, a également été/ont également été"
    ),
    verbs=both_ways(
        "a/ont, avait/avaient, annonce/annoncent, affirme/affirment, déclare/déclarent, dit/disent, "
        "accuse/accusent, confirme/confirment, dément/démentent, revendique/revendiquent, attaque/attaquent, "
        "prévient/préviennent, indique/indiquent, doit/doivent, peut/peuvent, veut/veulent"
    ),
    all_of_it=("tout", "toute", "tous", "toutes"),
    of_number=_of_number,
    inflected=_inflected,
    elided={
        "le": "l'",
        "la": "l'",
        "ce": "cet",
        "sa": "son",
        "ma": "mon",
        "de": "d'",
        "que": "qu'",
        "lorsque": "lorsqu'",
        "puisque": "puisqu'",
        "jusque": "jusqu'",
        "quoique": "quoiqu'",
    },
)
