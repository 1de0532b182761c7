"""The verification page that needs no server: one HTML file with the public keys in it.

Saved on a phone or carried on a stick it verifies certificates with no network. It holds no
cryptography of its own: the browser's WebCrypto checks Ed25519, and where a browser cannot, the
page says so and points to the register.
"""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Mapping, Sequence
from functools import cache
from html import escape
from pathlib import Path

from thidua.papers.statement import AAD, StatementKey

_FOLDER = Path(__file__).parent / "offline"


def offline_page(keys: Sequence[StatementKey], *, awards: Mapping[str, str], online: str) -> str:
    """Return the page as one self-contained HTML file.

    ``awards`` gives each award code its name; a code not in it is shown as it is. ``online`` is
    the address of the register's search, to which a certificate code can be appended.

    Raises:
        ValueError: ``online`` is no web address.
    """
    if not online.startswith(("https://", "http://")):
        raise ValueError("The register is reached over http or https")
    book = {
        "aad": AAD.decode("ascii"),
        "keys": [_entry(key) for key in keys],
        "awards": dict(awards),
        "online": online,
    }
    # Split, not formatted in turn: what one part says is never searched for the next mark.
    parts = {
        "policy": escape(page_policy(), quote=True),
        "style": _text("page.css"),
        "online": escape(online, quote=True),
        "book": json.dumps(book, ensure_ascii=False).replace("<", "\\u003c"),
        "script": _text("page.js"),
    }
    first, *rest = _text("page.html").split("{")
    return first + "".join(_filled(piece, parts) for piece in rest)


def page_policy() -> str:
    """Return the Content Security Policy of the page: its own script and style, no network."""
    return (
        f"default-src 'none'; script-src '{_hash('page.js')}'; style-src '{_hash('page.css')}'; "
        "base-uri 'none'; form-action 'none'"
    )


def _filled(piece: str, parts: Mapping[str, str]) -> str:
    name, _, after = piece.partition("}")
    return parts[name] + after


def _entry(key: StatementKey) -> dict[str, str | None]:
    return {
        "id": key.key_id.hex(),
        "public": key.public.hex(),
        "authority": key.authority,
        "from": key.valid_from.isoformat(),
        "until": key.valid_until.isoformat() if key.valid_until else None,
    }


@cache
def _text(name: str) -> str:
    return (_FOLDER / name).read_text(encoding="utf-8")


def _hash(name: str) -> str:
    digest = hashlib.sha256(_text(name).encode()).digest()
    return "sha256-" + base64.b64encode(digest).decode("ascii")
