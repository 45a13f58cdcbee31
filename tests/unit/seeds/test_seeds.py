"""What `seeds/expected.json` promises of each sample, as far as normalize and summarize decide it."""

from __future__ import annotations

import codecs
import datetime as dt
import hashlib
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from schemas.article import Article
from schemas.document import Document, article_id
from schemas.errors import RejectedError
from schemas.event import event_type
from schemas.failure import FailureReason
from tasks.deduplicate.deduplicate import deduplicate
from tasks.deduplicate.memory_index import MemoryIndex
from tasks.normalize.content import BytesContent
from tasks.normalize.normalize import normalize
from tasks.options import Options
from tasks.summarize.news import read_news
from tasks.summarize.sentences import split_sentences
from tasks.summarize.summarize import summarize

if TYPE_CHECKING:
    from schemas.summary import Summary

SEEDS = Path(__file__).resolve().parents[3] / "seeds"
EXPECTED: dict[str, Any] = json.loads((SEEDS / "expected.json").read_text(encoding="utf-8"))
SAMPLES: dict[str, Any] = EXPECTED["samples"]
MADE_BY_DROP = {"huge.txt"}
NOT_SAMPLES = {"README.md", "expected.json", "drop.py", ".gitattributes"}

ARTICLES = sorted(path for path, sample in SAMPLES.items() if "events" in sample)
FAILURES = sorted(path for path, sample in SAMPLES.items() if "failure" in sample)

DOCUMENT = "0197" + "0" * 28
MTIME = dt.datetime(2026, 11, 24, 12, tzinfo=dt.UTC)
LINKS = {
    "version_of": "version_of",
    "superseded_by": "superseded_by",
    "related_to": "related_to",
    "canonical_id": "canonical",
}
"""Fields of a verdict that point at another article, and what they are called as data."""

OPTIONS = Options()


def raw(path: str) -> bytes:
    """The bytes of a sample; of the huge one only as many as make it too large."""
    if path in MADE_BY_DROP:
        return b"All quiet. " * (OPTIONS.max_document_bytes // 11 + 1)
    return (SEEDS / path).read_bytes()


def outcome(path: str) -> list[Article | RejectedError]:
    """What normalize makes of a sample, with a rejection of the whole of it in the list."""
    content = raw(path)
    document = Document(
        id=DOCUMENT,
        path=path,
        size=len(content),
        sha256=hashlib.sha256(content).hexdigest(),
        mtime=MTIME,
    )
    try:
        return list(normalize(document, BytesContent(content), OPTIONS))
    except RejectedError as rejected:
        return [rejected]


def articles(path: str) -> list[Article]:
    """The articles of a sample that has nothing but articles."""
    found = outcome(path)
    accepted = [item for item in found if isinstance(item, Article)]
    assert accepted == found
    return accepted


def expected_events(path: str) -> list[dict[str, Any]]:
    events: list[dict[str, Any]] = SAMPLES[path]["events"]
    return events


def has_text(article: Article) -> bool:
    """A withdrawal needs none."""
    return bool(article.body_text)


def summary_of(article: Article) -> Summary:
    summary = summarize(read_news(article), OPTIONS)
    assert summary is not None
    return summary


def test_every_sample_is_expected_and_every_expectation_has_its_sample() -> None:
    files = {path.relative_to(SEEDS).as_posix() for path in SEEDS.rglob("*") if path.is_file()}
    samples = {path for path in files if "__pycache__" not in path} - NOT_SAMPLES
    assert samples == set(SAMPLES) - MADE_BY_DROP


def test_every_sample_is_in_the_readme() -> None:
    readme = (SEEDS / "README.md").read_text(encoding="utf-8")
    assert [path for path in SAMPLES if f"| `{path}` |" not in readme] == []


@pytest.mark.parametrize("path", ARTICLES)
def test_a_sample_has_the_headlines_expected(path: str) -> None:
    headlines = [article.headline for article in articles(path)]
    assert headlines == [event["headline"] for event in expected_events(path)]


@pytest.mark.parametrize("path", ARTICLES)
def test_a_sample_makes_the_events_expected(path: str) -> None:
    """By itself, the articles of a document in their order."""
    found = {article_id(DOCUMENT, number): item for number, item in enumerate(articles(path))}
    ids = list(found)
    judgements = deduplicate(found, MemoryIndex(), OPTIONS)
    for each, event in zip(found, expected_events(path), strict=True):
        judgement = judgements[each]
        article, verdict = judgement.applied(found[each]), judgement.verdict
        made = {"type": event_type(article, verdict).value, "verdict": verdict.kind.value}
        assert made in event.get("one_of", [{key: event.get(key) for key in made}])
        assert article.version == event.get("version", article.version)
        for link, field in LINKS.items():
            if field in event:
                assert getattr(verdict, link) == ids[event[field]]


@pytest.mark.parametrize("path", ARTICLES)
def test_a_sample_has_the_fields_expected(path: str) -> None:
    for article, event in zip(articles(path), expected_events(path), strict=True):
        for field in {"language", "located", "source"} & event.keys():
            assert getattr(article, field) == event[field], field


@pytest.mark.parametrize("path", ARTICLES)
def test_a_sample_is_recognized_by_its_content(path: str) -> None:
    for article, event in zip(articles(path), expected_events(path), strict=True):
        encoding = article.provenance.encoding
        assert article.provenance.format == event["provenance_format"]
        if event["encoding"] is None:
            # A binary format, or one that states the encoding of each of its parts.
            assert encoding is None
        else:
            assert encoding is not None
            assert codecs.lookup(encoding) == codecs.lookup(event["encoding"])


@pytest.mark.parametrize("path", ARTICLES)
def test_a_sample_has_a_summary_whose_sentences_are_its_own(path: str) -> None:
    for article in filter(has_text, articles(path)):
        summary = summary_of(article)
        assert summary.method == "extractive"
        for sentence in summary.sentences:
            assert article.body_text[sentence.start : sentence.end] == sentence.text


@pytest.mark.parametrize("path", ARTICLES)
def test_a_summary_begins_with_the_news(path: str) -> None:
    """Neither with the dateline nor with the headline, byline or mark-up."""
    for article in filter(has_text, articles(path)):
        text = summary_of(article).text
        assert not text.startswith((article.headline, "By ", "#", "-"))
        assert article.dateline is None or not text.startswith(article.dateline.text)


@pytest.mark.parametrize("path", FAILURES)
def test_a_bad_sample_fails_with_the_reason_expected(path: str) -> None:
    reasons = [item.reason for item in outcome(path) if isinstance(item, RejectedError)]
    assert reasons == [FailureReason(SAMPLES[path]["failure"])]


@pytest.fixture(scope="module")
def kremlin_talks() -> Article:
    """The sample that everything else is measured by."""
    return articles("kremlin-talks.txt")[0]


def test_kremlin_talks_is_located_by_its_dateline(kremlin_talks: Article) -> None:
    assert kremlin_talks.located == "MOSCOW"


def test_kremlin_talks_has_the_day_of_its_dateline_in_the_year_of_the_file(
    kremlin_talks: Article,
) -> None:
    assert kremlin_talks.dateline is not None
    assert kremlin_talks.dateline.date == dt.date(2026, 11, 26)


def test_kremlin_talks_is_english(kremlin_talks: Article) -> None:
    assert kremlin_talks.language == "en"


def test_kremlin_talks_keeps_its_paragraphs(kremlin_talks: Article) -> None:
    assert len(kremlin_talks.body_text.split("\n")) == 14


def test_kremlin_talks_is_summarized_by_its_first_sentences_without_the_dateline(
    kremlin_talks: Article,
) -> None:
    assert summary_of(kremlin_talks).text == (
        "In the open part of the meeting, the presidents of Russia and France Vladimir Putin "
        "and Francois Hollande expressed the need for cooperation and a broad international "
        "coalition against terrorism. "
        "In the Kremlin the meeting of the presidents of Russia and France Vladimir Putin and "
        "Francois Hollande."
    )


@pytest.mark.parametrize(
    "inner", ["MOSCOW, 26 Nov. In the", "at 19.45 GMT", "Mr. President,” said"]
)
def test_no_sentence_of_kremlin_talks_is_cut_where_a_full_stop_ends_none(
    kremlin_talks: Article, inner: str
) -> None:
    text = kremlin_talks.body_text
    holders = [span for span in split_sentences(text, "en") if inner in text[slice(*span)]]
    assert len(holders) == 1
