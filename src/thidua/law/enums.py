"""The words the whole package counts in."""

from __future__ import annotations

from enum import IntEnum, StrEnum


class Verdict(StrEnum):
    """What the law says of one condition or one title. "Met" means eligible, never awarded."""

    MET = "met"
    NOT_MET = "not_met"
    NOT_KNOWN = "not_known"

    @classmethod
    def of(cls, value: bool | None) -> Verdict:
        """The verdict of one of Kleene's three values."""
        if value is None:
            return cls.NOT_KNOWN
        return cls.MET if value else cls.NOT_MET


class SubjectKind(StrEnum):
    """Who can be commended (Law 06/2022/QH15, Art. 2)."""

    PERSON = "person"
    COLLECTIVE = "collective"
    HOUSEHOLD = "household"


class Group(StrEnum):
    """The group a subject belongs to where an article sets a standard of its own for it.

    A subject without a group is judged as ``STAFF``: cán bộ, công chức, viên chức, người lao động
    (Art. 24(1)) for persons, a rated body for collectives.
    """

    STAFF = "staff"
    ARMED = "armed"
    """Army, police, standing and mobile militia: Art. 24(2)."""
    WORKER = "worker"
    """Công nhân, nông dân, người lao động outside Art. 24(1) and (2): Art. 24(3)."""
    ENTREPRENEUR = "entrepreneur"
    """Doanh nhân, trí thức, nhà khoa học: Art. 74(2)."""
    UNRATED = "unrated"
    """A person or collective no rating scheme covers: a village, a part-time village official."""
    ENTERPRISE = "enterprise"
    """Doanh nghiệp, tổ chức kinh tế khác: Art. 73, 74(4)."""
    OVERSEAS = "overseas"
    """Vietnamese who live abroad, and their collectives: Art. 2."""
    FOREIGN = "foreign"
    """Foreign individuals and collectives: Art. 2."""


ABROAD = frozenset({Group.OVERSEAS, Group.FOREIGN})
"""Groups of individuals and collectives only: a household is Vietnamese (Art. 2)."""


class RatingLevel(IntEnum):
    """Yearly rating of task completion, lowest first."""

    KHT = 0
    HT = 1
    HTT = 2
    HTXS = 3


class InitiativeScope(IntEnum):
    """How far an initiative reaches; beyond the unit the head of the province certifies it."""

    CO_SO = 1
    TINH = 2
    TOAN_QUOC = 3


class Level(StrEnum):
    """The level that decides an award."""

    UNIT = "unit"
    COMMUNE = "commune"
    DISTRICT = "district"
    PROVINCE = "province"
    CENTRAL = "central"


BLOCKS = ("discipline_pending", "inspection", "complaint", "disciplined", "dissolved")
"""What keeps a subject from being considered; see ``standards.common``."""
