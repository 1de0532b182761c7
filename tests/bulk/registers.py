"""Random registers, as tables and as the facts of each subject: two ways to say the same."""

from __future__ import annotations

import random
from collections import defaultdict

import polars as pl

from thidua.bulk.tables import Tables
from thidua.law import (
    BLOCKS,
    FactsBuilder,
    Group,
    InitiativeScope,
    RatingLevel,
    SubjectKind,
)
from thidua.law.criteria import criteria
from thidua.law.facts import Facts

YEAR = 2024
YEARS = range(2014, YEAR + 1)
AWARDS = ("CSTDCS", "CSTD-BO-TINH", "TTLDXS", "BKT", "LDTT")
SOURCE = "bảng tổng hợp"
TYPES = {
    "ratings": {"subject": pl.Int64, "year": pl.Int32, "level": pl.Int8},
    "awards": {"subject": pl.Int64, "code": pl.String, "year": pl.Int32, "merit": pl.Boolean},
    "initiatives": {
        "subject": pl.Int64,
        "year": pl.Int32,
        "scope": pl.Int8,
        "recognised": pl.Boolean,
        "used_for": pl.String,
    },
    "coverage": {"register": pl.String, "first": pl.Int32, "last": pl.Int32},
}


class Registers:
    """So many subjects with something random on file; the same seed gives the same."""

    def __init__(self, seed: int, count: int) -> None:
        self.chance = random.Random(seed)
        self.subjects = self.chance.sample(range(100, 100 + 3 * count), count)
        self.rows: dict[str, list[tuple]] = defaultdict(list)
        self.own: dict[int, dict[str, object]] = {one: {} for one in self.subjects}
        self.builders = {one: self._builder(one) for one in self.subjects}
        for one in self.subjects:
            self._yearly(one)
            self._said(one)
        self._coverage()

    def facts(self) -> list[Facts]:
        return [builder.build() for builder in self.builders.values()]

    def tables(self) -> Tables:
        self.chance.shuffle(self.rows["awards"])
        self.chance.shuffle(self.rows["initiatives"])
        return Tables.of(
            {
                name: pl.DataFrame(self.rows[name], schema=schema, orient="row").lazy()
                for name, schema in TYPES.items()
            }
            | {"subjects": self._own_table().lazy()}
        )

    def _own_table(self) -> pl.DataFrame:
        names = dict.fromkeys(name for said in self.own.values() for name in said)
        columns = {name: [said.get(name) for said in self.own.values()] for name in names}
        return pl.DataFrame({"subject": self.subjects, **columns}, infer_schema_length=None)

    def _builder(self, subject: int) -> FactsBuilder:
        kind = self.chance.choice((None, *SubjectKind))
        group = self.chance.choice((None, None, *Group))
        self.own[subject] |= {"kind": kind and kind.value, "group": group and group.value}
        return FactsBuilder(kind or SubjectKind.PERSON, YEAR, group=group)

    def _yearly(self, subject: int) -> None:
        builder, chance = self.builders[subject], self.chance
        for year in YEARS:
            if chance.random() < 0.8:
                level = chance.choice((None, *RatingLevel, RatingLevel.HTXS, RatingLevel.HTXS))
                self.rows["ratings"].append((subject, year, level))
                builder.rating(year, level, SOURCE)
            for code in AWARDS:
                if chance.random() < 0.5:
                    merit = chance.random() < 0.9
                    self.rows["awards"].append((subject, code, year, merit))
                    builder.award(code, year, SOURCE, merit=merit)
            while chance.random() < 0.5:
                self._initiative(subject, year)

    def _initiative(self, subject: int, year: int) -> None:
        scope = self.chance.choice((None, *InitiativeScope))
        recognised = self.chance.choice((None, True, True, True, False))
        used_for = self.chance.choice((None, None, None, "CSTDCS", "BKT", "GI-KHAC"))
        self.rows["initiatives"].append((subject, year, scope, recognised, used_for))
        self.builders[subject].initiative(
            year, scope, SOURCE, recognised=recognised, used_for=used_for
        )

    def _said(self, subject: int) -> None:
        """What the proposal itself says."""
        builder, chance, own = self.builders[subject], self.chance, self.own[subject]
        for criterion in criteria():
            if chance.random() < 0.2:
                answer = chance.random() < 0.7
                own[f"declared.{criterion}@{YEAR}"] = answer
                builder.declare(criterion, answer, SOURCE)
        for block in BLOCKS:
            if chance.random() < 0.3:
                answer = chance.random() < 0.3
                own[f"blocked.{block}@{YEAR}"] = answer
                builder.blocked(block, answer, SOURCE)
        self._counted(subject)
        for name in ("declare_all", "no_other_achievements"):
            if chance.random() < 0.6:
                own[f"{name}@{YEAR}"] = True
                getattr(builder, name)(SOURCE)
        for year in YEARS:
            if chance.random() < 0.3:
                own[f"no_other_initiatives@{year}"] = True
                builder.no_other_initiatives(year, SOURCE)

    def _counted(self, subject: int) -> None:
        """Numbers: months, shares, heads."""
        builder, chance, own = self.builders[subject], self.chance, self.own[subject]
        if chance.random() < 0.5:
            own[f"service_months@{YEAR}"] = months = chance.choice((0, 5, 6, 12))
            builder.service_months(months, SOURCE)
        if chance.random() < 0.5:
            part = chance.randint(0, 10)
            own[f"share.LDTT@{YEAR}"] = part / 10
            builder.share("LDTT", part, 10, SOURCE)
            own[f"share.complete@{YEAR}"] = 1.0
            builder.share("complete", 10, 10, SOURCE)
            own[f"count.CSTDCS@{YEAR}"] = part % 3
            builder.count("CSTDCS", part % 3, SOURCE)

    def _coverage(self) -> None:
        """Registers complete for some years, for everybody."""
        if self.chance.random() < 0.7:
            first = self.chance.choice((2014, 2018, 2020))
            self.rows["coverage"] += [("award", first, 2023), ("rating", 2020, 2023)]
            for builder in self.builders.values():
                builder.awards_on_file(first, 2023, SOURCE).ratings_on_file(2020, 2023, SOURCE)
        if self.chance.random() < 0.3:
            self.rows["coverage"].append(("initiative", 2022, YEAR))
            for builder in self.builders.values():
                for year in range(2022, YEAR + 1):
                    builder.no_other_initiatives(year, SOURCE)
