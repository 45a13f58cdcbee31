"""What each stage costs in a process of its own, and where its time goes."""

from __future__ import annotations

import cProfile
import datetime as dt
import pstats
import time
import uuid
from itertools import islice
from typing import TYPE_CHECKING

from benchmarks.dedup_server import add, deployment, server
from benchmarks.figures import Figure
from benchmarks.wire import Wire
from benchmarks.wire_files import FORMATS
from schemas.article import Article
from schemas.document import Document, new_document_id
from schemas.verdict import Verdict, VerdictKind
from tasks.normalize.content import BytesContent
from tasks.normalize.normalize import normalize
from tasks.options import Options
from tasks.publish.event import make_event
from tasks.summarize.news import read_news
from tasks.summarize.summarize import summarize

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

PART = "stages"
MOST = 2_000
TOP_LINES = 5
OPTIONS = Options()
NEW = Verdict(kind=VerdictKind.ORIGINAL, canonical_id="", reason="made for a measurement")


def run(count: int) -> Iterator[Figure]:
    """Microseconds of an article at each stage, in each format; the top lines of the profiles."""
    items = list(islice(Wire(), min(count, MOST)))
    for name, write in FORMATS.items():
        files = [BytesContent(write(item)) for item in items]
        seconds = _timed(lambda files=files, name=name: _normalized(files, f"a.{name}"))  # type: ignore[misc]
        yield Figure(PART, f"normalize, {name}", 1e6 * seconds / len(items), "us/article")
    texts = [BytesContent(FORMATS["txt"](item)) for item in items]
    articles = _normalized(texts, "a.txt")
    with server() as url:
        there = deployment(url)
        add(there, articles[:256])
        seconds = add(there, articles)
    yield Figure(PART, "deduplicate, with the server", 1e6 * seconds / len(items), "us/article")
    later = _later_stages(articles)
    for name, work in later.items():
        yield Figure(PART, name, 1e6 * _timed(work) / len(items), "us/article")
    _print_profile("normalize, txt", lambda: _normalized(texts, "a.txt"))
    for name, work in later.items():
        _print_profile(name, work)


def _normalized(files: list[BytesContent], name: str) -> list[Article]:
    articles = []
    for content in files:
        document = Document(id=new_document_id(), path=name, size=content.size, mtime=NOON)
        found = [
            each for each in normalize(document, content, OPTIONS) if isinstance(each, Article)
        ]
        if len(found) != 1:
            raise SystemExit(f"{name}: {len(found)} articles in a document of one")
        articles += found
    return articles


def _later_stages(articles: list[Article]) -> dict[str, Callable[[], object]]:
    summaries = [summarize(read_news(each), OPTIONS) for each in articles]
    return {
        "summarize": lambda: [summarize(read_news(each), OPTIONS) for each in articles],
        "publish, without the server": lambda: [
            make_event(
                document_id=new_document_id(),
                article_id=str(uuid.uuid4()),
                source="wiredesk/bench",
                article=article,
                verdict=NEW,
                summary=summary,
            ).to_entry()
            for article, summary in zip(articles, summaries, strict=True)
        ],
        "an article to JSON and back": lambda: [
            Article.model_validate_json(each.to_json()) for each in articles
        ],
    }


def _timed(work: Callable[[], object]) -> float:
    """Processor seconds, the better of two: the first loads what is needed."""
    return min(_once(work), _once(work))


def _once(work: Callable[[], object]) -> float:
    began = time.process_time()
    work()
    return time.process_time() - began


def _print_profile(name: str, work: Callable[[], object]) -> None:
    with cProfile.Profile() as profile:
        work()
    stats = pstats.Stats(profile).get_stats_profile()
    print(f"  {name}: most time of its own in")
    busiest = sorted(stats.func_profiles.items(), key=lambda pair: -pair[1].tottime)
    for function, each in busiest[:TOP_LINES]:
        place = f"{each.file_name.rpartition('site-packages/')[2]}:{each.line_number}"
        share = each.tottime / stats.total_tt
        print(f"    {share:6.1%} {function} ({place})")


NOON = dt.datetime(2026, 11, 24, 12, 0, tzinfo=dt.UTC)
