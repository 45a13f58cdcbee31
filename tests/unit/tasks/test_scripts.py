from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tasks.scripts import Script

if TYPE_CHECKING:
    from redis import Redis

TEXT = "return {KEYS[1], ARGV[1]}"


def calls(redis: Redis) -> dict[str, int]:
    """How often the server was given each command that has to do with scripts."""
    stats: Any = redis.info("commandstats")
    names = {"cmdstat_eval", "cmdstat_evalsha", "cmdstat_script|load", "cmdstat_script|exists"}
    return {name[8:]: stats[name]["calls"] for name in names & stats.keys()}


def test_a_script_is_run_by_a_server_that_does_not_know_it(redis: Redis) -> None:
    assert Script(redis, TEXT)(["key"], ["argument"]) == [b"key", b"argument"]


def test_calls_in_a_pipeline_are_answered_in_their_order(redis: Redis) -> None:
    script, pipeline = Script(redis, TEXT), redis.pipeline(transaction=False)
    script(["a"], [1], pipeline)
    pipeline.get("nothing")
    script(["b"], [2], pipeline)
    assert pipeline.execute() == [[b"a", b"1"], None, [b"b", b"2"]]


def test_calls_in_a_transaction_are_part_of_it(redis: Redis) -> None:
    script, pipeline = Script(redis, TEXT), redis.pipeline(transaction=True)
    script(["a"], [1], pipeline)
    script(["b"], [2], pipeline)
    assert pipeline.execute() == [[b"a", b"1"], [b"b", b"2"]]


def test_a_server_that_forgot_its_scripts_runs_those_of_the_next_pipeline(redis: Redis) -> None:
    script = Script(redis, TEXT)
    for _ in range(2):
        pipeline = redis.pipeline(transaction=False)
        script(["a"], [1], pipeline)
        script(["b"], [2], pipeline)
        assert pipeline.execute() == [[b"a", b"1"], [b"b", b"2"]]
        redis.script_flush()


def test_the_text_goes_to_the_server_once_in_each_pipeline(real_redis: Redis) -> None:
    script = Script(real_redis, TEXT)
    real_redis.config_resetstat()
    for _ in range(2):
        pipeline = real_redis.pipeline(transaction=False)
        for _ in range(3):
            script(["key"], [1], pipeline)
        pipeline.execute()
    assert calls(real_redis) == {"eval": 2, "evalsha": 4}
