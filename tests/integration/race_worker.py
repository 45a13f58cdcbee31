"""Workers that judge near-identical articles at the same moment, and write down what they heard."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

import redis

from tasks.deduplicate.deduplicate import deduplicate
from tasks.deduplicate.judgement import Judgement
from tasks.deployment import Deployment
from tasks.keys import Keys
from tasks.options import Options
from tests.forked import PROCESSES
from tests.news import BODY, HEADLINE, story
from worker.connection import connect

if TYPE_CHECKING:
    from multiprocessing.synchronize import Barrier
    from pathlib import Path

    from schemas.article import Article

COPIES = 8
_WORDS = "alder birch cedar dogwood elm fir gorse hazel".split()


def name_of(group: int, number: int) -> str:
    """The id of an article."""
    return f"{group}.{number}"


def copy_of(group: int, number: int) -> Article:
    """One of a group: two are identical, others have a word or a headline of their own, or less."""
    town, word = f"Tarn{group}holm", _WORDS[number]
    body = BODY.replace("Tarnholm", town).replace("9 of the 24", f"{group} of the {group + 9}")
    headline = HEADLINE.replace("Tarnholm", town)
    if number % 4 == 1:
        body = body.replace("free", f"{word} free")
    elif number % 4 == 2:
        headline = f"{town} {word} bridge shut for weeks"
    elif number % 4 == 3:
        body = body[: -40 - number]
    return story(uri=f"urn:uuid:{name_of(group, number)}", headline=headline, body_text=body)


def deployment_at(url: str) -> Deployment:
    """The deployment that all workers share."""
    return Deployment(redis=connect(url), options=Options(), keys=Keys())


def admit(there: Deployment, groups: int) -> None:
    """Make the records that the normalize stage writes."""
    pipeline = there.redis.pipeline(transaction=False)
    for group in range(groups):
        for number in range(COPIES):
            pipeline.hset(there.keys.article(name_of(group, number)), "article", "{}")
    pipeline.execute()


def race(url: str, groups: int, number: int, heard: Path, barrier: Barrier) -> None:
    """Judge one article of each group, at the same moment as the other workers."""
    there = deployment_at(url)
    with heard.open("w") as answers:
        for group in range(groups):
            barrier.wait(timeout=60)
            _judge(there, group, number, answers)


def retry(url: str, groups: int, number: int, heard: Path) -> None:
    """Judge every article of each group, as often as it takes: others are at the same ones."""
    there = deployment_at(url)
    with heard.open("w") as answers:
        for group in range(groups):
            for other in range(COPIES):
                while True:
                    try:
                        _judge(there, group, (number + other) % COPIES, answers)
                    except redis.RedisError:
                        continue
                    break


def start(target: Any, *arguments: Any) -> Any:
    """A process of its own."""
    process = PROCESSES.Process(target=target, args=arguments)
    process.start()
    return process


def assert_one_original_each(there: Deployment, groups: int, folder: Path) -> None:
    """Of each group one article is no copy and all others are its copies, and nobody was told
    anything else, whenever he asked.
    """
    told = _told(folder)
    for group in range(groups):
        names = [name_of(group, number) for number in range(COPIES)]
        settled = {name: _settled(there, name) for name in names}
        firsts = [name for name in names if not settled[name].verdict.suppressed]
        assert len(firsts) == 1, settled
        assert {each.verdict.canonical_id for each in settled.values()} == set(firsts)
        for name in names:
            assert told[name] <= {settled[name].to_json()}


def _settled(there: Deployment, name: str) -> Judgement:
    judgement: Any = there.redis.hget(there.keys.article(name), "judgement")
    return Judgement.model_validate_json(judgement)


def _judge(there: Deployment, group: int, number: int, answers: Any) -> None:
    name = name_of(group, number)
    found = deduplicate({name: copy_of(group, number)}, there.index, there.options)
    answers.write(f"{name}\t{found[name].to_json()}\n")
    answers.flush()


def _told(folder: Path) -> dict[str, set[str]]:
    """All that workers heard of each article; a killed one's last line may not be whole."""
    found = defaultdict(set)
    for path in folder.glob("*.heard"):
        for line in path.read_text().splitlines(keepends=True):
            if line.endswith("\n"):
                name, judgement = line.rstrip("\n").split("\t")
                found[name].add(judgement)
    return found
