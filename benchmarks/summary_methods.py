"""Ways to choose a summary's sentences: ours, the lead, and those of sumy on the same sentences."""

from __future__ import annotations

import importlib
import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from schemas.article import Article
from schemas.provenance import Provenance
from tasks.summarize.gist import choose, lead
from tasks.summarize.news import News, read_news
from tasks.summarize.words import count_words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from tasks.summarize.sentences import Span

MISSING = "sumy is not installed; its figures are left out (make bench-summaries)"
NO_LIMIT = 1_000_000
PROVENANCE = Provenance(document="a.txt", sha256="0" * 64, format="text", reader="text")
_WORD = re.compile(r"\w+")


@dataclass(frozen=True)
class Budget:
    """How long a summary may be; one of the two is given."""

    words: int = NO_LIMIT
    sentences: int = NO_LIMIT

    def __str__(self) -> str:
        few = self.sentences < NO_LIMIT
        return f"{self.sentences} sentences" if few else f"{self.words} words"


BUDGETS = (Budget(sentences=3), Budget(words=60), Budget(words=100))


@dataclass(frozen=True)
class Text:
    """A text of a corpus, with summaries that people have written."""

    id: str
    title: str
    body: str
    references: tuple[str, ...] = ()

    @cached_property
    def article(self) -> Article:
        """It as the stage gets it."""
        return Article(
            uri=f"urn:text:{self.id}",
            headline=self.title,
            body_text=self.body,
            language="en",
            provenance=PROVENANCE,
        )

    @cached_property
    def news(self) -> News:
        """Its sentences, the same for every method."""
        return read_news(self.article)


def ours(text: Text, budget: Budget) -> list[str]:
    """The extractive default."""
    words = min(budget.words, len(text.body))
    return _texts(text, choose(text.news, words, budget.sentences))


def first(text: Text, budget: Budget) -> list[str]:
    """The lead."""
    words = min(budget.words, len(text.body))
    return _texts(text, lead(text.news, words, budget.sentences))


def methods() -> dict[str, Callable[[Text, Budget], list[str]]]:
    """Name -> method, of those that are installed."""
    found: dict[str, Callable[[Text, Budget], list[str]]] = {"ours": ours, "lead": first}
    try:
        names = ("lex_rank", "text_rank", "lsa")
        modules = {name: importlib.import_module(f"sumy.summarizers.{name}") for name in names}
    except ImportError:
        return found
    for name, module in modules.items():
        title = name.title().replace("_", "")
        found[title if name != "lsa" else "LSA"] = _sumy(getattr(module, f"{title}Summarizer"))
    return found


def _texts(text: Text, spans: Iterable[Span]) -> list[str]:
    return [text.body[start:end] for start, end in spans]


class _Words:
    """What sumy splits a sentence with."""

    def to_words(self, sentence: str) -> list[str]:
        return _WORD.findall(sentence)


def _sumy(kind: Any) -> Callable[[Text, Budget], list[str]]:
    """A method of sumy as its manual has it, with stemmer and stop words."""
    models = importlib.import_module("sumy.models.dom")
    stemmers = importlib.import_module("sumy.nlp.stemmers")
    stop_words = importlib.import_module("sumy.utils").get_stop_words("english")
    summarizer = kind(stemmers.Stemmer("english"))
    summarizer.stop_words = stop_words

    def chosen(text: Text, budget: Budget) -> list[str]:
        sentences = [models.Sentence(each, _Words()) for each in text.news.sentences]
        document = models.ObjectDocumentModel([models.Paragraph(sentences)])
        found = summarizer(document, lambda ranked: _fitting(ranked, budget))
        return [str(each) for each in found]

    return chosen


def _fitting(ranked: Sequence[Any], budget: Budget) -> list[Any]:
    """The best sentences that still fit; the best one in any case."""
    room = budget.words
    chosen: list[Any] = []
    for each in ranked[: budget.sentences if budget.sentences < NO_LIMIT else None]:
        sentence = str(each.sentence)
        length = count_words(sentence, 0, len(sentence), NO_LIMIT)
        if length <= room or not chosen:
            chosen.append(each)
            room -= length
    return chosen
