"""`thidua docs`: the pages of `docs/` that are made from the code, written or compared."""

from __future__ import annotations

import argparse
import os
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

from thidua.cli.law.coverage import PAGE as COVERAGE
from thidua.cli.law.coverage import coverage_page
from thidua.cli.law.page import assess_page
from thidua.cli.setup import check_packages
from thidua.cli.words import Fault

if TYPE_CHECKING:
    from thidua.core.actors import Role
    from thidua.core.workflow import Transition, Workflow

DIFFERENT = 1
FOLDER = Path("docs")
OWN, OTHER = 1, 2
EVERY, OWN_UNITS, BY_CASE = "●", "○", "◐"
SAID = {EVERY: "", OWN_UNITS: " (own unit)", BY_CASE: " (by the case)"}
NOTE = "<!-- Made by `thidua docs` from the code; do not edit by hand. -->\n"


def run(args: argparse.Namespace) -> int:
    """Write the pages, or with `--check` name those that differ and exit 1."""
    if not FOLDER.is_dir():
        raise Fault(f"Không thấy thư mục {FOLDER.resolve()}. Chạy lệnh này ở gốc của dự án.")
    _start()
    made = pages()
    different = [path for path, text in made.items() if not path.exists() or _read(path) != text]
    if args.check:
        for path in different:
            print(f"{path} khác với mã. Chạy “thidua docs” rồi ghi lại vào kho mã.")
        return DIFFERENT if different else 0
    for path in different:
        path.write_text(made[path], encoding="utf-8")
        print(f"Đã viết {path}.")
    if not different:
        print("Các trang tài liệu đã khớp với mã.")
    return 0


def _read(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def _start() -> None:
    check_packages()
    os.environ.setdefault("DATABASE_URL", "postgresql://localhost/never-asked")
    os.environ.setdefault("THIDUA_SECRET_KEY", "never-used-0123456789-0123456789-0123456789")
    os.environ.setdefault("THIDUA_DATA", tempfile.gettempdir())
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "thidua.config.settings")
    import django  # noqa: PLC0415 (slow import)

    django.setup()


@contextmanager
def _no_database() -> Iterator[None]:
    """Only the tables in the code are read: asking a database raises ImproperlyConfigured."""
    from django.db import DEFAULT_DB_ALIAS, connections  # noqa: PLC0415 (after setup)
    from django.db.backends.dummy.base import DatabaseWrapper  # noqa: PLC0415 (after setup)

    kept = connections[DEFAULT_DB_ALIAS]
    connections[DEFAULT_DB_ALIAS] = DatabaseWrapper(kept.settings_dict)
    try:
        yield
    finally:
        connections[DEFAULT_DB_ALIAS] = kept


class CaseNeededError(Exception):
    """A permission asked for more than the unit and the authority of a case."""


def pages() -> dict[Path, str]:
    """Path and text of every generated page."""
    with _no_database():
        return {
            FOLDER / "workflow.md": workflow_page(),
            FOLDER / "permissions.md": permissions_page(),
            FOLDER / "assess-json.md": f"{NOTE}\n{assess_page()}",
            COVERAGE: coverage_page(),
        }


# -- docs/workflow.md ---


@dataclass(frozen=True, slots=True)
class CasePath:
    """One workflow as the pages present it: what walks it, where its table stands."""

    title: str
    file: str
    workflow: Workflow[Any]
    start: str


WORKFLOWS = (
    ("a directive", "directives.directive_workflow", "DIRECTIVES", "reading"),
    ("a thing found in a directive", "directives.finding_workflow", "FINDINGS", "proposed"),
    ("a task", "directives.task_workflow", "TASKS", "planned"),
    ("a report on a task", "directives.report_workflow", "REPORTS", "draft"),
    ("a target", "targets.workflow", "TARGETS", "draft"),
    ("a figure of a target", "targets.workflow", "RESULTS", "reported"),
    ("an obstacle", "obstacles.workflow", "OBSTACLES", "raised"),
    ("a movement", "movements.workflow", "MOVEMENTS", "draft"),
    ("a unit's result in a movement", "movements.workflow", "RESULTS", "draft"),
    ("a cluster's year", "clusters.workflow", "YEARS", "draft"),
    ("the year's plan", "planning.workflow", "PLANS", "draft"),
    ("a nomination", "commendation.workflow", "NOMINATIONS", "draft"),
    ("a letter that asks a body", "consultation.workflow", "CONSULTATIONS", "draft"),
    ("a list put before the people", "publicity.workflow", "LISTS", "draft"),
    ("a comment", "publicity.workflow", "COMMENTS", "new"),
    ("a ballot paper", "councils.workflow", "SHEETS", "draft"),
    ("a motion", "voting.workflow", "MOTIONS", "open"),
    ("a request for an initiative", "initiatives.workflow", "REQUESTS", "draft"),
    ("a payment", "rewards.workflow", "PAYMENTS", "unsettled"),
    ("money to come back", "rewards.workflow", "RECOVERIES", "asked"),
    ("a package to a higher level", "forwarding.workflow", "PACKAGES", "draft"),
    ("a case about an award", "revocations.workflow", "CASES", "open"),
    ("a long-standing honour", "honours.case_workflow", "CASES", "draft"),
    ("a sudden feat", "honours.feat_workflow", "FEATS", "reported"),
)


def paths() -> tuple[CasePath, ...]:
    """Every workflow of the house."""
    return tuple(
        CasePath(
            title,
            f"{module.replace('.', '/')}.py",
            getattr(import_module(f"thidua.{module}"), name),
            start,
        )
        for title, module, name, start in WORKFLOWS
    )


def workflow_page() -> str:
    """The paths of all cases, each as a diagram and a table."""
    parts = [line for path in paths() for line in _workflow_part(path)]
    end = (
        "Where *own unit* stands, the role takes the step with its own dossiers only. "
        "A step that cannot be taken keeps its button and says why."
    )
    return "\n".join((NOTE, *parts, end, ""))


def _workflow_part(path: CasePath) -> Iterator[str]:
    rows, labels = path.workflow.transitions, path.workflow.labels
    yield f"# The path of {path.title}"
    yield ""
    yield (
        f"Every change of state walks one row of the table in `src/thidua/{path.file}`; there is "
        "no other way."
    )
    yield ""
    yield from _diagram(rows, labels, path.start)
    yield ""
    yield "| Step | Button | From | To | Who | Asks for | Stands in the way |"
    yield "|---|---|---|---|---|---|---|"
    yield from (_workflow_row(row, labels) for row in rows)
    yield ""


def _diagram(rows: Sequence[Transition[Any]], labels: Any, start: str) -> Iterator[str]:
    yield "```mermaid"
    yield "stateDiagram-v2"
    for state, label in labels.items():
        yield f'    state "{label}" as {state}'
    yield f"    [*] --> {start}"
    for row in rows:
        for source in _in_order(row.sources, labels):
            yield f"    {source} --> {row.target}: {row.label}"
    ends = [state for state in labels if not any(state in row.sources for row in rows)]
    for state in ends:
        yield f"    {state} --> [*]"
    yield "```"


def _in_order(states: frozenset[str], labels: Any) -> list[str]:
    return [state for state in labels if state in states]


def _workflow_row(row: Transition[Any], labels: Any) -> str:
    """One line of the table; guards are named in their own words, by their docstring or name."""
    cells = (
        f"`{row.name}`",
        row.label,
        ", ".join(labels[state] for state in _in_order(row.sources, labels)),
        labels[row.target],
        ", ".join(_holders(row)),
        ", ".join(f"`{need}`" for need in row.needs) or "–",
        ", ".join(f"`{guard.__name__}`" for guard in row.guards) or "–",
    )
    return f"| {' | '.join(cells)} |"


def _holders(row: Transition[Any]) -> Iterator[str]:
    from thidua.core.actors import EVERY_ROLE, Role  # noqa: PLC0415 (after setup)

    for role in (one for one in Role if one in EVERY_ROLE):
        mark = _mark(row, role)
        if mark:
            yield role.label + SAID[mark]


def _mark(row: Transition[Any], role: Role) -> str:
    """How far the role may take this step: for every case, its own unit's, some, or none."""
    from django.core.exceptions import ImproperlyConfigured  # noqa: PLC0415 (after setup)

    try:
        return EVERY if _may(row, role, OTHER) else OWN_UNITS if _may(row, role, OWN) else ""
    except (CaseNeededError, ImproperlyConfigured):  # the latter: no database to ask
        return BY_CASE


def _may(row: Transition[Any], role: Role, unit: int) -> bool:
    """The predicate asked about a dossier of unit `unit`, by an actor of unit `OWN`."""
    from thidua.core.actors import UNIT_ROLES, Actor  # noqa: PLC0415 (after setup)

    units = frozenset({OWN}) if role in UNIT_ROLES else frozenset()
    actor = Actor(1, 1, "", role, OWN, "", units)
    return not row.permission(_Unknown(unit), actor)


class _Unknown:
    """A case of the own authority of which only the unit is known, as of what it belongs to."""

    authority_id, pk, is_ours = 1, 0, True

    def __init__(self, unit: int) -> None:
        self.unit_id = self.owner_id = self.routed_to_id = unit
        self.task = self.period = self.target = self

    def __getattr__(self, name: str) -> NoReturn:
        raise CaseNeededError(name)


# -- docs/permissions.md ---


def permissions_page() -> str:
    """Who may take which step, and who may open which address."""
    from thidua.core.actors import EVERY_ROLE, Role  # noqa: PLC0415 (after setup)

    roles = [role for role in Role if role in EVERY_ROLE]
    return "\n".join(
        (
            NOTE,
            "# Who may do what",
            "",
            (
                "A change of policy shows in the diff of this page. What a page shows within an "
                "address comes from `visible_to(actor)`."
            ),
            "",
            *(f"- **{role.value}**: {role.label}" for role in roles),
            "",
            *(line for path in paths() for line in _matrix(path, roles)),
            "## Addresses",
            "",
            (
                "R reads, W writes. Addresses of the sign-in library stand outside: they are for "
                "the account itself."
            ),
            "",
            _table_head("Address", "Name", ["anyone", *roles]),
            *_addresses(roles),
            "",
        )
    )


def _matrix(path: CasePath, roles: Sequence[Role]) -> Iterator[str]:
    yield f"## Steps of {path.title}"
    yield ""
    yield (
        "● may, for every case the role sees; ○ may, for cases of its own unit; ◐ depends on "
        "the single case."
    )
    yield ""
    yield _table_head("Step", "From", roles)
    for row in path.workflow.transitions:
        for state in _in_order(row.sources, path.workflow.labels):
            yield _matrix_row(row, state, roles)
    yield ""


def _table_head(first: str, second: str, columns: Sequence[str]) -> str:
    cells = [first, second, *(str(getattr(one, "value", one)) for one in columns)]
    rule = ["---", "---", *(":-:" for _ in columns)]
    return f"| {' | '.join(cells)} |\n| {' | '.join(rule)} |"


def _matrix_row(row: Transition[Any], state: str, roles: Sequence[Role]) -> str:
    marks = (_mark(row, role) for role in roles)
    return f"| `{row.name}` | `{state}` | {' | '.join(marks)} |"


def _addresses(roles: Sequence[Role]) -> Iterator[str]:
    from django.urls import get_resolver  # noqa: PLC0415 (after setup)

    for address, name, view in sorted(_views(get_resolver(), "", ""), key=lambda row: row[:2]):
        declared = view.declaration
        how = ("R" if declared.reads else "") + ("W" if declared.writes else "")
        open_to_all = declared.roles is None
        marks = [how if open_to_all else ""]
        marks += [how if open_to_all or role in declared.roles else "" for role in roles]
        yield f"| `/{address}` | {f'`{name}`' if name else '–'} | {' | '.join(marks)} |"


def _views(resolver: Any, prefix: str, space: str) -> Iterator[tuple[str, str, Any]]:
    """Every declared address below the resolver: path, name, view."""
    for entry in resolver.url_patterns:
        path = prefix + str(entry.pattern)
        if hasattr(entry, "url_patterns"):
            inner = f"{space}{entry.namespace}:" if entry.namespace else space
            yield from _views(entry, path, inner)
        elif hasattr(entry.callback, "declaration"):
            yield path, f"{space}{entry.name}" if entry.name else "", entry.callback
