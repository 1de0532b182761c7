"""Digital signatures on papers: PAdES made from a key file or a token, and any PDF's verified.

Looks as Decree 30/2020 says: the signer's hand in blue, the agency's seal in red over the left
third of it, a line of text on an annex kept apart. Keys and passwords are used and forgotten.
"""

from thidua.papers.signing.added import adds_only_signatures
from thidua.papers.signing.images import hand_image, seal_image
from thidua.papers.signing.keys import named_in, pkcs11_signer, pkcs12_signer
from thidua.papers.signing.model import AnnexMark, Hand, Seal, SignatureError, Space
from thidua.papers.signing.outside import Examined, examined_pdf
from thidua.papers.signing.places import last_signed_space, signature_spaces
from thidua.papers.signing.sign import signed_pdf
from thidua.papers.signing.verify import SignatureFinding, Verification, verify_pdf

__all__ = [
    "AnnexMark",
    "Examined",
    "Hand",
    "Seal",
    "SignatureError",
    "SignatureFinding",
    "Space",
    "Verification",
    "adds_only_signatures",
    "examined_pdf",
    "hand_image",
    "last_signed_space",
    "named_in",
    "pkcs11_signer",
    "pkcs12_signer",
    "seal_image",
    "signature_spaces",
    "signed_pdf",
    "verify_pdf",
]
