"""WordPress exports (WXR 1.0 to 1.2): every post and page is an article."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from schemas.errors import RejectedError
from schemas.failure import FailureReason
from tasks.normalize.feed.channel import Channel
from tasks.normalize.feed.dates import iso_text
from tasks.normalize.feed.mending import refuse_entities
from tasks.normalize.feed.names import key_of
from tasks.normalize.feed.stream import items_of_feed
from tasks.normalize.feed.text import line_of, paragraphs_of_text, plain_text
from tasks.normalize.feed.wordpress import paragraphs_of_post
from tasks.normalize.reader import Draft, Format, Size
from tasks.normalize.xml_tree import root_name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tasks.normalize.source import Source

NAMESPACE = "wordpress.org/export/"

NO_ARTICLES = frozenset(
    "attachment nav_menu_item revision custom_css customize_changeset oembed_cache user_request "
    "wp_block wp_template wp_template_part wp_global_styles wp_navigation wp_font_family "
    "wp_font_face acf-field acf-field-group wpcf7_contact_form elementor_library".split()
)
"""Post types that hold media and the site's own furniture."""

LEFT_OUT = frozenset({"trash", "auto-draft"})
"""States of posts that their site has thrown away, or never saved."""

WITHHELD = frozenset({"draft", "pending", "private", "future"})


class WxrReader:
    """Reads a WordPress export post by post."""

    format = Format(
        name="wxr",
        title="WordPress export (WXR)",
        recognized_by="the root element `rss` with WordPress' export namespace",
        holds="an article in each post and page; drafts, private, protected and scheduled ones are "
        "withheld",
        fields=(
            "uri", "url", "byline", "firstcreated", "versioncreated", "embargoed", "pubstatus",
            "language", "source", "subject", "keywords", "usageterms", "description",
        ),
        limits="media, menus, revisions, comments and what is in the trash go",
        looked_for="; looked for title and content:encoded",
        size=Size.STREAM,
    )  # fmt: skip

    def recognizes(self, source: Source) -> str | None:
        """By the root element and the export's namespace."""
        if (root_name(source) or "").lower() == "rss" and NAMESPACE in source.sample:
            return "its root element is rss, with WordPress' export namespace"
        return None

    def read(self, source: Source) -> Iterator[Draft | RejectedError]:
        """One item for each post or page.

        Raises:
            RejectedError: there is none, or it declares entities, or does not go on as XML (with
                line and column).
        """
        refuse_entities(source.sample)
        channel, names, some = Channel(), dict[str, str](), False
        for item in items_of_feed(source):
            channel.learn(item.before)
            names |= _names(item.before)
            parts = _parts(item.element)
            if _first(parts, "wp:post_type") in NO_ARTICLES or _status(parts) in LEFT_OUT:
                continue
            some = True
            yield _draft(parts, channel, names, str(item.index))
        if not some:
            raise RejectedError(FailureReason.NO_TEXT, "the export has no posts or pages")


def _parts(element: Any) -> dict[str, list[Any]]:
    parts: dict[str, list[Any]] = {}
    for child in element:
        parts.setdefault(key_of(child.tag), []).append(child)
    return parts


def _first(parts: dict[str, list[Any]], name: str) -> str:
    return next(filter(None, map(plain_text, parts.get(name, ()))), "")


def _status(parts: dict[str, list[Any]]) -> str:
    return _first(parts, "wp:status").lower()


def _names(elements: tuple[Any, ...]) -> dict[str, str]:
    """Login -> the name that the site shows for it."""
    found = {}
    for element in elements:
        if key_of(element.tag) != "wp:author":
            continue
        parts = _parts(element)
        first, last = _first(parts, "wp:author_first_name"), _first(parts, "wp:author_last_name")
        shown = _first(parts, "wp:author_display_name") or f"{first} {last}".strip()
        if shown:
            found[_first(parts, "wp:author_login")] = shown
    return found


def _draft(
    parts: dict[str, list[Any]], channel: Channel, names: dict[str, str], member: str
) -> Draft:
    creator = _first(parts, "dc:creator")
    link = _first(parts, "link")
    created = _moment(parts, "wp:post_date_gmt", "pubdate", "wp:post_date")
    excerpt = _first(parts, "excerpt:encoded") or _first(parts, "description")
    protected = bool(_first(parts, "wp:post_password"))
    fields = {
        "uri": _first(parts, "guid") or link,
        "url": link,
        "headline": next(filter(None, map(line_of, parts.get("title", ()))), ""),
        "byline": names.get(creator, creator),
        "firstcreated": created,
        "versioncreated": _moment(parts, "wp:post_modified_gmt", "wp:post_modified"),
        "embargoed": created if _status(parts) == "future" else "",
        "pubstatus": "withheld" if protected or _status(parts) in WITHHELD else "usable",
        "language": _first(parts, "dc:language") or channel.stated.get("language"),
        "source": channel.stated.get("title"),
        "usageterms": channel.stated.get("rights"),
        "subject": _filed(parts, "category"),
        "keywords": _filed(parts, "post_tag"),
        "description": " ".join(paragraphs_of_text(excerpt)),
    }
    content = "\n\n".join(map(plain_text, parts.get("content:encoded", ())))
    stated = {name: value for name, value in fields.items() if value}
    return Draft(fields=stated, paragraphs=paragraphs_of_post(content), member=member)


def _moment(parts: dict[str, list[Any]], gmt: str, *others: str) -> str:
    """A point in time; drafts have `0000-00-00 00:00:00` for those that are yet to come."""
    if stamp := _real(_first(parts, gmt)):
        return f"{iso_text(stamp)}+00:00" if "T" not in stamp else iso_text(stamp)
    stamps = (_real(_first(parts, name)) for name in others)
    return next((iso_text(stamp) for stamp in stamps if stamp), "")


def _real(stamp: str) -> str:
    return "" if stamp.startswith("0000") or "-0001" in stamp else stamp


def _filed(parts: dict[str, list[Any]], domain: str) -> list[str]:
    """Categories or tags; a category that only says that there is none goes."""
    wanted = {domain, "tag" if domain == "post_tag" else ""}
    elements = [
        element
        for element in parts.get("category", ())
        if (element.get("domain") or "") in wanted and element.get("nicename") != "uncategorized"
    ]
    return list(dict.fromkeys(filter(None, map(plain_text, elements))))
