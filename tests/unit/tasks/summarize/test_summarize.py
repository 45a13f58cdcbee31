"""Which method an article gets, and that every sentence is the article's own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas.article import Article, Dateline
from schemas.provenance import Provenance
from tasks.options import Options
from tasks.summarize.changes import sentence_hashes
from tasks.summarize.drafts import Draft
from tasks.summarize.news import read_news
from tasks.summarize.summarize import summarize

if TYPE_CHECKING:
    from schemas.summary import Summary

PROVENANCE = Provenance(document="a.txt", sha256="0" * 64, format="text", reader="text")
OPTIONS = Options()


def article(
    body: str = "",
    *,
    headline: str = "",
    description: str | None = None,
    dateline: str | None = None,
    language: str | None = "en",
) -> Article:
    return Article(
        uri="urn:example:1",
        headline=headline,
        body_text=body,
        description=description,
        dateline=Dateline(text=dateline) if dateline else None,
        language=language,
        provenance=PROVENANCE,
    )


def made(item: Article, options: Options = OPTIONS, **known: Any) -> Summary | None:
    return summarize(read_news(item), options, **known)


def summary_of(item: Article, words: int = 60, method: str = "lead", **known: Any) -> Summary:
    summary = made(item, Options(summary_words=words, summary_method=method), **known)
    assert summary is not None
    return summary


def test_the_lead_is_whole_sentences_up_to_the_budget() -> None:
    summary = summary_of(article("One two three. Four five six.\nSeven eight nine."), words=6)
    assert (summary.method, summary.text) == ("lead", "One two three. Four five six.")


def test_the_lead_crosses_paragraphs() -> None:
    assert summary_of(article("One two three.\nFour five six.")).text == (
        "One two three. Four five six."
    )


def test_a_sentence_that_does_not_fit_ends_the_lead() -> None:
    summary = summary_of(article("One two. Three four five six seven. Eight."), words=3)
    assert summary.text == "One two."


def test_a_first_sentence_little_longer_than_the_budget_is_kept_whole() -> None:
    summary = summary_of(article("One two three four five six. Seven."), words=4)
    assert (summary.method, summary.text) == ("lead", "One two three four five six.")


def test_a_first_sentence_far_longer_than_the_budget_is_cut_after_a_word() -> None:
    summary = summary_of(article("One two three four five six seven. Eight."), words=4)
    assert (summary.method, summary.text) == ("first_words", "One two three four")
    assert [(part.start, part.end) for part in summary.sentences] == [(0, 18)]


def test_a_text_without_spaces_is_cut_too() -> None:
    summary = summary_of(article("会" * 500, language="zh"), words=10)
    assert (summary.method, summary.text) == ("first_words", "会" * 20)


def test_the_dateline_is_cut_from_the_front() -> None:
    summary = summary_of(article("PARIS — Talks ended. All left.", dateline="PARIS"))
    assert summary.text == "Talks ended. All left."
    assert summary.sentences[0].start == len("PARIS — ")


def test_a_place_with_an_agency_is_cut_though_nobody_stated_it() -> None:
    assert summary_of(article("Oslo (Nordwire) - Talks ended.")).text == "Talks ended."


def test_a_full_stop_inside_the_stated_dateline_leaves_no_crumbs() -> None:
    body = "Ste. Anne. 3 Nordwire. Talks ended."
    summary = summary_of(article(body, dateline="Ste. Anne. 3 Nordwire."))
    assert summary.text == "Talks ended."


def test_credits_are_no_sentences() -> None:
    body = "By Anna Keller\nPhoto: Tom Reed\nTalks ended.\nRead more: Talks\nAll left."
    assert summary_of(article(body)).text == "Talks ended. All left."


def test_a_credit_in_the_middle_of_a_paragraph_is_no_sentence() -> None:
    body = "Talks ended. (Reporting by Anna Keller.) All left."
    assert summary_of(article(body)).text == "Talks ended. All left."


def test_without_a_sentence_the_description_serves() -> None:
    summary = summary_of(
        article("By Anna Keller", description=" Talks\n ended. ", headline="Talks")
    )
    assert (summary.method, summary.text, summary.sentences) == ("description", "Talks ended.", ())


def test_a_long_description_is_cut_after_a_word() -> None:
    assert summary_of(article(description="one two " * 50), words=3).text == "one two one"


def test_without_description_the_headline_serves() -> None:
    summary = summary_of(article(headline="Talks end", description=" "))
    assert (summary.method, summary.text) == ("headline", "Talks end")


def test_a_body_of_credits_alone_is_better_than_nothing() -> None:
    summary = summary_of(article("By Anna Keller"))
    assert (summary.method, summary.text) == ("first_words", "By Anna Keller")


def test_an_empty_article_has_no_summary() -> None:
    assert made(article(" \n ", headline=" ", description="")) is None


def test_the_language_is_the_articles() -> None:
    assert summary_of(article("Die Gespräche endeten.", language="de")).language == "de"


def test_only_the_beginning_of_an_endless_body_is_read() -> None:
    body = "?\n" * 1_000_000 + "Talks ended."
    assert summary_of(article(body, headline="Talks end")).method == "headline"


ANY_BODY = st.text() | st.text(alphabet="aB1. ?!…。会“”\"'»)( \n-,Mr—", max_size=120)


@given(
    ANY_BODY,
    st.integers(min_value=1, max_value=10),
    st.sampled_from([None, "B", "MB 1."]),
    st.sampled_from(["lead", "extractive"]),
)
def test_every_sentence_is_verbatim(
    body: str, words: int, dateline: str | None, method: str
) -> None:
    options = Options(summary_words=words, summary_method=method)
    summary = made(article(body, dateline=dateline), options, before=b"")
    if summary is None:
        return
    for excerpts in (summary.sentences, summary.changes or (), summary.quotes or ()):
        position = 0
        for each in excerpts:
            assert body[each.start : each.end] == each.text
            assert position <= each.start < each.end
            position = each.end


@given(ANY_BODY, st.text(max_size=5), st.none() | st.text(max_size=5))
def test_a_summary_is_missing_only_where_the_article_is_blank(
    body: str, headline: str, description: str | None
) -> None:
    item = article(body, headline=headline, description=description)
    summary = made(item)
    blank = not (body.strip() or headline.strip() or (description or "").strip())
    assert (summary is None) == blank
    assert summary is None or summary.text


@pytest.mark.parametrize(
    "body", ["x" * 2_000_000, "x " * 1_000_000, "x. " * 700_000, "." * 2_000_000]
)
@pytest.mark.parametrize("method", ["lead", "extractive"])
def test_a_huge_body_still_gets_a_short_summary(body: str, method: str) -> None:
    assert len(summary_of(article(body), method=method).text) < 3_000


STORY = (
    "The weather was fine. Tarnholm closes its harbour bridge on Monday, Marta Lindqvist said.\n"
    "“The girders have cracks, and we must not wait,” said Lindqvist. The bridge in Tarnholm is "
    "old. Repairs of the bridge take 14 weeks."
)


def test_the_default_chooses_what_headline_and_text_are_about() -> None:
    item = article(STORY, headline="Harbour bridge of Tarnholm closes for repairs")
    summary = summary_of(item, words=12, method="extractive")
    assert summary.method == "extractive"
    assert summary.text == "Tarnholm closes its harbour bridge on Monday, Marta Lindqvist said."
    assert summary_of(item, words=12).text == "The weather was fine."


def test_the_first_words_of_a_long_sentence_say_more_than_a_short_one_behind_it() -> None:
    summary = summary_of(
        article(f"The bridge {'is old and ' * 40}cracked. Yes."), method="extractive"
    )
    assert summary.method == "first_words"
    assert summary.text.startswith("The bridge is old and")


def test_the_default_is_the_extractive_method() -> None:
    assert OPTIONS.summary_method == "extractive"


def test_a_summary_says_what_the_article_is_about() -> None:
    summary = summary_of(article(STORY, headline="Harbour bridge closes"))
    assert summary.keywords[:2] == ("bridge", "harbour")
    assert "Marta Lindqvist" in (summary.names or ())
    [quote] = summary.quotes or ()
    assert quote.text == "The girders have cracks, and we must not wait,"
    assert quote.speaker == "Lindqvist"


def test_compression_is_the_share_of_the_words() -> None:
    assert summary_of(article("One two three. Four five six."), words=3).compression == 0.5
    assert summary_of(article(headline="Talks end")).compression is None


def test_of_a_version_the_new_sentences_are_told() -> None:
    before = sentence_hashes(read_news(article(STORY)))
    later = article(STORY.replace("14 weeks", "16 weeks"))
    [change] = summary_of(later, before=before).changes or ()
    assert change.text == "Repairs of the bridge take 16 weeks."
    assert later.body_text[change.start : change.end] == change.text


def test_nothing_is_said_about_changes_where_the_version_before_is_not_known() -> None:
    assert summary_of(article(STORY)).changes is None
    assert (
        summary_of(article(STORY), before=sentence_hashes(read_news(article(STORY)))).changes == ()
    )


def test_what_a_backend_has_written_is_the_summary() -> None:
    summary = summary_of(article(STORY), draft=Draft(method="llm", text="The bridge closes."))
    assert (summary.method, summary.text) == ("llm", "The bridge closes.")
    assert (summary.sentences, summary.fallback) == ((), None)
    assert summary.keywords


def test_where_a_backend_has_failed_the_extractive_summary_says_why() -> None:
    item, draft = article(STORY), Draft(method="llm", refusal="time-out")
    summary = made(item, Options(summary_method="llm"), draft=draft)
    assert summary is not None
    assert (summary.method, summary.fallback) == ("extractive", "time-out")
