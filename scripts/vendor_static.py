"""Copy the pinned third-party browser files into ``src/thidua/static/vendor``.

Run after ``npm ci --ignore-scripts``; Node is needed for nothing else. Three things are changed on
the way, each because a strict static-files manifest follows every reference it finds:

* ``sourceMappingURL`` comments go (the maps are not shipped);
* ``woff`` sources go (every browser we serve reads ``woff2``);
* font faces outside the wanted subsets and weights go.
"""

from __future__ import annotations

import argparse
import base64
import hashlib
import json
import re
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENDOR = ROOT / "src" / "thidua" / "static" / "vendor"
# Faces overlap and the last one named wins: ă, đ, ơ, ư are in both of the first two, so with this
# order a Vietnamese page never fetches the large latin-ext files.
SUBSETS = ("latin-ext", "vietnamese", "latin")
WEIGHTS = (400, 500, 600, 700)
FONTS = ("be-vietnam-pro", "source-serif-4", "inter")

SOURCE_MAP = re.compile(r"\n?(/\*|//)# sourceMappingURL=[^\n*]*(\*/)?\n?")
WOFF_SOURCE = re.compile(r""",\s*url\([^)]*\.woff(\?[^)]*)?["']?\) format\(["']woff["']\)""")


@dataclass(frozen=True, slots=True)
class Package:
    """One npm package: where its files go, and which of them are taken as ``(from, to)``."""

    name: str
    folder: str
    files: tuple[tuple[str, str], ...] = ()

    def source(self, modules: Path) -> Path:
        return modules / self.name

    @property
    def target(self) -> Path:
        return VENDOR / self.folder


PLAIN = (
    Package(
        "bootstrap",
        "bootstrap",
        (
            ("dist/css/bootstrap.min.css", "bootstrap.min.css"),
            ("LICENSE", "LICENSE"),
        ),
    ),
    Package(
        "bootstrap-icons",
        "bootstrap-icons",
        (
            ("font/bootstrap-icons.min.css", "bootstrap-icons.min.css"),
            ("font/fonts/bootstrap-icons.woff2", "fonts/bootstrap-icons.woff2"),
            ("LICENSE", "LICENSE"),
        ),
    ),
    Package(
        "htmx.org",
        "htmx",
        (("dist/htmx.min.js", "htmx.min.js"), ("LICENSE", "LICENSE")),
    ),
)
TYPEFACES = tuple(Package(f"@fontsource/{font}", font) for font in FONTS)


def clean(text: str) -> str:
    return WOFF_SOURCE.sub("", SOURCE_MAP.sub("\n", text)).rstrip() + "\n"


def copy_file(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    if source.suffix in {".css", ".js"}:
        target.write_text(clean(source.read_text(encoding="utf-8")), encoding="utf-8")
    else:
        shutil.copyfile(source, target)


def copy_package(package: Package, modules: Path) -> None:
    for origin, destination in package.files:
        copy_file(package.source(modules) / origin, package.target / destination)


def copy_typeface(package: Package, modules: Path) -> None:
    """Write one style sheet for the family, and only the font files that sheet names."""
    source, faces = package.source(modules), []
    for weight in WEIGHTS:
        for subset in SUBSETS:
            faces.append((source / f"{subset}-{weight}.css").read_text(encoding="utf-8"))
            name = f"files/{package.folder}-{subset}-{weight}-normal.woff2"
            copy_file(source / name, package.target / name)
    sheet = package.target / f"{package.folder}.css"
    sheet.write_text(clean(with_ranges("\n".join(faces), source)), encoding="utf-8")
    copy_file(source / "LICENSE", package.target / "LICENSE")


def with_ranges(faces: str, source: Path) -> str:
    """Add ``unicode-range`` to each face, so that a page fetches only the subsets it shows.

    The per-subset sheets of @fontsource leave it out; ``unicode.json`` beside them has it.
    """
    ranges: dict[str, str] = json.loads((source / "unicode.json").read_text(encoding="utf-8"))
    for subset in SUBSETS:
        pattern = re.compile(rf"(-{subset}-\d+-normal\.woff2\)[^;]*;)(?!\s*unicode-range)")
        faces = pattern.sub(rf"\1\n  unicode-range: {ranges[subset]};", faces)
    return faces


def version(package: Package, modules: Path) -> tuple[str, str]:
    facts = json.loads((package.source(modules) / "package.json").read_text(encoding="utf-8"))
    return str(facts["version"]), str(facts["license"])


def integrity(path: Path) -> str:
    return "sha384-" + base64.b64encode(hashlib.sha384(path.read_bytes()).digest()).decode()


def versions_page(modules: Path) -> str:
    """The human record: what is here, from which release, under which licence, how large."""
    lines = [
        "# Third-party browser files",
        "",
        "Written by `scripts/vendor_static.py` from `package-lock.json`; do not edit by hand.",
        "",
        "| Package | Version | Licence |",
        "|---|---|---|",
    ]
    for package in (*PLAIN, *TYPEFACES):
        number, licence = version(package, modules)
        lines.append(f"| {package.name} | {number} | {licence} |")
    lines += ["", "| File | Bytes | SHA-384 |", "|---|---:|---|"]
    for path in sorted(VENDOR.rglob("*")):
        if path.suffix in {".css", ".js", ".woff2"}:
            name = path.relative_to(VENDOR).as_posix()
            lines.append(f"| {name} | {path.stat().st_size} | `{integrity(path)}` |")
    total = sum(path.stat().st_size for path in VENDOR.rglob("*") if path.is_file())
    return "\n".join([*lines, "", f"Together {total / 1024:.0f} KiB.", ""])


def main(argv: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--node-modules", type=Path, default=ROOT / "node_modules")
    modules: Path = parser.parse_args(argv).node_modules
    if not modules.is_dir():
        print(
            f"{modules} is missing: run `npm ci --ignore-scripts` first.",
            file=sys.stderr,
        )
        return 1
    shutil.rmtree(VENDOR, ignore_errors=True)
    for package in PLAIN:
        copy_package(package, modules)
    for package in TYPEFACES:
        copy_typeface(package, modules)
    (VENDOR / "VERSIONS.md").write_text(versions_page(modules), encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
