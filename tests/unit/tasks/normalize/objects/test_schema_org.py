from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.normalize.objects.schema_org import articles_in, draft_of_article, is_article

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4)
    | st.dictionaries(
        st.sampled_from(
            ["@type", "@id", "@graph", "@value", "author", "name", "articleBody", "headline",
             "dateline", "inLanguage", "keywords", "mainEntity", "liveBlogUpdate", "url", "identifier"]
        ),
        inner,
        max_size=6,
    ),
    max_leaves=20,
)  # fmt: skip


def article(**terms: Any) -> dict[str, Any]:
    return {"@context": "https://schema.org", "@type": "NewsArticle", **terms}


def fields(**terms: Any) -> dict[str, Any]:
    return draft_of_article(article(**terms)).fields


@pytest.mark.parametrize(
    "kind",
    ["Article", "NewsArticle", "ReportageNewsArticle", "BlogPosting", "LiveBlogPosting", "Report",
     "https://schema.org/NewsArticle", "http://schema.org/Article", "schema:OpinionNewsArticle",
     ["CreativeWork", "NewsArticle"]],
)  # fmt: skip
def test_articles_are_told_by_their_type(kind: object) -> None:
    assert is_article({"@type": kind})


@pytest.mark.parametrize("kind", ["Person", "WebPage", "DiscussionForumPosting", None, 3, [], {}])
def test_other_things_are_no_articles(kind: object) -> None:
    assert not is_article({"@type": kind, "headline": "Ferry"})


def test_another_work_with_an_article_body_is_an_article() -> None:
    assert is_article({"@type": "CreativeWork", "articleBody": "It sails."})


@pytest.mark.parametrize(
    "value",
    [
        article(),
        [article()],
        {"@graph": [{"@type": "WebSite"}, article()]},
        {"@type": "WebPage", "mainEntity": article()},
        {"@type": "ItemList", "itemListElement": [{"@type": "ListItem", "item": article()}]},
        {"@type": "Blog", "blogPost": article()},
    ],
)
def test_articles_are_found_where_they_are_held(value: object) -> None:
    assert [found["@type"] for found in articles_in(value)] == ["NewsArticle"]


def test_what_an_article_mentions_is_not_found() -> None:
    assert len(articles_in(article(mentions=[article()], isBasedOn=article()))) == 1


def test_an_article_that_is_referred_to_is_found_once() -> None:
    graph = [{"@type": "WebPage", "mainEntity": {"@id": "#a"}}, {**article(), "@id": "#a"}]
    assert len(articles_in({"@graph": graph})) == 1


def test_references_are_filled_in_from_the_graph() -> None:
    graph = [
        article(author=[{"@id": "#ann"}], publisher={"@id": "#org"}),
        {"@type": "Person", "@id": "#ann", "name": "Ann Berg", "jobTitle": "Reporter"},
        {"@type": "Organization", "@id": "#org", "name": "Nordwire"},
    ]
    (found,) = articles_in({"@graph": graph})
    assert draft_of_article(found).fields == {
        "byline": [{"name": "Ann Berg", "role": "Reporter"}],
        "source": "Nordwire",
    }


def test_expanded_json_ld_is_understood() -> None:
    expanded = [
        {
            "@type": ["http://schema.org/NewsArticle"],
            "http://schema.org/headline": [{"@value": "Ferry", "@language": "en"}],
            "http://schema.org/author": [{"http://schema.org/name": [{"@value": "Ann Berg"}]}],
        }
    ]
    (found,) = articles_in(expanded)
    assert draft_of_article(found).fields == {"headline": "Ferry", "byline": [{"name": "Ann Berg"}]}


@pytest.mark.parametrize(
    ("body", "paragraphs"),
    [
        ("It sails.\n\nToday.", ["It sails.", "Today."]),
        ("<p>It sails.</p><p>Today.</p>", ["It sails.", "Today."]),
        (["It sails.", "Today."], ["It sails.", "Today."]),
        ("2 < 3 and 4 > 3", ["2 < 3 and 4 > 3"]),
        ({"@value": "It sails."}, ["It sails."]),
        (None, []),
    ],
)
def test_the_body_is_text_or_markup(body: object, paragraphs: list[str]) -> None:
    assert draft_of_article(article(articleBody=body)).paragraphs == paragraphs


def test_the_posts_of_a_live_blog_are_its_body() -> None:
    posts = [{"headline": "10:00", "articleBody": "It sails."}, {"articleBody": "It arrives."}]
    draft = draft_of_article(article(liveBlogUpdate=posts))
    assert draft.paragraphs == ["10:00", "It sails.", "It arrives."]


@pytest.mark.parametrize(
    ("terms", "expected"),
    [
        ({"headline": "Ferry", "name": "Other"}, {"headline": "Ferry"}),
        ({"name": "Ferry"}, {"headline": "Ferry"}),
        ({"author": "Ann Berg"}, {"byline": [{"name": "Ann Berg"}]}),
        ({"author": {"name": ["Ann Berg"]}}, {"byline": [{"name": "Ann Berg"}]}),
        ({"editor": "Ann Berg"}, {"byline": [{"name": "Ann Berg", "role": "editor"}]}),
        ({"datePublished": "2026-11-24"}, {"firstcreated": "2026-11-24"}),
        ({"dateCreated": "2026-11-24"}, {"firstcreated": "2026-11-24"}),
        ({"dateModified": {"@value": "2026-11-24"}}, {"versioncreated": "2026-11-24"}),
        ({"inLanguage": "de-AT"}, {"language": "de-AT"}),
        ({"inLanguage": {"name": "German", "alternateName": "de"}}, {"language": "de"}),
        ({"inLanguage": "German"}, {}),
        ({"keywords": "sea, storm"}, {"keywords": ["sea", "storm"]}),
        ({"keywords": "sea; storm"}, {"keywords": ["sea", "storm"]}),
        ({"keywords": ["sea, north", {"name": "storm"}]}, {"keywords": ["sea, north", "storm"]}),
        ({"articleSection": "Coast", "about": {"name": "Skarvik"}}, {"subject": ["Coast", "Skarvik"]}),
        ({"creativeWorkStatus": "Retracted"}, {"pubstatus": "canceled"}),
        ({"creativeWorkStatus": "Shiny"}, {}),
        ({"version": 3}, {"version": "3"}),
        ({"license": {"url": "https://x.example/l", "name": "CC BY"}}, {"usageterms": "CC BY"}),
        ({"dateline": "SKARVIK, Norway (NWD) -"}, {"located": "SKARVIK"}),
        ({"locationCreated": {"address": {"addressLocality": "Skarvik"}}}, {"located": "Skarvik"}),
        ({"url": "/ferry"}, {}),
        ({"identifier": {"value": "urn:x:1"}}, {"uri": "urn:x:1"}),
    ],
)  # fmt: skip
def test_terms_become_fields(terms: dict[str, Any], expected: dict[str, Any]) -> None:
    assert fields(**terms) == expected


def test_the_address_is_the_identifier_where_there_is_no_other() -> None:
    found = fields(mainEntityOfPage={"@id": "https://nordwire.example/a"})
    assert found == {"url": "https://nordwire.example/a", "uri": "https://nordwire.example/a"}


def test_the_place_that_an_article_is_about_is_a_guess() -> None:
    draft = draft_of_article(article(contentLocation={"name": "Skarvik"}))
    assert (draft.fields["located"], list(draft.guessed)) == ("Skarvik", ["located"])


def test_nesting_ends_the_search() -> None:
    value: Any = article()
    for _ in range(100):
        value = {"@graph": value}
    assert articles_in(value) == []


@given(VALUES)
def test_any_value_is_read(value: Any) -> None:
    for found in articles_in(value):
        draft_of_article(found)
    if isinstance(value, dict):
        draft_of_article(value)
