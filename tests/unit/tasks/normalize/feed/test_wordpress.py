from __future__ import annotations

import pytest

from tasks.normalize.feed.wordpress import paragraphs_of_post


@pytest.mark.parametrize(
    ("content", "paragraphs"),
    [
        ("One\n\nTwo", ["One", "Two"]),
        ("One\r\n\r\nTwo", ["One", "Two"]),
        ("One\nTwo", ["One", "Two"]),
        ('One <a\nhref="x">two</a>', ["One two"]),
        ("<!-- wp:paragraph -->\n<p>One\ntwo</p>\n<!-- /wp:paragraph -->", ["One two"]),
        ('[caption id="a" width="9"]<img src="x"/> A boat[/caption]One', ["One"]),
        ("<figure><img src='x'><figcaption>A boat</figcaption></figure>One", ["One"]),
        ('[gallery ids="1,2"]\n\nOne', ["One"]),
        ("[gallery]\n\n[contact_form]\n\nOne", ["One"]),
        ("[dropcap]O[/dropcap]ne", ["One"]),
        ("[embed]https://video.example/1[/embed]\n\nOne", ["One"]),
        ("One\n\nhttps://video.example/1\n\nTwo", ["One", "Two"]),
        ("He said [sic] that [...] it [the ferry] sails [[tag]]", ["He said [sic] that [...] it [the ferry] sails [[tag]]"]),
        ("One [caption] two", ["One  two"]),
        ("", []),
    ],
)  # fmt: skip
def test_what_wordpress_shows_as_paragraphs(content: str, paragraphs: list[str]) -> None:
    assert paragraphs_of_post(content) == paragraphs
