"""The generated wire: what the measurements rest on."""

from __future__ import annotations

from itertools import islice

import pytest

from benchmarks.wire import COPY_SHARE, Item, Wire
from benchmarks.wire_files import FORMATS
from schemas.article import Article
from tasks.normalize.language import detect_language
from tasks.options import Options
from tests.samples import articles_of


@pytest.fixture(scope="module")
def item() -> Item:
    return next(iter(Wire()))


def test_the_same_seed_gives_the_same_articles() -> None:
    assert list(islice(Wire(3), 20)) == list(islice(Wire(3), 20))


def test_three_in_ten_repeat_an_earlier_one() -> None:
    items = list(islice(Wire(), 1_000))
    copies = [item for item in items if item.copy_of is not None]
    assert abs(len(copies) / len(items) - COPY_SHARE) < 0.05
    assert all(item.copy_of < item.number for item in copies if item.copy_of is not None)


def test_its_language_is_recognized(item: Item) -> None:
    assert detect_language(item.text, Options().languages) == "en"


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_is_read_as_one_article_with_its_headline(item: Item, name: str) -> None:
    [article] = articles_of(FORMATS[name](item), f"a.{name}")
    assert isinstance(article, Article)
    assert article.headline == item.headline
