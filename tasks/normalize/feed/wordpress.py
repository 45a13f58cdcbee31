"""The body of a WordPress post: HTML with paragraphs by blank lines, blocks and shortcodes."""

from __future__ import annotations

import re

from tasks.normalize.markup import paragraphs_of_markup

CAPTIONED = frozenset(
    "caption wp_caption gallery playlist audio video embed code_embed iframe youtube vimeo tweet "
    "instagram".split()
)
"""Shortcodes of which the content is no text of the story either."""

_BLOCK = re.compile(r"<!--\s{0,10}wp:")
_TAG = re.compile(r"(<[^<>]{0,5000}>)")
_SHORTCODE = re.compile(
    r"(?<!\[)\[(?P<end>/?)(?P<name>[a-zA-Z][\w-]{0,60})"
    r"(?P<attributes>[\s=][^\[\]<>=]{0,500}=[^\[\]<>]{0,2000}|\s?/)?\](?!\])"
)
_ALONE = re.compile(r"\[[a-z][a-z0-9]*[_-][a-z0-9_-]{1,60}\]|\[(?:gallery|contact|form|more|ad)\]")
_ADDRESS = re.compile(r"https?://\S+")
_FIGCAPTION = "<figcaption"


def paragraphs_of_post(content: str) -> list[str]:
    """The paragraphs of `content:encoded`.

    Captions, galleries and embedded pages go. Where the text has no blocks, a blank line
    ends a paragraph and a newline is a break, as WordPress shows it (function `wpautop`).
    """
    content = _without_captions(_without_shortcodes(content))
    if not _BLOCK.search(content):
        parts = _TAG.split(content.replace("\r\n", "\n").replace("\r", "\n"))
        content = "".join(p if p.startswith("<") else p.replace("\n", "<br>") for p in parts)
    found = (paragraph.strip() for paragraph in paragraphs_of_markup(content))
    return [text for text in found if not (_ADDRESS.fullmatch(text) or _ALONE.fullmatch(text))]


def _without_shortcodes(content: str) -> str:
    """Without what is certainly a shortcode: brackets with attributes, or in pairs."""
    if "[" not in content:
        return content
    tags = list(_SHORTCODE.finditer(content))
    last_end = {tag["name"]: tag.start() for tag in tags if tag["end"]}
    kept, position, hidden = [], 0, ""
    for tag in tags:
        name = tag["name"]
        if hidden:
            if tag["end"] and name == hidden:
                position, hidden = tag.end(), ""
            continue
        paired = last_end.get(name, -1) >= tag.start()
        if not (tag["attributes"] or paired or name in CAPTIONED):
            continue
        kept.append(content[position : tag.start()])
        position = tag.end()
        hidden = name if name in CAPTIONED and paired and not tag["end"] else ""
    return "".join(kept) + ("" if hidden else content[position:])


def _without_captions(content: str) -> str:
    """Without the captions of pictures, which are no paragraphs of the story."""
    kept, position = [], 0
    while (start := content.find(_FIGCAPTION, position)) >= 0:
        end = content.find("</figcaption>", start)
        if end < 0:
            break
        kept.append(content[position:start])
        position = end + len("</figcaption>")
    return "".join(kept) + content[position:]
