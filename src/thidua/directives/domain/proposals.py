"""A reading as rows: each thing read becomes one finding with its places."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from django.utils import timezone

from thidua.directives.enums import Confidence, FindingKind
from thidua.directives.models import Directive, Finding
from thidua.reading import PhraseKind, Reading
from thidua.reading.as_json import reading_data
from thidua.vietnamese.text import clean, fold

Found = tuple[FindingKind, dict[str, Any], Sequence[Sequence[int]], str, str]
"""Kind, data, places, confidence, why."""
SURE = Confidence.SURE.value
MOVEMENTS = {PhraseKind.MOVEMENT.value}
THEMES = {PhraseKind.THEME.value, PhraseKind.SLOGAN.value, PhraseKind.OTHER.value}


def take_in(directive: Directive, reading: Reading) -> None:
    """Keep what was read, in the caller's transaction; nothing of it is decided."""
    data = reading_data(reading)
    directive.original = directive.text = data["text"]
    directive.notes = data["not_read"]
    directive.fault, directive.reading_since = "", None
    _name(directive, data)
    Finding.objects.bulk_create(_rows(directive, data))


def _name(directive: Directive, data: dict[str, Any]) -> None:
    """What the register calls it, until its number is confirmed; the year it is for."""
    subject = data["subject"]["value"] if data["subject"] else ""
    if subject:
        directive.name = _short(f"Chỉ thị {subject[0].lower()}{subject[1:]}")
    year = data["date"]["year"] if data["date"] else None
    if year and 1945 <= year <= 2200:  # noqa: PLR2004 (as the table has it)
        directive.year = year
    directive.search_key = fold(f"{directive.name} {data['text'][:5000]}")


def _short(words: str) -> str:
    return words if len(words) <= 200 else words[:199].rstrip() + "…"  # noqa: PLR2004


def _rows(directive: Directive, data: dict[str, Any]) -> Iterator[Finding]:
    for order, (kind, values, places, confidence, why) in enumerate(_found(data), start=1):
        yield Finding(
            authority_id=directive.authority_id,
            directive=directive,
            kind=kind,
            order=order,
            confidence=confidence,
            why=clean(why)[:300],
            places=[list(one) for one in places],
            data=values,
            proposed_at=timezone.now(),
        )


def _found(data: dict[str, Any]) -> Iterator[Found]:
    yield from _fields(data)
    for one in data["repairs"]:
        yield FindingKind.REPAIR, one, [one["place"]], one["confidence"], one["reason"]
    yield from _plain(FindingKind.CITATION, data["citations"])
    for one in data["tasks"]:
        yield FindingKind.TASK, one, [one["place"]], one["confidence"], one["why"]
    for one in data["targets"]:
        yield FindingKind.TARGET, one, [one["place"]], one["confidence"], one["why"]
    phrases = data["phrases"]
    yield from _plain(FindingKind.MOVEMENT, [one for one in phrases if one["kind"] in MOVEMENTS])
    yield from _plain(FindingKind.THEME, [one for one in phrases if one["kind"] in THEMES])
    for one in data["recipients"]:
        yield FindingKind.RECIPIENT, one, [one["place"]], SURE, "Dòng trong phần Nơi nhận."


def _plain(kind: FindingKind, rows: list[dict[str, Any]]) -> Iterator[Found]:
    for one in rows:
        yield kind, one, one["places"], one["confidence"], one["why"]


def _fields(data: dict[str, Any]) -> Iterator[Found]:
    """Head and foot of the paper; a blank one is asked for, never filled in."""
    number, day, signer = data["number"], data["date"], data["signer"]
    if number:
        yield _field("number", number["value"], number, symbol=number["symbol"])
    if day:
        parts = {name: day[name] for name in ("day", "month", "year")}
        whole = "{year:04d}-{month:02d}-{day:02d}".format(**parts) if all(parts.values()) else ""
        yield _field("issued_on", whole, day, **parts)
    for name in ("place", "issuer", "subject"):
        if data[name]:
            yield _field(name, data[name]["value"], data[name])
    if signer:
        yield _field("signer", signer["name"], signer)
        yield _field("signer_post", signer["post"], signer)


def _field(name: str, value: str, found: dict[str, Any], **more: Any) -> Found:
    places = found["places"] if "places" in found else [found["place"]]
    sure = found["confidence"] if value else Confidence.DOUBTFUL.value
    why = found["why"] if value else f"{found['why']} Ghi vào nếu đã biết."
    return FindingKind.FIELD, {"field": name, "value": value} | more, places, sure, why
