"""What all workers together ask a language model: once, not too much, and not in vain."""

from __future__ import annotations

import json
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any

import pytest

from tasks.keys import Keys
from tasks.summarize.backend import BackendError
from tests import llm_server as llm
from tests.llm_questions import BODY, article, ask, refusal

if TYPE_CHECKING:
    from collections.abc import Callable

    from redis import Redis

    from tasks.summarize.backend import Backend

pytestmark = pytest.mark.integration


def test_the_same_article_is_asked_for_once(
    make: Callable[..., Backend], model: llm.LlmServer
) -> None:
    assert ask(make()) == ask(make())
    assert len(model.asked) == 1
    ask(make(llm_model="large"))
    assert len(model.asked) == 2


def test_an_answer_that_was_refused_is_not_kept(
    make: Callable[..., Backend], model: llm.LlmServer
) -> None:
    model.behave = llm.answer("It closes for 99 weeks.")
    refusal(make())
    model.behave = llm.answer("It closes for 14 weeks.")
    assert ask(make()) == "It closes for 14 weeks."


def test_after_five_failures_nobody_asks_until_the_pause_is_over(
    make: Callable[..., Backend], model: llm.LlmServer, wait_until: Callable[..., None]
) -> None:
    model.behave = llm.body(b"no", 500)
    backend = make(llm_pause_seconds=1)
    assert [refusal(backend) for _ in range(7)] == ["http 500"] * 5 + ["the circuit is open"] * 2
    assert len(model.asked) == 5
    wait_until(lambda: refusal(backend) == "http 500")
    assert refusal(backend) == "the circuit is open"
    model.behave = llm.answer("The bridge closes.")
    wait_until(lambda: _answers(backend))
    assert ask(backend, article(f"{BODY} More.")) == "The bridge closes."


def _answers(backend: Backend) -> bool:
    try:
        return bool(ask(backend))
    except BackendError:
        return False


def test_after_the_pause_a_single_question_finds_out(
    make: Callable[..., Backend],
    model: llm.LlmServer,
    real_redis: Redis,
    wait_until: Callable[..., None],
) -> None:
    model.behave = llm.body(b"no", 500)
    backend = make()
    for _ in range(5):
        refusal(backend)
    real_redis.delete(Keys().llm("pause"))
    release = threading.Event()

    def late(handler: Any, question: dict[str, Any]) -> None:
        release.wait(30)
        llm.answer("The bridge closes.")(handler, question)

    model.behave = late
    with ThreadPoolExecutor(1) as thread:
        probe = thread.submit(ask, backend)
        wait_until(lambda: len(model.asked) == 6)
        assert refusal(backend, article(f"{BODY} More.")) == "the circuit is open"
        release.set()
        assert probe.result() == "The bridge closes."


def test_an_answer_that_is_refused_does_not_open_the_circuit(
    make: Callable[..., Backend], model: llm.LlmServer
) -> None:
    model.behave = llm.content("no")
    assert {refusal(make()) for _ in range(8)} == {"the answer is no JSON"}


def test_all_workers_together_keep_to_the_limit(
    make: Callable[..., Backend], model: llm.LlmServer
) -> None:
    def slowly(handler: Any, question: dict[str, Any]) -> None:
        model.closing.wait(0.05)
        llm.answer("The bridge closes.")(handler, question)

    model.behave = slowly
    backends = [make(llm_concurrency=4) for _ in range(5)]
    items = [article(f"{BODY} Number {number}.") for number in range(20)]
    with ThreadPoolExecutor(20) as threads:
        texts = list(threads.map(lambda n: ask(backends[n % 5], items[n]), range(20)))
    assert texts == ["The bridge closes."] * 20
    assert 2 <= model.most_at_once <= 4


def test_without_a_free_slot_there_is_no_answer(
    make: Callable[..., Backend], real_redis: Redis
) -> None:
    real_redis.zadd(Keys().llm("slots"), {"another": time.time() + 60})
    assert refusal(make(llm_concurrency=1), seconds=0.3) == "no free slot"


def test_the_slot_of_a_killed_worker_comes_back(
    make: Callable[..., Backend], real_redis: Redis
) -> None:
    real_redis.zadd(Keys().llm("slots"), {"killed": time.time() - 1})
    assert ask(make(llm_concurrency=1))


def test_the_tokens_of_a_day_are_counted_as_the_server_counts_them(
    make: Callable[..., Backend], model: llm.LlmServer, real_redis: Redis
) -> None:
    ask(make())
    [key] = real_redis.scan_iter("*tokens*")
    assert int(real_redis.get(key) or 0) == llm.TOKENS
    backend = make(llm_tokens_per_day=llm.TOKENS + 10)
    assert refusal(backend, article(f"{BODY} More.")) == "the tokens of today are used up"
    assert len(model.asked) == 1
    assert ask(make(llm_tokens_per_day=0), article(f"{BODY} More."))


@pytest.mark.parametrize(("tokens", "counted"), [(10**30, 200_000), (-5, 1), ("many", 1)])
def test_a_server_that_cannot_count_harms_nobody(
    make: Callable[..., Backend],
    model: llm.LlmServer,
    real_redis: Redis,
    tokens: object,
    counted: int,
) -> None:
    payload = json.loads(llm.completion('{"sentences": ["The bridge closes."]}'))
    payload["usage"] = {"total_tokens": tokens}
    model.behave = llm.body(json.dumps(payload).encode())
    assert ask(make()) == "The bridge closes."
    assert _tokens(real_redis) >= counted


def test_a_question_that_was_not_answered_in_time_counts(
    make: Callable[..., Backend], model: llm.LlmServer, real_redis: Redis
) -> None:
    model.behave = llm.hang(model)
    refusal(make(), seconds=1.0)
    assert _tokens(real_redis) > 0


def test_a_question_that_the_server_refused_does_not(
    make: Callable[..., Backend], model: llm.LlmServer, real_redis: Redis
) -> None:
    model.behave = llm.body(b"no", 500)
    refusal(make())
    assert _tokens(real_redis) == 0


def _tokens(model: Redis) -> int:
    [key] = model.scan_iter("*tokens*")
    return int(model.get(key) or 0)


def test_an_article_that_is_too_long_for_the_model_does_not_open_the_circuit(
    make: Callable[..., Backend], model: llm.LlmServer
) -> None:
    model.behave = llm.body(b"no", 400)
    assert {refusal(make()) for _ in range(8)} == {"http 400"}


def test_everything_that_is_shared_expires(
    make: Callable[..., Backend], model: llm.LlmServer, real_redis: Redis
) -> None:
    ask(make())
    model.behave = llm.body(b"no", 500)
    for number in range(5):
        refusal(make(), article(f"{BODY} {number}."))
    keys = list(real_redis.scan_iter("*llm*"))
    assert {key.split(b":")[3] for key in keys} >= {b"answers", b"failures", b"pause", b"tokens"}
    assert all(real_redis.ttl(key) > 0 for key in keys)
