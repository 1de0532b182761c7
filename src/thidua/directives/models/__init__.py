"""Directives as read and confirmed; their tasks; what units reported; what followed."""

from __future__ import annotations

from thidua.directives.models.directives import Directive, Finding
from thidua.directives.models.following import FollowSettings, Reminder, ResultPaper
from thidua.directives.models.reports import ReportFile, ReportPeriod, TaskReport
from thidua.directives.models.tasks import Task, TaskChange, TaskUnit

__all__ = [
    "Directive",
    "Finding",
    "FollowSettings",
    "Reminder",
    "ReportFile",
    "ReportPeriod",
    "ResultPaper",
    "Task",
    "TaskChange",
    "TaskReport",
    "TaskUnit",
]
