"""A Spark session for the rules: the one there is, else a modest one on this machine.

Spark is for facts that already live there: on one machine Polars and bit planes are many times
faster. Needs the extra ``spark`` and Java; on a cluster, start the session there first.

Settings of the own session, by environment: ``THIDUA_SPARK_MEMORY`` (memory of its one process,
``2g``: enough for a million subjects and the whole book from file to file) and
``THIDUA_SPARK_CORES`` (``*``, all).
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from types import ModuleType
from typing import TYPE_CHECKING, Final

from thidua.bulk import java
from thidua.bulk.errors import BadTable

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

_HERE: Final = "127.0.0.1"
_NO_PYSPARK: Final = (
    "Chưa cài PySpark nên chưa dùng được Spark. Cài phần mở rộng: pip install 'thidua[spark]'."
)
_NO_JAVA: Final = (
    f"Spark cần Java {java.LEAST} trở lên, máy này chưa có. Trên Debian, Ubuntu: "
    "apt install default-jre-headless; hoặc đặt JAVA_HOME là thư mục của Java đã cài."
)


class NoSpark(BadTable):
    """Spark cannot start here; ``sentence`` tells the reader what to install."""


def session() -> SparkSession:
    """The active session, else a new local one that listens on this machine alone.

    Whoever called stops it (``session.stop()``). ``NoSpark`` where PySpark or Java is missing.
    """
    sql = _pyspark()
    active: SparkSession | None = sql.SparkSession.getActiveSession()
    return active or _local(sql)


def _pyspark() -> ModuleType:
    try:
        from pyspark import sql  # noqa: PLC0415 (optional dependency)
    except ImportError as fault:
        raise NoSpark(_NO_PYSPARK) from fault
    return sql


def _local(sql: ModuleType) -> SparkSession:
    home = java.home()
    if home is None:
        raise NoSpark(_NO_JAVA)
    # Both are read when the process of Spark starts, before any setting of a session.
    os.environ["JAVA_HOME"] = str(home)
    os.environ.setdefault("SPARK_LOCAL_IP", _HERE)
    builder = sql.SparkSession.builder.appName("thidua")
    for name, value in settings().items():
        builder = builder.config(name, value)
    made: SparkSession = builder.getOrCreate()
    return made


def settings() -> Mapping[str, str]:
    """The settings of an own session."""
    cores = os.environ.get("THIDUA_SPARK_CORES", "*")
    return {
        "spark.master": f"local[{cores}]",
        "spark.driver.memory": os.environ.get("THIDUA_SPARK_MEMORY", "2g"),
        "spark.driver.host": _HERE,
        "spark.driver.bindAddress": _HERE,
        "spark.ui.enabled": "false",
        "spark.ui.showConsoleProgress": "false",
        "spark.log.level": "ERROR",
        # Nobody debugs thousands of generated expressions; noting where each stands takes longer
        # than writing it.
        "spark.python.sql.dataFrameDebugging.enabled": "false",
        # Judging needs no shuffle; a caller's join of this size needs few parts.
        "spark.sql.shuffle.partitions": "8",
    }
