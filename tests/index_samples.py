"""Articles for the shared index by the hundred, and what it keeps of them."""

from __future__ import annotations

import random
import uuid
from typing import TYPE_CHECKING, Any

from tasks.deduplicate.deduplicate import deduplicate
from tasks.options import Options
from tests.news import story

if TYPE_CHECKING:
    from schemas.article import Article
    from tasks.deduplicate.index import Index
    from tasks.deduplicate.judgement import Judgement
    from tasks.deployment import Deployment

OPTIONS = Options()
BATCH = 100
_WORDS = [f"w{number}" for number in range(2_000)]


def admit(deployment: Deployment, *ids: str) -> None:
    """Make the records that the normalize stage writes."""
    pipeline = deployment.redis.pipeline(transaction=False)
    for article_id in ids:
        pipeline.hset(deployment.keys.article(article_id), "article", "{}")
    pipeline.execute()


def judge(
    deployment: Deployment, articles: dict[str, Article], index: Index | None = None
) -> list[Judgement]:
    """The judgements on one batch."""
    admit(deployment, *articles)
    return list(deduplicate(articles, index or deployment.index, OPTIONS).values())


def judge_all(deployment: Deployment, articles: dict[str, Article]) -> list[Judgement]:
    """The judgements on as many batches as it takes."""
    found = []
    for start in range(0, len(articles), BATCH):
        found += judge(deployment, dict([*articles.items()][start : start + BATCH]))
    return found


def one(deployment: Deployment, name: str, **fields: Any) -> Judgement:
    """The judgement on one article, without a uri of its own unless there is one."""
    article = story(**{"uri": f"urn:uuid:{name}", **fields})
    [judgement] = judge(deployment, {name: article})
    return judgement


def reports(count: int, seed: int = 1) -> dict[str, Article]:
    """Different articles."""
    chance = random.Random(seed)
    return {each: _named(each, **_report(chance)) for each in _ids(count, seed)}


def mixed(count: int, seed: int = 1) -> dict[str, Article]:
    """Articles of which some are copies, versions and withdrawals of others."""
    chance = random.Random(seed)
    made: list[dict[str, str]] = []
    for number in range(count):
        drawn = chance.random()
        earlier = chance.choice(made) if made else {}
        body = earlier.get("body_text", "")
        if earlier and drawn < 0.2:
            made.append({**earlier, "body_text": body[: chance.randrange(200, 900)]})
        elif earlier and drawn < 0.3:
            made.append({**earlier, "headline": f"KILL: {earlier['headline']}"})
        elif earlier and drawn < 0.4:
            line = f"urn:line:{chance.randrange(5)}"
            made.append({**earlier, "uri": line, "body_text": f"{body} {number}"})
        else:
            made.append(_report(chance))
    return {each: _named(each, **made[n]) for n, each in enumerate(_ids(count, seed))}


def index_keys(deployment: Deployment) -> list[bytes]:
    """All keys of the index."""
    return list(deployment.redis.scan_iter(f"{deployment.keys.index}*", count=1_000))


def _ids(count: int, seed: int) -> list[str]:
    return [str(uuid.UUID(int=seed * 1_000_000 + number)) for number in range(count)]


def _report(chance: random.Random) -> dict[str, str]:
    headline = " ".join(chance.choices(_WORDS, k=6))
    return {"headline": headline, "body_text": " ".join(chance.choices(_WORDS, k=150))}


def _named(article_id: str, **fields: str) -> Article:
    return story(**{"uri": f"urn:uuid:{article_id}", **fields})
