"""What is scored: a draft, the text that was approved, and perhaps a translation made without seeing the draft."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Pair:
    """A machine's draft, the final text that people made of it and, where there is one, an independent reference.

    Units that came from memory or were written by hand have no place here: whoever makes pairs leaves them out and
    counts them.
    """

    draft: str
    final: str
    reference: str | None = None

    @property
    def against(self) -> str:
        """The text that the draft is compared with: the reference where there is one, else the final text."""
        return self.final if self.reference is None else self.reference
