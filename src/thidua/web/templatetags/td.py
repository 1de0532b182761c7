"""What templates need to write Vietnamese and to draw: numbers, days, names, query strings, bars.

Filters never raise on odd input: what is no number or no date is shown as it came, what is missing
is shown as a dash.
"""

from __future__ import annotations

import datetime as dt
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal, InvalidOperation
from enum import Enum
from typing import Any

from django import template
from django.contrib.messages import constants as levels
from django.forms import BaseForm, BoundField, CheckboxInput, Select, Widget
from django.forms.widgets import CheckboxSelectMultiple, RadioSelect
from django.http import QueryDict
from django.utils import timezone
from django.utils.safestring import SafeString

from thidua.vietnamese.dates import PartialDate
from thidua.vietnamese.numbers import format_number

register = template.Library()

DASH = "–"
NBSP = "\u00a0"
PAGE = "trang"
"""Name of the page number in addresses; any other change of the query goes back to page one."""
PLACES = 2
FEBRUARY = 2
WEAK_SOURCES = {
    "derived": "Theo văn bản hướng dẫn, chưa đối chiếu văn bản gốc",
    "verified-secondary": "Theo nguồn thuật lại, chưa đối chiếu văn bản gốc",
    "guidance": "Theo công văn hướng dẫn, không phải văn bản quy phạm",
    "inferred": "Suy từ quy định liên quan, chưa đối chiếu văn bản gốc",
    "recalled": "Chưa đối chiếu văn bản gốc",
    "policy": "Luật không quy định, theo lựa chọn của địa phương",
    "unsure": "Chưa chắc, phải đối chiếu bản ký trước khi dùng",
}
"""Words for the confidence of a rule's source, by the values the law package uses."""
WEEKDAYS = ("Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ Nhật")


# -- words ---------------------------------------------------------------------------------------


def _decimal(value: object) -> Decimal | None:
    """The value as a finite decimal; a float by its shortest writing, so 0.1 stays 0.1."""
    if isinstance(value, bool) or value is None:
        return None
    try:
        number = Decimal(str(value))
    except InvalidOperation:
        return None
    return number if number.is_finite() else None


@register.filter
def vnum(value: object, places: int | str | None = None) -> str:
    """`4.841,73`. At most two decimals, trailing zeros dropped; exactly `places` when given."""
    if value is None or value == "":
        return DASH
    number = _decimal(value)
    if number is None:
        return str(value)
    text = format_number(number, PLACES if places is None else int(places))
    return text.rstrip("0").rstrip(",") if places is None and "," in text else text


def _local(value: object) -> dt.datetime | dt.date | None:
    if isinstance(value, dt.datetime):
        return timezone.localtime(value) if timezone.is_aware(value) else value
    return value if isinstance(value, dt.date) else None


@register.filter
def vday(value: object, style: str = "") -> str:
    """`25/11/2024`; styles `short` 25/11, `weekday` Thứ Hai, 25/11/2024, `long` as in papers.

    `long` writes days below 10 and months 1 and 2 with a zero, as Decree 30/2020/NĐ-CP wants.
    """
    if isinstance(value, PartialDate):
        return value.text()
    day = _local(value)
    if day is None:
        return str(value) if value else DASH
    match style:
        case "short":
            return f"{day:%d/%m}"
        case "weekday":
            return f"{WEEKDAYS[day.weekday()]}, {day:%d/%m/%Y}"
        case "long":
            month = f"{day.month:02}" if day.month <= FEBRUARY else str(day.month)
            return f"ngày {day.day:02} tháng {month} năm {day.year}"
        case _:
            return f"{day:%d/%m/%Y}"


@register.filter
def vmoment(value: object, style: str = "") -> str:
    """`08:12, 25/11/2024` in local time; style `time` gives the hour alone."""
    moment = _local(value)
    if not isinstance(moment, dt.datetime):
        return vday(value)
    return f"{moment:%H:%M}" if style == "time" else f"{moment:%H:%M, %d/%m/%Y}"


@register.filter
def initials(name: object) -> str:
    """First letters of the last two words of a name: Nguyễn Quốc Khánh is QK."""
    words = unicodedata.normalize("NFC", str(name or "")).split()
    return "".join(word[0].upper() for word in words[-2:])


@register.filter
def nbsp(name: object) -> str:
    """The words of a name or of a number and its unit held on one line."""
    return NBSP.join(str(name or "").split())


@register.filter
def verdict_key(value: object) -> str:
    """`met`, `not_met` or `not_known`, from a verdict, its text, or True, False, None."""
    known = {True: "met", False: "not_met", None: "not_known"}
    if isinstance(value, bool) or value is None:
        return known[value]
    text = str(value.value if isinstance(value, Enum) else value).lower()
    return text if text in known.values() else "not_known"


@register.filter
def confidence_words(confidence: object) -> str:
    """What the reader must know when a rule's source is weak; empty when the text was read."""
    return WEAK_SOURCES.get(str(confidence), "")


@register.filter
def message_state(level: object) -> str:
    """The state word of a flash message's level."""
    states = {levels.SUCCESS: "ok", levels.WARNING: "warn", levels.ERROR: "bad"}
    return states.get(level, "info") if isinstance(level, int) else "info"


# -- addresses -----------------------------------------------------------------------------------


def changed_query(query: QueryDict, changes: Mapping[str, Any]) -> str:
    """The query string with `changes` made: None or "" takes a name away, a list sets several.

    The page number is dropped unless it is among the changes. Always starts with `?`.
    """
    new = query.copy()
    new.pop(PAGE, None)
    for name, value in changes.items():
        values = value if isinstance(value, list | tuple) else [value]
        kept = [str(one) for one in values if one is not None and one != ""]
        if kept:
            new.setlist(name, kept)
        else:
            new.pop(name, None)
    return f"?{new.urlencode()}"


def _query(context: template.Context) -> QueryDict:
    request = context.get("request")
    return request.GET if request else QueryDict("", encoding="utf-8")


@register.simple_tag(takes_context=True)
def qs(context: template.Context, **changes: object) -> str:
    """`{% qs don_vi=unit.code %}`: a link to this page with one filter changed, the others kept."""
    return changed_query(_query(context), changes)


@register.simple_tag(takes_context=True)
def qs_of(context: template.Context, name: str, value: object) -> str:
    """As `qs`, for a parameter whose name is itself a variable."""
    return changed_query(_query(context), {name: value})


@register.simple_tag(takes_context=True)
def kept_query(context: template.Context, names: str) -> list[tuple[str, str]]:
    """Pairs of the present query a filter form passes on unseen; `names` parted by spaces."""
    query = _query(context)
    return [(name, value) for name in names.split() for value in query.getlist(name)]


# -- bars ----------------------------------------------------------------------------------------


def share(value: object, whole: object) -> Decimal:
    """`value` as a percentage of `whole`, kept within 0 and 100; 0 when either is no number."""
    part, total = _decimal(value), _decimal(whole)
    if part is None or not total:
        return Decimal(0)
    return min(max(part * 100 / total, Decimal(0)), Decimal(100))


def _length(percent: Decimal) -> str:
    """An SVG length. Never localised: a decimal comma would break the drawing."""
    return f"{percent.quantize(Decimal('0.01')).normalize():f}%"


@register.simple_tag
def bar(
    value: object, limit: object = None, scale: object = None, cap: object = ""
) -> dict[str, str]:
    """Lengths of a measure bar whose full width means `scale` (else the larger of the two).

    With `cap` the limit is a ceiling and the part beyond it is drawn apart. A missing value or
    limit gives an empty string where its mark would be.
    """
    amount, mark = _decimal(value), _decimal(limit)
    whole = _decimal(scale) or max(amount or Decimal(0), mark or Decimal(0))
    filled = share(amount, whole)
    at = share(mark, whole)
    over = filled - at if cap and mark is not None and filled > at else Decimal(0)
    return {
        "fill": _length(filled - over),
        "limit": "" if mark is None else _length(at),
        "over": _length(over) if over else "",
    }


@register.filter
def split_parts(segments: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Place the parts of a whole side by side: `{label, value}` becomes label, value, x, width.

    `percent` is rounded for words; at most three parts can be told apart by their filling.
    """
    rows = [(part["label"], _decimal(part["value"]) or Decimal(0)) for part in segments]
    total = sum((value for _, value in rows), Decimal(0))
    placed, at = [], Decimal(0)
    for number, (label, value) in enumerate(rows, start=1):
        width = share(value, total)
        placed.append(
            {
                "label": label,
                "value": value,
                "kind": min(number, 3),
                "x": _length(at),
                "width": _length(width),
                "percent": vnum(width, 0),
            }
        )
        at += width
    return placed


@register.filter
def quarter(value: object, total: object) -> str:
    """Progress in steps of 25, for a screen reader that need not hear every step."""
    return str(int(share(value, total)) // 25 * 25)


# -- forms ---------------------------------------------------------------------------------------


def control_class(widget: Widget) -> str:
    """Bootstrap's class for a widget; option lists are dressed by their own template."""
    if widget.is_hidden or isinstance(widget, RadioSelect | CheckboxSelectMultiple):
        return ""
    if isinstance(widget, CheckboxInput):
        return "form-check-input"
    return "form-select" if isinstance(widget, Select) else "form-control"


@register.filter
def control(field: BoundField, style: str = "") -> SafeString:
    """The field's control with its class; Django adds the links to hint and error by itself.

    Style `bare` leaves the placeholder out: a label stands above and says the same.
    """
    widget = field.field.widget
    words = [control_class(widget), str(widget.attrs.get("class", ""))]
    words += ["is-invalid"] if field.errors else []
    classes = " ".join(word for word in words if word)
    attrs: dict[str, Any] = {"class": classes} if classes else {}
    return field.as_widget(attrs=attrs | ({"placeholder": False} if style == "bare" else {}))


def _target(field: BoundField) -> str:
    """The id an error leads to; the first option of a list of options, which has no control."""
    if isinstance(field.field.widget, RadioSelect | CheckboxSelectMultiple):
        return f"{field.auto_id}_0"
    return field.id_for_label or field.auto_id


def form_errors(form: BaseForm) -> list[dict[str, str]]:
    found = [{"text": str(text), "url": ""} for text in form.non_field_errors()]
    for field in form:
        url = f"#{_target(field)}"
        found += [{"text": _named(field, str(text)), "url": url} for text in field.errors]
    return found


def _named(field: BoundField, text: str) -> str:
    """The sentence with its field's name before it, unless it says the name itself."""
    label = str(field.label)
    return text if label.lower() in text.lower() else f"{label}: {text}"


@register.filter
def error_list(source: object) -> list[dict[str, str]]:
    """Errors of a form, or of several forms, as `{text, url}`; anything else has none."""
    if isinstance(source, BaseForm):
        return form_errors(source) if source.is_bound else []
    if isinstance(source, Sequence) and not isinstance(source, str):
        return [
            error for form in source if isinstance(form, BaseForm) for error in error_list(form)
        ]
    return []
