"""HTML: the article of a web page, by what the page says for machines and what readers see."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tasks.normalize.objects.schema_org import FIELDS
from tasks.normalize.page.body import body_of
from tasks.normalize.page.language import contradicts
from tasks.normalize.page.metadata import metadata_of
from tasks.normalize.page.names import key
from tasks.normalize.page.safety import parse_page
from tasks.normalize.reader import Format, Size
from tasks.normalize.xml_tree import root_name

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tasks.normalize.reader import Draft
    from tasks.normalize.source import Source

EXTENSIONS = frozenset({".html", ".htm", ".xhtml", ".shtml"})
MEDIA_TYPES = frozenset({"text/html", "application/xhtml+xml"})

LEAST_SHARE = 0.8
"""Share of HTML's elements among the tags of a fragment: XML has `article` and `p` too."""

LEAST_TAGS = 3
"""Tags of a text that begins without one, and is called HTML by its name or its carrier."""

_DOCTYPE = re.compile(
    r"[\s\ufeff]*+(?:<(?:\?|!--)[^<>]{0,5000}>\s*){0,10}<!DOCTYPE\s+html\b", re.IGNORECASE
)
_ELEMENTS = frozenset(
    "html head body title meta link base script style noscript template article section main "
    "header footer nav aside div p h1 h2 h3 h4 h5 h6 hgroup ul ol li dl dt dd blockquote q cite "
    "figure figcaption picture source img a em strong b i u s small sub sup span font center br hr "
    "pre code table thead tbody tfoot tr td th caption col colgroup form label input button "
    "select option textarea iframe video audio svg path g use time address abbr mark del ins "
    "frameset frame noframes details summary wbr".split()
)
_DOCUMENT = frozenset({"html", "head", "body"})
_TAG = re.compile(r"<([A-Za-z][\w:.-]{0,30})(?=[\s/>])")


class HtmlReader:
    """Reads a web page, or a fragment of one."""

    format = Format(
        name="html",
        title="HTML",
        recognized_by="`<!DOCTYPE html>`, `<html>`, `<body>`, or a fragment of HTML's elements",
        holds="one article: the text told from what is around it; headline, authors and dates "
        "from JSON-LD, `<meta>`, microdata and the page itself",
        fields=FIELDS,
        limits="nothing is loaded; scripts, navigation, related links and comments go",
        looked_for=" in the page",
        size=Size.PAGE,
    )

    def recognizes(self, source: Source) -> str | None:
        """By how it begins; by its name or carrier only if it has tags of HTML."""
        if _DOCTYPE.match(source.sample):
            return "it begins with the document type of HTML"
        root = (root_name(source) or "").lower()
        if root in _DOCUMENT:
            return f"it begins with <{root}>"
        tags = [tag.lower() for tag in _TAG.findall(source.sample)]
        mostly = sum(tag in _ELEMENTS for tag in tags) >= LEAST_SHARE * max(len(tags), 1)
        if root in _ELEMENTS and mostly and not source.sample.lstrip().startswith("<?xml"):
            return f"it begins with <{root}> and has the elements of HTML"
        called = source.extension in EXTENSIONS or source.media_type in MEDIA_TYPES
        if called and not root and mostly and len(tags) >= LEAST_TAGS:
            return "it is called HTML and has its elements"
        return None

    def read(self, source: Source) -> Iterable[Draft]:
        """One item: what the page says of its article, and the article's text.

        Raises:
            RejectedError: the page cannot be parsed (see `parse_page`).
        """
        draft = metadata_of(parse_page(source), source.url)
        body = body_of(source)
        if body.paragraphs:
            draft.paragraphs = _without_headline(body.paragraphs, draft.fields.get("headline"))
            draft.reader = f"{self.format.name}/{body.engine}"
        elif draft.paragraphs:
            draft.warnings.append("the page shows no text; that of its JSON-LD was taken")
        draft.warnings += body.warnings
        language = draft.fields.get("language")
        if isinstance(language, str) and contradicts(language, draft.paragraphs):
            draft.warnings.append(f"the page says it is in {language[:20]}, which its text is not")
            del draft.fields["language"]
        yield draft


def _without_headline(paragraphs: list[str], headline: str | None) -> list[str]:
    """The text without the headline above it."""
    repeated = headline and key(paragraphs[0]) == key(headline)
    return paragraphs[1:] if repeated else paragraphs
