"""How events, failures and settings look on a terminal; control characters never reach it."""

from __future__ import annotations

import json
import re
import unicodedata
from typing import TYPE_CHECKING, Any

from schemas.verdict import VerdictKind

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from rich.table import Table

    from schemas.event import ArticleEvent
    from schemas.verdict import Verdict
    from worker.explaining import Explanation
    from worker.subscribe.delivery import Gap

BADGES = {"published": "new", "updated": "update", "duplicate": "copy", "withdrawn": "killed"}
STYLES = {"update": "cyan", "copy": "dim", "killed": "red"}
"""Colours on a terminal; the word says the same."""

_SHOWN = {"Cc": " ", "Cf": " ", "Cs": "\ufffd", "Zl": " ", "Zp": " "}
"""What stands on a terminal for a character of a category that must not reach it."""

_UNPRINTED = re.compile("[\x7f-\x9f\u2028\u2029\ud800-\udfff]")
"""What the JSON encoder leaves as it is; it escapes the controls of ASCII itself."""


def event_json(event: ArticleEvent, entry_id: str | None = None) -> str:
    """An event as one line of JSON, with the id of its stream entry if it has one."""
    fields: dict[str, Any] = {"entry_id": entry_id} if entry_id else {}
    fields |= event.to_entry()
    fields["data"] = json.loads(fields["data"])
    return json_line(fields)


def json_line(value: object, default: Callable[[Any], object] | None = None) -> str:
    """A value as one line of JSON that is valid UTF-8 and harmless on a terminal.

    Control characters and line separators are escaped; a lone surrogate, which stands for a
    byte that is no UTF-8 or was written as an escape, is U+FFFD: many readers refuse it.

    Args:
        default: what stands for a value that JSON has no form for.
    """
    return _UNPRINTED.sub(_escaped, json.dumps(value, ensure_ascii=False, default=default))


def _escaped(found: re.Match[str]) -> str:
    character = found[0]
    return "\ufffd" if "\ud800" <= character <= "\udfff" else f"\\u{ord(character):04x}"


def event_block(
    event: ArticleEvent, names: Mapping[str, str] | None = None, *, styled: bool = False
) -> str:
    """An event in a few lines: what it is, where and when, and what it says.

    Args:
        names: what to call other articles that it points at, by their ids.
        styled: with colours, for a terminal.
    """
    data = event.data
    about = [badge(event), data.located, day_of(event), data.language, data.source]
    lines = [data.headline or "(no headline)", "  " + " · ".join(filter(None, about))]
    if data.summary is not None:
        lines.append("  " + data.summary.text)
    if data.verdict.kind is not VerdictKind.ORIGINAL:
        lines.append("  " + _verdict_line(data.verdict, names or {}))
    lines = [plain(line) for line in lines]
    if styled:
        lines[0] = _styled(lines[0], STYLES.get(badge(event)))
    return "\n".join(lines) + "\n"


def _styled(text: str, colour: str | None) -> str:
    """Text in bold or, for a copy, dim; `typer.echo` leaves the colours out of files and pipes."""
    import typer

    if colour == "dim":
        return typer.style(text, dim=True)
    return typer.style(text, bold=True, fg=colour)


def gap_line(gap: Gap) -> str:
    """What is not on the stream any more, and why."""
    if gap.reason == "withdrawn":
        return f"gap: entry {gap.first} was taken back: article {gap.article_id} is withdrawn"
    number = (
        "entries" if gap.count is None else "1 entry" if gap.count == 1 else f"{gap.count} entries"
    )
    why = {"age": "trimmed by age", "memory": "trimmed, for the stream grew too large"}
    how = why.get(gap.reason, "deleted by somebody else")
    return f"gap: {number} from {gap.first} to {gap.last}: {how}"


def span(seconds: float | None) -> str:
    """A time span in its largest unit, such as `3 min`; empty for none."""
    if seconds is None:
        return ""
    for unit, length in (("d", 86_400), ("h", 3_600), ("min", 60)):
        if seconds >= 2 * length:
            return f"{seconds / length:.0f} {unit}"
    return f"{seconds:.0f} s"


def name_of(event: ArticleEvent) -> str:
    """The document, or its member, that an article came from."""
    member = event.data.provenance.member
    document = event.data.provenance.document
    return f"{document} [{member}]" if member else document


def _verdict_line(verdict: Verdict, names: Mapping[str, str]) -> str:
    """What an article was taken for, of which other one, and why."""
    kind = "exact copy" if verdict.kind is VerdictKind.EXACT else verdict.kind.value
    kind = kind.replace("_", " ")
    other = verdict.version_of or verdict.superseded_by or verdict.related_to
    other = verdict.canonical_id if verdict.suppressed else other
    link = "superseded by" if verdict.superseded_by else "to" if verdict.related_to else "of"
    return f"{kind} {link} {names.get(other or '', other)}: {verdict.reason}"


def event_table(events: Sequence[ArticleEvent]) -> Table:
    """Events as a table, one line each; what is too wide for the terminal ends in an ellipsis."""
    columns = ("", "headline", "where", "date", "lang", "summary", "document")
    rows = [
        (
            badge(event),
            event.data.headline or "(no headline)",
            event.data.located or "",
            day_of(event),
            event.data.language or "",
            event.data.summary.text if event.data.summary else "",
            event.data.provenance.document,
        )
        for event in events
    ]
    made = table(columns, rows)
    for column in made.columns:
        column.no_wrap, column.overflow = True, "ellipsis"
    for row, event in zip(made.rows, events, strict=True):
        row.style = STYLES.get(badge(event))
    made.columns[columns.index("headline")].ratio = 1
    made.columns[columns.index("summary")].ratio = 1
    made.expand = True
    return made


def table(columns: Sequence[str], rows: Sequence[Sequence[object]]) -> Table:
    """A table of plain cells."""
    from rich import box
    from rich.table import Table
    from rich.text import Text

    made = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for column in columns:
        made.add_column(column, overflow="fold")
    for row in rows:
        made.add_row(*(Text(plain(str(cell))) for cell in row))
    return made


def display(what: object) -> None:
    """Print a table or a line to stdout."""
    from rich.console import Console

    console = Console()
    # A pipe or a log has no width of its own; 80 columns would break every headline.
    console = console if console.is_terminal else Console(width=160)
    console.print(what, highlight=False)


def fields_block(fields: Mapping[str, object]) -> str:
    """Name and value, one per line, aligned."""
    width = max(map(len, fields), default=0)
    rows = (f"{name:<{width}}  {value}" for name, value in fields.items())
    return "\n".join(map(plain, rows))


def explanation_block(told: Explanation) -> str:
    """How a file was understood, for people: its parts, then each article with its fields."""
    lines = [told.path]
    lines += [f"  rule {name}: {value}" for name, value in told.rules.items()]
    for number, part in enumerate(told.recognized):
        place = f"{part['part']}: " if number else ""
        lines.append(f"  {place}recognized as {part['title']}: {part['why']}")
    for number, item in enumerate(told.items):
        lines += _item_lines(number, item)
    if told.further:
        lines.append(f"  and {told.further} further items")
    return "\n".join(plain(line) for line in lines)


def _item_lines(number: int, item: Mapping[str, Any]) -> list[str]:
    place = f" [{item['member']}]" if item["member"] else ""
    if "refused" in item:
        return [f"  refused{place}: {item['refused']}: {item['message']}"]
    lines = [f"  article {number}{place}, read as {item['reader']}"]
    if item["encoding"]:
        lines.append(_field_line("encoding", item["encoding"], item["encoding_guessed"]))
    lines += [_field_line(name, **found) for name, found in item["fields"].items()]
    lines.append(
        _field_line("body_text", f"{item['paragraphs']} paragraphs, {item['words']} words")
    )
    return lines + [f"    warning: {warning}" for warning in item["warnings"]]


def _field_line(name: str, value: Any, guessed: str | None = None) -> str:
    shown = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    how = f"  (guessed: {guessed})" if guessed else ""
    return f"    {name:<15} {shown}{how}"


def badge(event: ArticleEvent) -> str:
    """What happened to the article, in a word."""
    return BADGES[event.type.value.rpartition(".")[2]]


def day_of(event: ArticleEvent) -> str:
    """The day the article carries, empty if it carries none."""
    created = event.data.firstcreated
    return created.date().isoformat() if created else ""


def plain(text: str) -> str:
    """Text without control and direction-changing characters: articles are hostile input.

    Bytes of a file name that are no UTF-8 show as U+FFFD.
    """
    return "".join(_SHOWN.get(unicodedata.category(c), c) for c in text)
