"""Reading a directive (chỉ thị): a file or a text in, what it proposes with its places out.

Pure Python: no Django, no database, no clock. A file is opened in a child process with memory and
time limits. Nothing that is read is decided: a person confirms it, and what could not be read is
said.
"""

from thidua.reading.files import read_directive
from thidua.reading.kinds import (
    Comparison,
    Confidence,
    DueKind,
    PhraseKind,
    RepairKind,
    Role,
)
from thidua.reading.model import (
    Body,
    Citation,
    Due,
    Duty,
    Found,
    NotRead,
    PaperDate,
    PaperNumber,
    Phrase,
    Place,
    Point,
    Reading,
    Recipient,
    Repair,
    Signer,
    Target,
    TargetPlace,
    Task,
)
from thidua.reading.reading import read_text
from thidua.reading.refusals import Unreadable

__all__ = [
    "Body",
    "Citation",
    "Comparison",
    "Confidence",
    "Due",
    "DueKind",
    "Duty",
    "Found",
    "NotRead",
    "PaperDate",
    "PaperNumber",
    "Phrase",
    "PhraseKind",
    "Place",
    "Point",
    "Reading",
    "Recipient",
    "Repair",
    "RepairKind",
    "Role",
    "Signer",
    "Target",
    "TargetPlace",
    "Task",
    "Unreadable",
    "read_directive",
    "read_text",
]
