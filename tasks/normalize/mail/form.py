"""Forms that are mailed as JSON: each answer is a list of texts, or a text."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from tasks.normalize.markup import paragraphs_of_markup

if TYPE_CHECKING:
    from tasks.normalize.reader import Draft

QUESTIONS = {
    "headline": "headline", "title": "headline", "slugline": "slugline", "byline": "byline",
    "author": "byline", "abstract": "description", "summary": "description", "genre": "genre",
    "category": "subject", "dateline": "located", "source": "source", "ednote": "ednote",
    "editor's note": "ednote", "embargo": "embargoed", "keywords": "keywords",
    "language": "language",
}  # fmt: skip
"""What a form asks, in lower case -> the article field that it answers."""

BODY = ("body", "text", "story", "content", "article")


def parse_json(text: str) -> Any:
    """The JSON that a text is, with line breaks in its strings as mailers put them; else None."""
    if not text.startswith(("{", "[")):
        return None
    try:
        return json.loads(text, strict=False)
    except (ValueError, RecursionError):
        return None


def is_form(value: Any) -> bool:
    """Whether it is an object with a headline and a body, and the answers are lists."""
    if not isinstance(value, dict):
        return False
    names = {name.strip().lower() for name in value}
    lists = any(isinstance(answer, list) for answer in value.values())
    return lists and bool(names & {"headline", "title"}) and bool(names.intersection(BODY))


def add_form(draft: Draft, form: dict[str, Any]) -> None:
    """What a form answers, over what the mail's headers state."""
    answers = {name.strip().lower(): _answer(value) for name, value in form.items()}
    for question, field in QUESTIONS.items():
        if answer := answers.get(question):
            draft.fields[field] = answer
            draft.guessed.pop(field, None)
    body = next((text for name in BODY if (text := answers.get(name))), "")
    marked = "</" in body or "<p>" in body or "<br" in body
    draft.paragraphs = paragraphs_of_markup(body) if marked else body.split("\n")


def _answer(value: Any) -> str:
    values = value if isinstance(value, list) else [value]
    return next((text.strip() for text in values if isinstance(text, str) and text.strip()), "")
