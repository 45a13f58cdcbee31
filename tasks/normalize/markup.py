"""The text of a fragment of HTML in a body field: paragraphs, without what is not shown."""

from __future__ import annotations

from html.parser import HTMLParser

BLOCKS = frozenset(
    (
        "address article aside blockquote br dd div dl dt figcaption figure footer h1 h2 h3 h4 "
        "h5 h6 header hr li main ol p pre section table td th tr ul"
    ).split()
)
HIDDEN = frozenset("script style template noscript iframe object".split())


class _Text(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self._hidden = 0

    def handle_starttag(self, tag: str, attrs: object) -> None:  # noqa: ARG002 - the parser's signature
        if tag in HIDDEN:
            self._hidden += 1
        elif tag in BLOCKS:
            self.parts.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in HIDDEN:
            self._hidden = max(0, self._hidden - 1)
        elif tag in BLOCKS:
            self.parts.append("\n")

    def handle_data(self, data: str) -> None:
        if not self._hidden:
            self.parts.append(data.replace("\n", " "))


def paragraphs_of_markup(fragment: str) -> list[str]:
    """The paragraphs of a fragment; lists, quotations and subheads are paragraphs too."""
    parser = _Text()
    parser.feed(fragment)
    parser.close()
    return [line for line in "".join(parser.parts).split("\n") if line.strip()]
