"""The commands, as a person or a script uses them."""

from __future__ import annotations

import json
import signal
import subprocess
from typing import TYPE_CHECKING

import pytest

from tests.acceptance.conftest import BIN
from tests.conftest import SEEDS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from tests.acceptance.conftest import Desk

pytestmark = pytest.mark.acceptance

STORY = "Ferry service resumes\n\nThe ferry to Skarvik sails again. The storm has passed.\n"


@pytest.fixture(scope="module")
def quiet(make_desk: Callable[..., Desk]) -> Desk:
    """A desk where one good and one bad file were worked off, and nothing runs."""
    desk = make_desk()
    desk.drop("ferry.txt", STORY)
    desk.drop("broken.json", '{"headline": ')
    desk.run_until_idle()
    return desk


@pytest.fixture(scope="module")
def running(make_desk: Callable[..., Desk], wait_until: Callable[..., None]) -> Iterator[Desk]:
    """A desk with a pipeline that is at work."""
    desk = make_desk()
    desk.start("run")
    desk.drop("council.txt", "Council meets\n\nIt will decide on the sea wall.\n")
    wait_until(lambda: desk.files("processed"))
    yield desk
    desk.stop_all()


def test_explain_tells_what_became_of_a_file(quiet: Desk) -> None:
    done = quiet.command("explain", "ferry.txt")
    assert done.returncode == 0, done.stderr
    assert "news.article.published" in done.stdout
    assert "original" in done.stdout
    assert "processed/" in done.stdout


def test_explain_tells_why_a_file_failed(quiet: Desk) -> None:
    told = json.loads(quiet.command("explain", "broken.json", "--json").stdout)
    assert told["places"] == ["failed/broken.json"]
    assert [failure["reason"] for failure in told["failures"]] == ["malformed"]


def test_a_second_run_on_one_spool_is_refused_and_says_why(running: Desk) -> None:
    second = running.command("run")
    assert second.returncode == 2
    assert "another `wiredesk run` works on" in second.stderr


@pytest.mark.parametrize("stop", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_stops_the_whole_tree_and_the_server(
    stop: signal.Signals, make_desk: Callable[..., Desk], wait_until: Callable[..., None]
) -> None:
    desk = make_desk()
    run = desk.start("run")
    wait_until(lambda: desk.children("watch") and desk.children("work"))
    run.send_signal(stop)
    assert run.wait(60) == 0
    assert desk.children("watch") == desk.children("work") == []
    assert "server.stopped" in desk.log.read_text()


def test_a_given_server_is_used_and_none_is_started(
    make_desk: Callable[..., Desk], server_url: str
) -> None:
    desk = make_desk(WIREDESK_REDIS_URL=server_url, WIREDESK_DEPLOYMENT="given")
    desk.drop("ferry.txt", STORY)
    desk.run_until_idle()
    assert [event["data"]["headline"] for event in desk.events()] == ["Ferry service resumes"]
    assert not (desk.spool / ".wiredesk" / "server.conf").exists()


def test_watcher_and_worker_run_as_roles_of_their_own(
    make_desk: Callable[..., Desk], server_url: str, wait_until: Callable[..., None]
) -> None:
    desk = make_desk(WIREDESK_REDIS_URL=server_url, WIREDESK_DEPLOYMENT="roles")
    watcher, worker = desk.start("watch"), desk.start("work")
    desk.drop("ferry.txt", STORY)
    wait_until(lambda: desk.files("processed"))
    for process in (watcher, worker):
        process.terminate()
        assert process.wait(60) == 0


def test_tail_follows_new_events(
    running: Desk, wait_until: Callable[..., None], tmp_path: Path
) -> None:
    output = tmp_path / "tail.jsonl"
    with output.open("wb") as file:
        tail = subprocess.Popen([BIN, "tail", "-f", "--json"], env=running.environment, stdout=file)
        try:
            wait_until(lambda: "Council meets" in output.read_text())
            running.drop("ferry.txt", STORY)
            wait_until(lambda: output.read_text().count("\n") == 2)
        finally:
            tail.kill()
            tail.wait()
    line = output.read_text().splitlines()[-1]
    assert json.loads(line)["data"]["headline"] == "Ferry service resumes"


def test_tail_shows_people_a_table(quiet: Desk) -> None:
    shown = quiet.command("tail").stdout
    assert "Ferry service resumes" in shown
    assert "ferry.txt" in shown


def test_tail_from_an_entry_shows_what_came_after(quiet: Desk) -> None:
    [event] = quiet.events()
    assert quiet.command("tail", "--json", "--from", event["entry_id"]).stdout == ""


def test_tail_from_something_that_is_no_entry_says_so(quiet: Desk) -> None:
    done = quiet.command("tail", "--from", "yesterday")
    assert done.returncode == 2
    assert "'yesterday' is no entry id" in done.stderr


def test_status_finds_the_deployment_by_option(quiet: Desk) -> None:
    elsewhere = {k: v for k, v in quiet.environment.items() if k != "WIREDESK_SPOOL"}
    done = subprocess.run(
        [BIN, "status", "--json", "--spool", str(quiet.spool)],
        env=elsewhere,
        capture_output=True,
        text=True,
        check=True,
    )
    assert json.loads(done.stdout)["articles"] == 1


def test_a_server_that_cannot_be_reached_is_said_in_a_line(make_desk: Callable[..., Desk]) -> None:
    done = make_desk(WIREDESK_REDIS_URL="redis://127.0.0.1:1/0").command("status")
    assert done.returncode == 2
    assert done.stderr.startswith("wiredesk: the server at WIREDESK_REDIS_URL cannot be asked")
    assert "Traceback" not in done.stderr


def test_a_failed_document_is_shown_by_name(quiet: Desk) -> None:
    shown = json.loads(quiet.command("failed", "show", "broken.json", "--json").stdout)
    assert shown["reason"] == "malformed"
    assert shown["message"].startswith("line 1, column 14")


def test_a_name_that_has_not_failed_is_a_helpful_error(quiet: Desk) -> None:
    done = quiet.command("failed", "show", "nobody.txt")
    assert done.returncode == 2
    assert "see `wiredesk failed list`" in done.stderr


def test_a_mended_document_is_retried(running: Desk, wait_until: Callable[..., None]) -> None:
    running.drop("broken.json", '{"headline": ')
    wait_until(lambda: running.files("failed") == ["broken.json", "broken.json.error.json"])
    mended = '{"headline": "Whole again", "body_text": "It has been mended."}'
    (running.spool / "failed" / "broken.json").write_text(mended)
    assert running.command("failed", "retry", "broken.json").returncode == 0
    assert running.files("failed") == []
    wait_until(lambda: any("broken.json" in path for path in running.files("processed")))
    assert running.events()[-1]["data"]["headline"] == "Whole again"


def test_failed_documents_are_listed_retried_and_dropped_by_reason_and_source(
    make_desk: Callable[..., Desk],
) -> None:
    desk = make_desk()
    for name in ("a.json", "sport/b.json", "sport/c.json"):
        desk.drop(name, '{"headline": ')
    desk.drop("sport/empty.txt", "")
    desk.run_until_idle()
    listed = desk.command("failed", "list", "--reason", "malformed", "--source", "sport", "--json")
    documents = [json.loads(line)["document"] for line in listed.stdout.splitlines()]
    assert documents == ["sport/b.json", "sport/c.json"]
    assert desk.command("failed", "list", "--older", "1d").stdout == (
        "nothing that has failed is like that\n"
    )
    assert desk.command("failed", "drop", "b.json", "c.json", "--yes").returncode == 0
    asked = desk.command("failed", "drop", "--reason", "empty_file")
    assert (asked.returncode, "delete 1 of" in asked.stdout) == (1, True)
    assert desk.files("failed") == [
        "a.json", "a.json.error.json", "sport/empty.txt", "sport/empty.txt.error.json",
    ]  # fmt: skip
    assert desk.command("failed", "retry").returncode == 2
    assert desk.command("failed", "retry", "--newer", "1h", "--reason", "malformed").returncode == 0
    assert (desk.files("inbox"), len(desk.files("failed"))) == (["a.json"], 2)


def test_config_says_where_a_value_came_from(quiet: Desk) -> None:
    shown = json.loads(quiet.command("config", "--json").stdout)
    rows = {row["name"]: row for row in shown["settings"]}
    assert rows["WIREDESK_SETTLE_SECONDS"]["origin"] == "environment"
    assert rows["WIREDESK_SETTLE_SECONDS"]["value"] == "0.3"
    assert rows["WIREDESK_SCAN_SECONDS"]["origin"] == "default"


def test_a_misspelt_setting_is_refused_with_the_right_name(make_desk: Callable[..., Desk]) -> None:
    done = make_desk(WIREDESK_SETLE_SECONDS="1").command("config")
    assert done.returncode == 2
    assert "did you mean WIREDESK_SETTLE_SECONDS?" in done.stderr


def test_schema_prints_json_schema(quiet: Desk) -> None:
    schema = json.loads(quiet.command("schema").stdout)
    assert schema["title"] == "ArticleData"


def test_process_prints_an_event_per_article_and_a_line_per_bad_file(quiet: Desk) -> None:
    names = ["kremlin-talks.txt", "broken.json", "kenya-pair.json"]
    done = quiet.command("process", *(str(SEEDS / name) for name in names))
    assert done.returncode == 1
    headlines = [json.loads(line)["data"]["headline"] for line in done.stdout.splitlines()]
    assert headlines[0] == "The talks between Putin and Hollande in the Kremlin ended"
    assert len(headlines) == 3
    assert "broken.json: malformed: line 29, column 16" in done.stderr


def test_process_finds_copies_among_its_files(quiet: Desk) -> None:
    names = ["harbour-strike.txt", "harbour-strike-again.txt"]
    done = quiet.command("process", *(str(SEEDS / name) for name in names))
    assert done.returncode == 0
    types = [json.loads(line)["type"] for line in done.stdout.splitlines()]
    assert types == ["news.article.published", "news.article.duplicate"]


def test_help_names_every_command(quiet: Desk) -> None:
    shown = quiet.command("--help").stdout
    for name in ("run", "watch", "work", "process", "tail", "status", "failed", "config", "schema"):
        assert name in shown


def test_completion_can_be_had_for_bash(quiet: Desk) -> None:
    shown = subprocess.run(
        [BIN],
        env={**quiet.environment, "_WIREDESK_COMPLETE": "source_bash"},
        capture_output=True,
        text=True,
        check=False,
    ).stdout
    assert "complete" in shown
