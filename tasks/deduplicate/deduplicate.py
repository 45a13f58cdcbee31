"""From an article to its verdict."""

from __future__ import annotations

from typing import TYPE_CHECKING

from schemas.errors import RetryableError
from tasks.deduplicate.index import Question
from tasks.deduplicate.judge import judge
from tasks.deduplicate.judgement import Judgement
from tasks.deduplicate.matches import Matches
from tasks.deduplicate.remembered import Newest, Remembered
from tasks.deduplicate.subject import make_subjects
from tasks.deduplicate.thresholds import thresholds_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from schemas.article import Article
    from tasks.deduplicate.index import Answer, Index
    from tasks.deduplicate.outcome import Outcome
    from tasks.deduplicate.subject import Subject
    from tasks.options import Options

MOST_ROUNDS = 100
"""Times that a batch may be weighed anew without one of its articles being settled: each time
another worker was faster."""


def deduplicate(
    articles: Mapping[str, Article], index: Index, options: Options
) -> dict[str, Judgement]:
    """Judgements for a batch, by article id; copies and versions within the batch are seen too.

    Each round asks for all articles that are not settled yet, in one go; one that has to do
    with an earlier one waits until that is settled, so that versions keep their order. An
    article that nothing is like is settled in the first round.

    Raises:
        redis.RedisError: the index cannot be asked.
        RetryableError: other articles were faster, time and again.
    """
    open_cases = _cases(articles, options)
    settled: dict[str, Judgement] = {}
    rounds = 0
    while open_cases:
        before = len(settled)
        questions = [case.question() for case in _first_ones(open_cases.values())]
        for question, answer in zip(questions, index.ask(questions), strict=True):
            if answer.judgement is None:
                open_cases[question.article_id].learn(question, answer)
            else:
                case = open_cases.pop(question.article_id)
                settled[question.article_id] = case.settled(question, answer.judgement)
        rounds = rounds + 1 if len(settled) == before else 0
        if rounds >= MOST_ROUNDS:
            raise RetryableError(f"{len(open_cases)} articles: others are always faster")
    return {article_id: settled[article_id] for article_id in articles}


def _cases(articles: Mapping[str, Article], options: Options) -> dict[str, _Case]:
    folders = [folder_of(article) for article in articles.values()]
    limits = {folder: thresholds_of(folder, options) for folder in set(folders)}
    subjects = make_subjects(articles, (limits[folder] for folder in folders))
    return {subject.article_id: _Case(subject) for subject in subjects}


def _first_ones(cases: Iterable[_Case]) -> Iterator[_Case]:
    """Those that have nothing in common with one before them.

    A marked article may take its place in any line: it waits for all before it, and those
    after it wait for it.
    """
    held: set[bytes] = set()
    for case in cases:
        if held and case.is_marked:
            return
        if held.isdisjoint(case.ties):
            yield case
        if case.is_marked:
            return
        held |= case.ties


def folder_of(article: Article) -> str | None:
    """The subfolder of the inbox that an article's document was dropped into."""
    return article.provenance.document.rpartition("/")[0] or None


class _Case:
    """An article until it is settled: what is known of those before it."""

    def __init__(self, subject: Subject) -> None:
        self.ties = subject.ties
        self.is_marked = subject.change is not None or subject.is_withdrawal
        self._subject = subject
        self._matches = Matches(subject)
        self._lines: dict[bytes, Newest] = {}
        self._newest: dict[bytes, bytes] = {}
        self._watermark = b""
        self._outcome: Outcome | None = None

    def question(self) -> Question:
        """May it be judged so, as far as is known?"""
        subject = self._subject
        self._outcome = outcome = judge(subject, self._matches, self._lines)
        return Question(
            article_id=subject.article_id,
            judgement=outcome.judgement.to_json(),
            entry=outcome.entry.pack() if outcome.entry else b"",
            sure=subject.sure_features,
            features=subject.features,
            marks=subject.marks,
            watermark=self._watermark,
            line=outcome.line,
            newest=self._newest.get(outcome.line, b""),
            becomes=outcome.becomes.pack() if outcome.becomes else b"",
        )

    def settled(self, question: Question, judgement: str) -> Judgement:
        """The judgement that stands: the one asked for, or that of an earlier attempt."""
        if self._outcome is not None and judgement == question.judgement:
            return self._outcome.judgement
        return Judgement.model_validate_json(judgement)

    def learn(self, question: Question, answer: Answer) -> None:
        """Take in what has to be weighed besides."""
        self._matches.add(map(Remembered.unpack, answer.entries))
        self._watermark = answer.watermark
        self._newest[question.line] = answer.newest
        self._lines.pop(question.line, None)
        if answer.newest:
            self._lines[question.line] = Newest.unpack(answer.newest)
