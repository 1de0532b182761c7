"""Who signs: form, post, name."""

from __future__ import annotations

import re
from typing import Final

from thidua.reading.bodies import mended, near_bodies, normal_name
from thidua.reading.kinds import Confidence
from thidua.reading.model import Signer
from thidua.reading.passages import Passage
from thidua.vietnamese.names import display_name, looks_like_name

_FORM: Final = re.compile(r"(?P<form>(?:tm|kt|tl|tuq|q)(?=\s*\.)|t/m|k/t|t/l)\s*\.?\s*(?P<rest>.+)")
_POST: Final = re.compile(
    r"(?:pho\s+|quyen\s+|q\.\s*)?(?:chu tich|bi thu|giam doc|truong (?:phong|ban)|chanh van phong"
    r"|thu truong|bo truong|thu tuong|hieu truong|chu nhiem|cuc truong|chi cuc truong)\b.*"
)
_SIGNED: Final = re.compile(r"\(?\s*(?:da ky|ky ten|dong dau|ky ten, dong dau)\b.*")
_LONGEST_NAME: Final = 40


def read_signer(foot: tuple[Passage, ...]) -> tuple[Signer | None, list[Passage]]:
    """The signature of the foot, and the lines it took."""
    at = next((n for n, line in enumerate(foot) if _opens(line)), None)
    if at is None:
        return None, []
    forms: list[str] = []
    posts: list[str] = []
    behalf, name = "", ""
    used: list[Passage] = []
    for line in foot[at:]:
        if found := _form(line):
            form = found["form"].upper()
            forms.append(form if "/" in form else f"{form}.")
            rest = line.text[found.start("rest") :]
            if _POST.fullmatch(line.bare[found.start("rest") :]):
                posts.append(rest)
            else:
                behalf = normal_name(_mended(rest))
        elif _POST.fullmatch(line.bare) and line.text[:1].isupper():
            posts.append(line.text)
        elif _SIGNED.fullmatch(line.bare):
            pass
        elif _is_name(line.text):
            name = display_name(line.text)
            used.append(line)
            break
        elif behalf and line.text.isupper() and not posts:
            behalf = normal_name(f"{behalf} {line.text}")
        else:
            continue
        used.append(line)
    return _signer(name, posts, forms, behalf, used), used


def _mended(words: str) -> str:
    """The body with the marks a scan lost."""
    guessed = near_bodies(words)
    return mended(words) if guessed and guessed[0].end == len(words) else words


def _opens(line: Passage) -> bool:
    return _form(line) is not None or (
        _POST.fullmatch(line.bare) is not None and line.text[:1].isupper() and len(line.text) < 60  # noqa: PLR2004
    )


def _form(line: Passage) -> re.Match[str] | None:
    return _FORM.fullmatch(line.bare) if line.text[:1].isupper() else None


def _is_name(text: str) -> bool:
    return len(text) <= _LONGEST_NAME and looks_like_name(text)


def _signer(
    name: str, posts: list[str], forms: list[str], behalf: str, used: list[Passage]
) -> Signer:
    places = tuple(line.place() for line in used)
    # Under KT. the last post is the signer's own, the one before it that of whom he stands for.
    post = posts[-1] if posts else ""
    post = normal_name(post.capitalize() if post.isupper() else post).replace(
        "chủ tịch", "Chủ tịch"
    )
    if name:
        return Signer(
            name, post, " ".join(forms), behalf, places, Confidence.SURE, "Đứng cuối phần ký."
        )
    why = "Phần ký không ghi họ tên."
    return Signer("", post, " ".join(forms), behalf, places, Confidence.DOUBTFUL, why)
