"""Whole populations: planes beside OpenFisca-Core, a plain sum, Polars and Spark.

`make bench ONLY=bulk`, or `python -m bench bulk --sizes 10000,1000000 --spark-subjects 1000000`.
Every measurement is a process of its own. Read the ratios: the seconds are the machine's.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys

SIZES = (10_000, 1_000_000, 10_000_000)
_SPARING = {"MALLOC_MMAP_THRESHOLD_": "65536", "ARROW_DEFAULT_MEMORY_POOL": "system"}
"""Freed memory goes back at once, so that what is added shows."""

Told = dict[str, float]


def task(name: str, count: int) -> Told:
    """One measurement in a process of its own."""
    environment = os.environ | (_SPARING if name.endswith("memory") else {})
    done = subprocess.run(
        [sys.executable, "-m", "bench.bulk_tasks", name, str(count)],
        stdout=subprocess.PIPE,
        stderr=None if name != "spark" else subprocess.DEVNULL,
        check=True,
        env=environment,
    )
    return json.loads(done.stdout.splitlines()[-1])


def options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench bulk")
    parser.add_argument("--sizes", default=",".join(map(str, SIZES)))
    parser.add_argument("--spark-subjects", type=int, help="0: not at all; default: the largest")
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
        print(f"file of {size:,} people, ten years: {task('make', size)['mb']:,.1f} MB", flush=True)
    _kernel(sizes)
    _whole(sizes)
    _others(largest, largest if asked.spark_subjects is None else asked.spark_subjects)


def _kernel(sizes: list[int]) -> None:
    print("\nfacts in memory -> verdicts of all annual titles; input already set for both")
    print(
        f"{'people':>12} {'planes':>10} {'people/s':>10} {'x floor':>8} {'OpenFisca':>10}"
        f" {'times':>7} {'memory added, MB':>20} {'input, MB':>16}"
    )
    for size in sizes:
        ours, theirs = task("planes", size), task("openfisca", size)
        held, others = task("planes-memory", size), task("openfisca-memory", size)
        print(
            f"{size:12,} {_ms(ours):>10} {size / ours['seconds'] / 1e6:8.0f} M"
            f" {ours['seconds'] / ours['floor']:8.1f} {_ms(theirs):>10}"
            f" {theirs['seconds'] / ours['seconds']:7.1f}"
            f" {held['added_mb']:8.1f} : {others['added_mb']:9.1f}"
            f" {held['input_mb']:6.0f} : {others['input_mb']:7.0f}",
            flush=True,
        )


def _whole(sizes: list[int]) -> None:
    print("\nParquet in -> Parquet out")
    print(
        f"{'people':>12} {'planes':>10} {'people/s':>10} {'reading':>10} {'Polars':>10}"
        f" {'OpenFisca':>10} {'times':>7} {'memory added, MB':>20}"
    )
    for size in sizes:
        ours, theirs, polars = (
            task("whole", size),
            task("openfisca-whole", size),
            task("polars", size),
        )
        print(
            f"{size:12,} {_ms(ours):>10} {size / ours['seconds'] / 1e6:8.1f} M"
            f" {_ms(task('reading', size)):>10} {_ms(polars):>10} {_ms(theirs):>10}"
            f" {theirs['seconds'] / ours['seconds']:7.1f}"
            f" {ours['added_mb']:8.0f} : {theirs['added_mb']:9.0f}",
            flush=True,
        )


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
