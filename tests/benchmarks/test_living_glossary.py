"""The benchmark of living with a glossary, small: that it still measures what it says."""

import json

import pytest

from benchmarks.living_glossary import main


def test_it_looks_at_every_segment_and_repairs_it(capsys: pytest.CaptureFixture[str]) -> None:
    main(["--terms", "20", "--segments", "10"])

    result = json.loads(capsys.readouterr().out.splitlines()[-1])
    assert result["outcomes"] == {"repaired": 10}
    assert all(result[figure] > 0 for figure in ("ask_ms", "look_most_mb"))
