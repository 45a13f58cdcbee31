"""Which sentences tell news."""

from __future__ import annotations

from schemas.article import Dateline
from tasks.summarize.news import LONGEST_SENTENCE, MOST_LINES, MOST_SENTENCES, read_news
from tests.samples import make_article


def texts(body: str, dateline: str | None = None) -> list[str]:
    stated = Dateline(text=dateline) if dateline else None
    article = make_article(body_text=body, dateline=stated, language="en")
    news = read_news(article)
    assert news.sentences == [body[start:end] for start, end in news.spans]
    return news.sentences


def test_datelines_bylines_and_credits_are_left_out() -> None:
    body = "By Anna Keller\nOSLO — Talks ended. All left.\nPhoto: Tom Reed"
    assert texts(body, dateline="OSLO") == ["Talks ended.", "All left."]


CAPTION = "A tree lies in Skarvik. (AP Photo/Ole Dahl)"


def test_captions_are_left_out() -> None:
    assert texts(f"{CAPTION}\nTalks ended.") == ["Talks ended."]


def test_captions_are_told_where_there_is_nothing_else() -> None:
    assert texts(CAPTION)[0] == "A tree lies in Skarvik."


def test_no_more_than_so_many_are_looked_for() -> None:
    assert len(texts("Talks ended. " * 2 * MOST_SENTENCES)) == MOST_SENTENCES


def test_words_are_in_small_letters_and_of_a_sentences_beginning() -> None:
    body = f"The FERRY sails. {'X ' * LONGEST_SENTENCE}."
    words = read_news(make_article(body_text=body, dateline=None, language="en")).words
    assert words[0] == ["the", "ferry", "sails"]
    assert len(words[1]) == LONGEST_SENTENCE // 2


def test_only_the_first_lines_are_looked_at() -> None:
    assert texts("?\n" * MOST_LINES + "Talks ended.") == texts("?\n" * MOST_LINES)
