"""Summaries in events, and workers of their own for them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.llm_server import answer, hang, llm_server

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from redis import Redis

    from tests.acceptance.conftest import Desk
    from tests.llm_server import LlmServer

pytestmark = pytest.mark.acceptance

BODY = (
    "The council of Tarnholm closes the harbour bridge on Monday, Marta Lindqvist said. Repairs "
    "take 14 weeks. “The girders have cracks, and we must not wait,” said Lindqvist. Lorries "
    "have been banned from the bridge since August."
)


def dropped(desk: Desk, name: str, headline: str, body: str = BODY) -> None:
    desk.drop(name, f"---\nuri: urn:example:bridge\n---\n# {headline}\n\n{body}\n")


def summary(event: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = event["data"]["summary"]
    return found


@pytest.fixture(scope="module")
def told(make_desk: Callable[..., Desk], wait_until: Callable[..., None]) -> list[dict[str, Any]]:
    """The events of an article and of its update."""
    desk = make_desk()
    run = desk.start("run")
    for number, body in enumerate((BODY, BODY.replace("14", "16")), 1):
        dropped(desk, f"{number}.md", "Tarnholm closes harbour bridge", body)
        wait_until(lambda number=number: len(desk.files("processed")) == number)
    events = desk.events()
    run.terminate()
    return events


def test_an_update_says_what_has_changed(told: list[dict[str, Any]]) -> None:
    first, second = told
    assert second["type"] == "news.article.updated"
    assert "changes" not in summary(first)
    [change] = summary(second)["changes"]
    assert change["text"] == "Repairs take 16 weeks."
    assert second["data"]["body_text"][change["start"] : change["end"]] == change["text"]


def test_an_event_says_what_the_article_is_about(told: list[dict[str, Any]]) -> None:
    found = summary(told[0])
    assert found["method"] == "extractive"
    assert {"harbour", "bridge", "Tarnholm"} <= {*found["keywords"]}
    assert found["names"] == ["Tarnholm", "Marta Lindqvist"]
    assert [(quote["text"], quote["speaker"]) for quote in found["quotes"]] == [
        ("The girders have cracks, and we must not wait,", "Lindqvist")
    ]
    assert 0 < found["compression"] <= 1


def test_one_worker_may_make_the_summaries_and_another_one_do_the_rest(
    make_desk: Callable[..., Desk],
    real_redis: Redis,
    server_url: str,
    wait_until: Callable[..., None],
) -> None:
    desk = make_desk(WIREDESK_REDIS_URL=server_url, WIREDESK_DEPLOYMENT="queues")
    dropped(desk, "1.md", "Tarnholm closes harbour bridge")
    desk.start("watch")
    desk.start("work", "--queues", "normalize,deduplicate,publish")
    queue = "{queues}:3:celery:summarize"
    wait_until(lambda: real_redis.llen(queue) == 1)
    assert desk.events() == []
    desk.start("work", "--queues", "summarize")
    wait_until(lambda: real_redis.xlen("{queues}:articles") == 1)


@pytest.mark.parametrize(
    ("arguments", "settings", "message"),
    [
        (["--queues", "sumarize"], {}, "normalize, deduplicate, summarize, publish"),
        ([], {"WIREDESK_SUMMARY_METHOD": "best"}, "no summarizer is called 'best'"),
    ],
)
def test_a_worker_that_is_set_up_wrongly_says_so_at_once(
    make_desk: Callable[..., Desk], arguments: list[str], settings: dict[str, str], message: str
) -> None:
    done = make_desk(**settings).command("work", *arguments)
    assert done.returncode != 0
    assert message in " ".join(done.stderr.split())


@pytest.fixture
def model() -> Iterator[LlmServer]:
    """A language model of its own."""
    with llm_server() as server:
        yield server


def test_a_language_model_writes_the_summary(
    make_desk: Callable[..., Desk], model: LlmServer
) -> None:
    model.behave = answer("Tarnholm closes the bridge for 14 weeks.")
    desk = make_desk(
        WIREDESK_SUMMARY_METHOD="llm", WIREDESK_LLM_MODEL="tiny", WIREDESK_LLM_BASE_URL=model.url
    )
    dropped(desk, "1.md", "Tarnholm closes harbour bridge")
    desk.run_until_idle()
    [event] = desk.events()
    found = summary(event)
    assert (found["method"], found["text"]) == ("llm", "Tarnholm closes the bridge for 14 weeks.")
    assert found["sentences"] == []
    assert found["quotes"]


def test_a_language_model_that_hangs_holds_nothing_up(
    make_desk: Callable[..., Desk], model: LlmServer
) -> None:
    """One time-out each for those asked before the circuit opens; every event says why."""
    model.behave = hang(model)
    desk = make_desk(
        WIREDESK_SUMMARY_METHOD="llm",
        WIREDESK_LLM_MODEL="tiny",
        WIREDESK_LLM_BASE_URL=model.url,
        WIREDESK_LLM_TIMEOUT_SECONDS="1",
        WIREDESK_BATCH_SIZE="5",
    )
    count = 20
    for number in range(count):
        desk.drop(f"{number}.md", f"# Bridge {number}\n\nTown {number} closes. {number * 'x '}end.")
    desk.run_until_idle()
    found = [summary(event) for event in desk.events()]
    assert len(found) == count
    assert {each["method"] for each in found} == {"extractive"}
    assert {each["fallback"] for each in found} <= {"time-out", "the circuit is open"}
    assert len(model.asked) < count
