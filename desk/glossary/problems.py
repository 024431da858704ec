"""What is wrong with a glossary's file, and where."""

from dataclasses import dataclass

from desk.domain.finding import Level


@dataclass(frozen=True, slots=True)
class Problem:
    """A problem at a line (from 1) of a file. `BLOCK` keeps the file from being used; `WARN` wants mending; `INFO`
    is worth a look."""

    file: str
    line: int
    level: Level
    message: str

    def __str__(self) -> str:
        return f"{self.file}, line {self.line}: {self.message}"
