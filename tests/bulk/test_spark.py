"""Java is found where it is, Spark says what it lacks, and its own session is a modest one."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from scripts import java as script
from thidua.bulk import java, spark


def fake(folder: Path, said: str, code: int = 0) -> Path:
    """A Java that only tells its version; its home."""
    program = folder / "bin" / "java"
    program.parent.mkdir(parents=True)
    program.write_text(f"#!/bin/sh\necho '{said}' >&2\nexit {code}\n")
    program.chmod(0o755)
    return folder


@pytest.fixture
def machine(monkeypatch, tmp_path):
    """A machine without any Java."""
    monkeypatch.delenv("JAVA_HOME", raising=False)
    monkeypatch.setenv("PATH", str(tmp_path / "path" / "bin"))
    monkeypatch.setattr(java, "_MACHINES", tmp_path / "jvm")
    return tmp_path


@pytest.mark.parametrize(
    ("said", "release"),
    [
        ('openjdk version "17.0.15" 2025-04-15', 17),
        ('java version "1.8.0_402"', 8),
        ('openjdk version "21" 2023-09-19', 21),
        ("cannot be understood", 0),
    ],
)
def test_the_release_of_a_java_is_what_it_says(tmp_path, said, release):
    assert java.release(fake(tmp_path / "one", said) / "bin" / "java") == release


def test_a_java_that_fails_or_is_not_there_has_no_release(tmp_path):
    broken = fake(tmp_path / "one", 'openjdk version "17.0.1"', code=1)

    assert java.release(broken / "bin" / "java") == 0
    assert java.release(tmp_path / "none") == 0


def test_the_first_java_that_is_new_enough_is_taken(machine, monkeypatch):
    old = fake(machine / "old", 'java version "1.8.0_402"')
    on_path = fake(machine / "path", 'openjdk version "11.0.2"')
    new = fake(machine / "jvm" / "java-21", 'openjdk version "21.0.1"')
    monkeypatch.setenv("JAVA_HOME", str(old))

    assert [one.parent.parent for one in java.found()] == [old, on_path, new]
    assert java.home() == new


def test_without_java_a_session_says_what_to_install(machine, monkeypatch):
    monkeypatch.setattr("pyspark.sql.SparkSession.getActiveSession", lambda: None)

    with pytest.raises(spark.NoSpark, match=r"Spark cần Java 17 trở lên.*default-jre-headless"):
        spark.session()


def test_without_pyspark_a_session_says_what_to_install(monkeypatch):
    monkeypatch.setitem(sys.modules, "pyspark", None)

    with pytest.raises(spark.NoSpark, match=r"pip install 'thidua\[spark\]'"):
        spark.session()


def test_a_session_that_is_open_is_used(machine, monkeypatch):
    opened = object()
    monkeypatch.setattr("pyspark.sql.SparkSession.getActiveSession", lambda: opened)

    assert spark.session() is opened


def test_memory_and_cores_are_the_operators(monkeypatch):
    monkeypatch.delenv("THIDUA_SPARK_MEMORY", raising=False)
    assert spark.settings()["spark.driver.memory"] == "2g"

    monkeypatch.setenv("THIDUA_SPARK_MEMORY", "6g")
    monkeypatch.setenv("THIDUA_SPARK_CORES", "3")

    assert spark.settings()["spark.driver.memory"] == "6g"
    assert spark.settings()["spark.master"] == "local[3]"


def test_the_script_fails_aloud_where_java_cannot_be_installed(machine, monkeypatch, capsys):
    monkeypatch.setattr("os.geteuid", lambda: 1000)

    assert script.main() == 1
    assert "could not be installed" in capsys.readouterr().err


def test_the_script_installs_what_is_missing(machine, monkeypatch, capsys):
    home = machine / "jvm" / "java-17"

    def install() -> str:
        fake(home, 'openjdk version "17.0.9"')
        return ""

    monkeypatch.setattr(script, "install", install)

    assert script.main() == 0
    assert str(home) in capsys.readouterr().out
