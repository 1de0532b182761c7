"""Keys, images and signed decisions for tests; the fictional keys of the papers' tests."""

from __future__ import annotations

import sys
from pathlib import Path

from tests import factories as make
from thidua.decisions.domain.images import keep_image
from thidua.decisions.domain.signing import KeyFile
from thidua.papers.signing import child, outside

sys.path.append(str(Path(__file__).parents[1] / "papers"))
import signing_samples as keys

CHAIRMAN = "Phạm Hùng Việt"
AGENCY = "Ủy ban nhân dân huyện An Dương"


def read_here(monkeypatch) -> None:
    """Strangers' files are opened in this process: the child of its own costs a second each."""
    monkeypatch.setattr(outside, "_asked", lambda pdf, roots: child._answer(pdf, list(roots)))


def key_of(name: str) -> KeyFile:
    return KeyFile(keys.identity(name).p12(), keys.PASSWORD)


def with_images(house: make.House) -> None:
    """The chairman's hand and the agency's seal, as an officer brings them in."""
    for kind, data in (("hand", keys.hand_png()), ("seal", keys.seal_png())):
        keep_image(
            actor=house.officer,
            kind=kind,
            holder=CHAIRMAN,
            width_mm=36 if kind == "seal" else None,
            data=data,
        )
