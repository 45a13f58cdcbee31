"""The log lines, as they reach stderr."""

from __future__ import annotations

import json
import logging
from typing import TYPE_CHECKING, Any

import pytest
import structlog

from tasks.at_work import AT_WORK
from tasks.record import Record
from worker.logs import QUIET, configure_logging
from worker.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(autouse=True)
def _logging_as_before() -> Iterator[None]:
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    quiet = {name: logging.getLogger(name).level for name in QUIET}
    yield
    logging.captureWarnings(capture=False)
    root.handlers, root.level = handlers, level
    for name, before in quiet.items():
        logging.getLogger(name).setLevel(before)
    structlog.reset_defaults()


def lines(capture: pytest.CaptureFixture[str]) -> list[dict[str, Any]]:
    return [json.loads(line) for line in capture.readouterr().err.splitlines()]


def test_a_line_is_one_json_object(capsys: pytest.CaptureFixture[str]) -> None:
    configure_logging(Settings())
    structlog.get_logger().info("batch.submitted", documents=3)
    [line] = lines(capsys)
    assert line.pop("timestamp").endswith("Z")
    assert line == {"event": "batch.submitted", "documents": 3, "level": "info"}


def test_lines_of_libraries_have_the_same_form(capsys: pytest.CaptureFixture[str]) -> None:
    configure_logging(Settings())
    logging.getLogger("library").warning("%d messages", 3)
    [line] = lines(capsys)
    assert line.pop("timestamp").endswith("Z")
    assert line == {"event": "3 messages", "level": "warning"}


def test_nothing_goes_to_stdout(capsys: pytest.CaptureFixture[str]) -> None:
    configure_logging(Settings())
    structlog.get_logger().info("batch.submitted")
    assert capsys.readouterr().out == ""


def test_an_error_stays_on_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    configure_logging(Settings())
    try:
        int("wrong")
    except ValueError:
        structlog.get_logger().exception("batch.failed")
    [line] = lines(capsys)
    assert line["exception"].endswith("base 10: 'wrong'")


@pytest.mark.parametrize(
    ("level", "heard"),
    [
        ("debug", ["debug", "info", "warning", "error"]),
        ("info", ["info", "warning", "error"]),
        ("warning", ["warning", "error"]),
        ("error", ["error"]),
    ],
)
def test_less_important_lines_are_not_written(
    capsys: pytest.CaptureFixture[str], level: Any, heard: list[str]
) -> None:
    configure_logging(Settings(log_level=level))
    for name in ("debug", "info", "warning", "error"):
        getattr(structlog.get_logger(), name)("structlog")
        getattr(logging.getLogger("library"), name)("library")
    assert [line["level"] for line in lines(capsys) if line["event"] == "structlog"] == heard


@pytest.mark.parametrize("name", QUIET)
def test_a_line_per_message_is_not_written(capsys: pytest.CaptureFixture[str], name: str) -> None:
    configure_logging(Settings())
    logging.getLogger(name).info("received")
    assert lines(capsys) == []


def test_quiet_libraries_are_no_louder_than_the_rest(capsys: pytest.CaptureFixture[str]) -> None:
    configure_logging(Settings(log_level="error"))
    logging.getLogger("kombu").warning("lost")
    assert lines(capsys) == []


def test_people_get_columns(capsys: pytest.CaptureFixture[str]) -> None:
    configure_logging(Settings(log_format="console"))
    structlog.get_logger().info("batch.submitted", documents=3)
    line = capsys.readouterr().err
    assert " [info     ] batch.submitted" in line
    assert "documents=3" in line


def test_there_are_no_colours_in_a_file(capsys: pytest.CaptureFixture[str]) -> None:
    configure_logging(Settings(log_format="console"))
    structlog.get_logger().info("batch.submitted")
    assert "\x1b" not in capsys.readouterr().err


def test_a_traceback_for_people_has_no_values(capsys: pytest.CaptureFixture[str]) -> None:
    configure_logging(Settings(log_format="console"))
    password = "hid{}".format("den")
    try:
        int("wrong")
    except ValueError:
        structlog.get_logger().exception("batch.failed", known=bool(password))
    told = capsys.readouterr().err
    assert "base 10: 'wrong'" in told
    assert password not in told


def test_configuring_twice_writes_each_line_once(capsys: pytest.CaptureFixture[str]) -> None:
    configure_logging(Settings())
    configure_logging(Settings())
    structlog.get_logger().info("batch.submitted")
    assert len(lines(capsys)) == 1


def test_a_line_names_the_record_that_is_worked_on(capsys: pytest.CaptureFixture[str]) -> None:
    configure_logging(Settings())
    before = AT_WORK.set(Record("a1", {b"document_id": b"d1"}))
    try:
        structlog.get_logger().info("article.failed")
    finally:
        AT_WORK.reset(before)
    [line] = lines(capsys)
    assert (line["document_id"], line["article_id"], line["trace_id"]) == ("d1", "a1", "d1")
