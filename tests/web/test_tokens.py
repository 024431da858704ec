"""Colours: every pair that carries text has the contrast that WCAG 2.2 asks for, in light and in dark."""

import re

import pytest

from desk.web.assets import FOLDER

TEXT, SHAPE = 4.5, 3.0
_TOKEN = re.compile(r"--([\w-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)")
TOKENS = {name: (light, dark) for name, light, dark in _TOKEN.findall((FOLDER / "css/tokens.css").read_text("utf-8"))}

GROUNDS = ("paper", "surface", "sunken", "raised", "hover")
ON_GROUNDS = ("ink", "ink-soft", "ink-muted", "accent", "bad", "good", "warn", "info", "machine")
PAIRS = [
    *((text, ground, TEXT) for text in ON_GROUNDS for ground in GROUNDS),
    *((tone, f"{tone}-soft", TEXT) for tone in ("accent", "good", "warn", "bad", "info", "machine", "ins", "del")),
    *(("ink", f"{tone}-soft", TEXT) for tone in ("accent", "good", "warn", "bad", "info", "machine")),
    ("ink", "found", TEXT),
    ("on-accent", "accent", TEXT),
    ("on-accent", "accent-hover", TEXT),
    ("on-bad", "bad", TEXT),
    ("paper", "ink", TEXT),
    *(("line-strong", ground, SHAPE) for ground in ("paper", "surface", "raised")),
    *(("focus", ground, SHAPE) for ground in GROUNDS),
]


def luminance(colour: str) -> float:
    """Relative luminance (WCAG 2.2) of a colour written as #rrggbb."""
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


class TestContrast:
    def test_it_measures_as_the_recommendation_does(self) -> None:
        assert contrast("#000000", "#ffffff") == pytest.approx(21)
        assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)

    @pytest.mark.parametrize("theme", ["light", "dark"])
    @pytest.mark.parametrize(("text", "ground", "least"), PAIRS)
    def test_it_can_be_read(self, text: str, ground: str, least: float, theme: str) -> None:
        place = ("light", "dark").index(theme)

        assert contrast(TOKENS[text][place], TOKENS[ground][place]) >= least
