"""Numbers by value, across languages: figures of any script with a locale's separators, number words and scales.

`numbers` reads one text, `compare` sets the numbers of a source against those of its translation. What the words of
a language mean stands in `desk/text/numbers_data/`, one YAML file per language; separators and month names come from
CLDR. A language without a file reads figures and month names.
"""

from desk.text.numbers.compare import Comparison, compare
from desk.text.numbers.found import NumberFound, NumberKind, Weight
from desk.text.numbers.read import numbers, reads_scales, reads_words

__all__ = ["Comparison", "NumberFound", "NumberKind", "Weight", "compare", "numbers", "reads_scales", "reads_words"]
