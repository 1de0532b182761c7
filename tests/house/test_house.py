"""The taste of the house as executable checks."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.apps import apps
from django.urls import URLPattern, URLResolver, get_resolver

from thidua.core.middleware import OTHERS

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "thidua"
OURS = [app for app in apps.get_app_configs() if app.name.startswith("thidua.")]


def python_files():
    folders = (SOURCE, ROOT / "tests", ROOT / "bench", ROOT / "scripts")
    return [
        path
        for folder in folders
        for path in folder.rglob("*.py")
        if "migrations" not in path.parts
    ]


def views(patterns):
    for entry in patterns:
        if isinstance(entry, URLResolver):
            yield from views(entry.url_patterns)
        elif isinstance(entry, URLPattern):
            yield entry


def test_every_address_says_who_may_open_it():
    undeclared = [
        str(entry.pattern)
        for entry in views(get_resolver().url_patterns)
        if not hasattr(entry.callback, "declaration")
        and not entry.callback.__module__.startswith(OTHERS)
    ]

    assert undeclared == []


def test_no_file_is_longer_than_400_lines():
    long = {
        str(path.relative_to(ROOT)): lines
        for path in python_files()
        if (lines := len(path.read_text(encoding="utf-8").splitlines())) > 400
    }

    assert long == {}


def test_core_stays_small():
    lines = sum(
        len(p.read_text(encoding="utf-8").splitlines()) for p in (SOURCE / "core").glob("*.py")
    )

    assert lines <= 800


def test_only_the_runner_changes_the_state_of_a_nomination():
    writer = re.compile(
        r"(nomination|case|row|locked)\.state\s*=[^=]|update\([^)]*\bstate=|bulk_update\([^)]*\"state\""
    )
    allowed = {"core/workflow.py", "commendation/domain/rounds.py"}
    found = {
        str(path.relative_to(SOURCE))
        for folder in ("core", "commendation", "councils", "decisions", "web")
        for path in (SOURCE / folder).rglob("*.py")
        if writer.search(path.read_text(encoding="utf-8")) and "migrations" not in path.parts
    }
    nominations_touched = {
        name
        for name in found - allowed
        if "Nomination" in (SOURCE / name).read_text(encoding="utf-8")
    }

    assert nominations_touched == set()


@pytest.mark.django_db
def test_domain_knows_no_screens():
    screens = re.compile(
        r"^(from|import) django\.(http|shortcuts|template|contrib\.messages)", re.MULTILINE
    )
    guilty = [
        str(path.relative_to(SOURCE))
        for path in SOURCE.rglob("*.py")
        if "domain" in path.parts and screens.search(path.read_text(encoding="utf-8"))
    ]

    assert guilty == []


def test_every_model_stands_in_the_glossary():
    glossary = (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8")
    missing = [
        model.__name__
        for app in OURS
        for model in app.get_models()
        if f"`{model.__name__}`" not in glossary
    ]

    assert missing == []


def test_every_template_is_used():
    templates = SOURCE / "templates"
    text = "\n".join(
        path.read_text(encoding="utf-8")
        for path in (*SOURCE.rglob("*.py"), *templates.rglob("*.html"))
    )
    unused = []
    for path in templates.rglob("*.html"):
        name = str(path.relative_to(templates))
        component = path.stem.replace("_", "-")
        is_override = name.split("/", maxsplit=1)[0] in {
            "account",
            "allauth",
            "django",
            "mfa",
            "usersessions",
        }
        is_error = name in {
            "400.html",
            "403.html",
            "404.html",
            "429.html",
            "500.html",
            "403_csrf.html",
        }
        used = f"<c-{component}" in text if name.startswith("cotton/") else name in text
        if not (used or is_override or is_error):
            unused.append(name)

    assert unused == []


def test_no_template_has_code_of_its_own():
    inline = re.compile(r"\son[a-z]+=|<script(?![^>]*\bsrc=)[^>]*>\s*\S|javascript:", re.IGNORECASE)
    guilty = [
        str(path.relative_to(SOURCE))
        for path in (SOURCE / "templates").rglob("*.html")
        if inline.search(path.read_text(encoding="utf-8"))
    ]

    assert guilty == []


def test_every_setting_from_the_environment_is_documented():
    documented = (ROOT / "docs" / "settings.md").read_text(encoding="utf-8")
    used = {
        name
        for path in SOURCE.rglob("*.py")
        for name in re.findall(
            r"\"(THIDUA_[A-Z_]+|DATABASE_URL)\"", path.read_text(encoding="utf-8")
        )
    }

    assert {name for name in used if name not in documented} == set()
