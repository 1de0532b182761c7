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
from datetime import date
from functools import cache
from html import escape
from pathlib import Path

from thidua.papers.statement import AAD, StatementKey
from thidua.vietnamese.dates import long_day

_FOLDER = Path(__file__).parent / "offline"


def offline_page(
    keys: Sequence[StatementKey],
    *,
    awards: Mapping[str, str],
    online: str,
    revoked: Sequence[str] = (),
    revoked_on: date,
) -> str:
    """Return the page as one self-contained HTML file.

    ``awards`` gives each award code its name; a code not in it is shown as it is. ``online`` is
    the address of the register's search, to which a certificate code can be appended.
    ``revoked`` holds the first ten bytes, in hex, of the SHA-256 of every certificate code that
    no longer stands on ``revoked_on``; the page says that it knows no later day.

    Raises:
        ValueError: ``online`` is no web address.
    """
    if not online.startswith(("https://", "http://")):
        raise ValueError("The register is reached over http or https")
    book = book_of(keys) | {
        "awards": dict(awards),
        "online": online,
        "revoked": list(revoked),
        "revokedOn": revoked_on.isoformat(),
    }
    # Split, not formatted in turn: what one part says is never searched for the next mark.
    parts = {
        "policy": escape(page_policy(), quote=True),
        "style": _text("page.css"),
        "online": escape(online, quote=True),
        "book": json.dumps(book, ensure_ascii=False).replace("<", "\\u003c"),
        "revoked_on": long_day(revoked_on),
        "verify": verify_script(),
        "script": _text("page.js"),
    }
    first, *rest = _text("page.html").split("{")
    return first + "".join(_filled(piece, parts) for piece in rest)


def page_policy() -> str:
    """Return the Content Security Policy of the page: its own script and style, no network."""
    scripts = " ".join(f"'{_hash(name)}'" for name in ("verify.js", "page.js"))
    return (
        f"default-src 'none'; script-src {scripts}; style-src '{_hash('page.css')}'; "
        "base-uri 'none'; form-action 'none'"
    )


def verify_script() -> str:
    """Return the script that checks statements, for the register's own page."""
    return _text("verify.js")


def book_of(keys: Sequence[StatementKey]) -> dict[str, object]:
    """Return the public keys and what signatures are bound to, as the script reads them."""
    return {"aad": AAD.decode("ascii"), "keys": [_entry(key) for key in keys]}


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
