"""What ``thidua check`` has to tell, before it is told as text, JSON or a workbook."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date

from thidua.law import Overlay
from thidua.lists.checking import Checked, check_list
from thidua.lists.linking import Links
from thidua.lists.proposal import Fault, ListReading


@dataclass(slots=True)
class Report:
    """A check about to run: the list, the records beside it, the day whose law judges.

    ``outcomes`` counts what ``checked`` has yielded so far; ``on_progress`` is told that number.
    """

    reading: ListReading
    links: Links
    on: date
    outcomes: Counter[str] = field(default_factory=Counter)
    on_progress: Callable[[int], None] | None = None
    overlay: Overlay | None = None
    """The local rules judged by besides the law."""

    def checked(self) -> Iterator[Checked]:
        """Judge every proposal in order."""
        for one in check_list(self.reading, self.links, on=self.on, overlay=self.overlay):
            self.outcomes[one.outcome] += 1
            if self.on_progress:
                self.on_progress(self.outcomes.total())
            yield one

    @property
    def record_faults(self) -> tuple[tuple[str, Fault], ...]:
        """Faults of the record files, each with the file's name."""
        files = [file for file in (self.links.register, self.links.ratings) if file]
        return tuple((file.name, fault) for file in files for fault in file.faults)

    @property
    def severities(self) -> Counter[str]:
        """How many errors, questions and notes the list has."""
        return Counter(fault.severity for fault in self.reading.faults)

    @property
    def is_clean(self) -> bool:
        """Whether every proposal judged is met and no row had to be left out."""
        judged = self.outcomes.total()
        return judged > 0 and self.outcomes["met"] == judged and not self.severities["error"]
