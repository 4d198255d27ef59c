"""What a person can get wrong: which file, what is wrong, what to do."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong in one place.

    ``where`` is a file, with key and line where they are known; ``what`` and ``way_out`` are sentences.
    """

    where: str
    what: str
    way_out: str = ""

    def __str__(self) -> str:
        return f"{self.where}: {self.what}" + (f"\n  → {self.way_out}" if self.way_out else "")


class LegalGapError(Exception):
    """A mistake that a user can mend. Carries every problem found, not only the first."""

    def __init__(self, problems: Problem | Sequence[Problem]) -> None:
        self.problems = (problems,) if isinstance(problems, Problem) else tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))

    def __reduce__(self) -> tuple[type[LegalGapError], tuple[tuple[Problem, ...]]]:
        """Errors travel between processes with their problems."""
        return type(self), (self.problems,)


class DataError(LegalGapError):
    """A TOML file (country, indicator, concept, language) that breaks its contract."""


class ReadError(LegalGapError):
    """A statute file that cannot be read as text."""


class UnknownName(LegalGapError):
    """A country, instrument, indicator or provision that is not on file."""


class OutputError(LegalGapError):
    """A place that cannot be written to, or a part of the system that writing needs."""
