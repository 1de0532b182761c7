"""Whole populations: planes beside OpenFisca-Core, a plain sum, Polars and Spark.

`make bench ONLY=bulk`, or `python -m bench bulk --sizes 10000,1000000 --spark-subjects 1000000`.
Every measurement is a process of its own. Read the ratios: the seconds are the machine's.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys

SIZES = (10_000, 1_000_000, 10_000_000)
_SPARING = {"MALLOC_MMAP_THRESHOLD_": "65536", "ARROW_DEFAULT_MEMORY_POOL": "system"}
"""Freed memory goes back at once, so that what is added shows."""

Told = dict[str, float]


def task(name: str, count: int) -> Told:
    """One measurement in a process of its own."""
    environment = os.environ | (_SPARING if "memory" in name else {})
    done = subprocess.run(
        [sys.executable, "-m", "bench.bulk_tasks", name, str(count)],
        stdout=subprocess.PIPE,
        stderr=None if name != "spark" else subprocess.DEVNULL,
        check=True,
        env=environment,
    )
    return json.loads(done.stdout.splitlines()[-1])


def by_turns(names: tuple[str, ...], count: int, rounds: int) -> dict[str, Told]:
    """Medians of several processes of each, done by turns."""
    told: dict[str, list[Told]] = {name: [] for name in names}
    for _ in range(rounds):
        for name in names:
            told[name].append(task(name, count))
    return {
        name: {key: statistics.median(one[key] for one in held) for key in held[0]}
        for name, held in told.items()
    }


def options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench bulk")
    parser.add_argument("--sizes", default=",".join(map(str, SIZES)))
    parser.add_argument("--spark-subjects", type=int, help="0: not at all; default: the largest")
    parser.add_argument("--rounds", type=int, default=3, help="processes each figure is made of")
    return parser.parse_known_args()[0]


def run() -> None:
    """Print a table a question."""
    asked = options()
    sizes = [int(size) for size in asked.sizes.split(",")]
    largest = max(sizes)
    same = task("agreement", min(sizes))
    print(
        f"agreement: {same['compared']:,.0f} verdicts of fully known people are the same "
        f"({same['met']:,.0f} met); three values against OpenFisca's two from here on"
    )
    for size in sizes:
        made = task("make", size)
        print(
            f"file of {size:,} people, ten years: wide {made['mb']:,.1f} MB,"
            f" packed {made['packed_mb']:,.1f} MB",
            flush=True,
        )
    _kernel(sizes, asked.rounds)
    _whole(sizes, asked.rounds)
    _others(largest, largest if asked.spark_subjects is None else asked.spark_subjects)


_MEMORY = """\
memory, MB (ours : OpenFisca): (a) the peak above that of a process that only reads the same planes
once; (b) the peak above what is in use when {since}"""


def _kernel(sizes: list[int], rounds: int) -> None:
    print("\nfacts in memory -> verdicts of all annual titles; input already set for both")
    print(_MEMORY.format(since="the inputs are set"))
    print(
        f"{'people':>12} {'planes':>10} {'people/s':>10} {'x floor':>8} {'OpenFisca':>11}"
        f" {'times':>7} {'(a)':>18} {'(b)':>18}"
    )
    names = ("planes", "openfisca", "floor-memory", "planes-memory", "openfisca-memory")
    for size in sizes:
        told = by_turns(names, size, rounds)
        ours, theirs = told["planes"], told["openfisca"]
        print(
            f"{size:12,} {_ms(ours):>10} {size / ours['seconds'] / 1e6:8.0f} M"
            f" {ours['seconds'] / ours['floor']:8.1f} {_ms(theirs):>11}"
            f" {theirs['seconds'] / ours['seconds']:7.1f}"
            f" {_memory(told['planes-memory'], told['openfisca-memory'], told['floor-memory'])}",
            flush=True,
        )


def _whole(sizes: list[int], rounds: int) -> None:
    print("\nParquet in -> Parquet out, from the wide file and from the packed one")
    print(_MEMORY.format(since="the work begins"))
    print(
        f"{'people':>12} {'file':>7} {'reading':>10} {'planes':>10} {'people/s':>10}"
        f" {'OpenFisca':>11} {'times':>7} {'(a)':>18} {'(b)':>18}"
    )
    for size in sizes:
        for file, more in (("wide", ""), ("packed", "-packed")):
            names = (f"reading{more}", f"whole{more}", f"openfisca-whole{more}")
            floor, ours, theirs = by_turns(names, size, rounds).values()
            print(
                f"{size:12,} {file:>7} {_ms(floor):>10} {_ms(ours):>10}"
                f" {size / ours['seconds'] / 1e6:8.1f} M {_ms(theirs):>11}"
                f" {theirs['seconds'] / ours['seconds']:7.1f} {_memory(ours, theirs, floor)}",
                flush=True,
            )
        print(f"{size:12,}    wide, Polars {_ms(task('polars', size)):>10}", flush=True)


def _memory(ours: Told, theirs: Told, floor: Told) -> str:
    """Both figures of both engines."""
    above = [one["peak_mb"] - floor["peak_mb"] for one in (ours, theirs)]
    return f"{above[0]:8.1f} : {above[1]:7.1f} {ours['added_mb']:8.1f} : {theirs['added_mb']:7.1f}"


def _others(largest: int, spark: int) -> None:
    moved = task("change", largest)
    print(
        f"\nold law against new, {largest:,} people: {_ms(moved)},"
        f" {moved['seconds'] / moved['judge']:.1f} times one evaluation"
    )
    long = min(largest, 1_000_000)
    coded = task("encoding", long)
    print(
        f"long tables -> columns, {long:,} people: {_ms(coded)},"
        f" {coded['seconds'] / coded['judge']:.0f} times the evaluation;"
        f" one year appended {coded['append'] / coded['seconds']:.2f} of that"
    )
    if spark:
        one, cluster = task("whole", spark), task("spark", spark)
        print(
            f"Spark local[2], {spark:,} people, Parquet to Parquet: {_ms(cluster)},"
            f" {cluster['seconds'] / one['seconds']:.0f} times the planes on one machine"
        )


def _ms(told: Told) -> str:
    return (
        f"{told['seconds'] * 1000:,.1f} ms" if told["seconds"] < 10 else f"{told['seconds']:,.1f} s"
    )
