"""Administrative papers and certificates: data in, PDF or DOCX bytes out.

Layout of Decree 30/2020 for the papers, of Decree 98/2023 art. 104 for the certificates. Pure:
nothing here reads a database, a network or a file other than the templates and fonts it ships.
"""

from thidua.papers.docx import (
    decision_docx,
    letter_docx,
    minutes_docx,
    plain_docx,
    submission_docx,
)
from thidua.papers.model import (
    AbsentMember,
    Article,
    AwardCount,
    AwardGroup,
    AwardLine,
    CandidateVotes,
    CertificatePaper,
    DecisionPaper,
    Letterhead,
    LetterPaper,
    Member,
    MinutesPaper,
    PaperError,
    PlainPaper,
    Recipients,
    Signature,
    SubmissionPaper,
    VoteGroup,
)
from thidua.papers.pdf import (
    MOST_CERTIFICATES,
    certificates_pdf,
    decision_pdf,
    minutes_pdf,
    plain_pdf,
    submission_pdf,
)
from thidua.papers.qr import qr_svg

__all__ = [
    "MOST_CERTIFICATES",
    "AbsentMember",
    "Article",
    "AwardCount",
    "AwardGroup",
    "AwardLine",
    "CandidateVotes",
    "CertificatePaper",
    "DecisionPaper",
    "LetterPaper",
    "Letterhead",
    "Member",
    "MinutesPaper",
    "PaperError",
    "PlainPaper",
    "Recipients",
    "Signature",
    "SubmissionPaper",
    "VoteGroup",
    "certificates_pdf",
    "decision_docx",
    "decision_pdf",
    "letter_docx",
    "minutes_docx",
    "minutes_pdf",
    "plain_docx",
    "plain_pdf",
    "qr_svg",
    "submission_docx",
    "submission_pdf",
]
