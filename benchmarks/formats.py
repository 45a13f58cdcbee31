"""How much of what is known of some documents comes out: the share of expected values met.

    python benchmarks/formats.py DIR [--json FILE]

`DIR/expected.json` maps each file to `asserted`, its expected values. They are compared as people
would: moments as moments, text without regard to white space, a byline without its `By`.
"""

from __future__ import annotations

import argparse
import datetime as dt
import html
import json
import re
import sys
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

sys.path.insert(0, str(Path(__file__).parent.parent))

from schemas.article import Article
from schemas.document import Document, new_document_id
from schemas.errors import RejectedError
from tasks.normalize.content import BytesContent
from tasks.normalize.normalize import normalize
from tasks.options import Options

if TYPE_CHECKING:
    from collections.abc import Callable

    Check = Callable[[Article, list[Article], Any], bool]


TAG = re.compile(r"</?(?:p|br|div|span|b|i|em|strong|pre|h[1-6]|ul|ol|li)\b[^<>]*>", re.IGNORECASE)

MOST_CUT = 100
"""Some systems put so many characters of the text where there is no headline."""


def run(folder: Path) -> dict[str, Any]:
    """The comparison of all documents of a folder."""
    expected = json.loads((folder / "expected.json").read_text("utf-8"))
    met: dict[str, list[tuple[str, str, bool]]] = {"values": []}
    misses: list[str] = []
    not_compared: set[str] = set()
    for name, entry in sorted(expected.items()):
        if not (folder / name).exists():
            misses.append(f"{name}: the file is missing")
            continue
        articles, refused = _articles(folder / name)
        for key, value in entry["asserted"].items():
            check = CHECKS.get(key)
            if check is None:
                not_compared.add(key)
                continue
            good = bool(articles) and _is_met(check, articles, value)
            met["values"].append((name.partition("/")[0], key, good))
            if not good:
                misses.append(f"{name}: {key}" + (f" ({refused})" if refused else ""))
    return {"values": met["values"], "misses": misses, "not_compared": sorted(not_compared)}


def _articles(path: Path) -> tuple[list[Article], str]:
    """The articles of a file, and why there is none."""
    raw = path.read_bytes()
    document = Document(
        id=new_document_id(),
        path=path.name,
        size=len(raw),
        mtime=dt.datetime.fromtimestamp(path.stat().st_mtime, tz=dt.UTC),
    )
    try:
        items = list(normalize(document, BytesContent(raw), Options()))
    except RejectedError as error:
        return [], error.message
    refused = next((item.message for item in items if isinstance(item, RejectedError)), "")
    return [item for item in items if isinstance(item, Article)], refused


def _is_met(check: Check, articles: list[Article], value: Any) -> bool:
    try:
        return check(articles[0], articles, value)
    except (TypeError, ValueError, AttributeError):
        # What is expected has another form than the field.
        return False


def _plain(text: Any) -> str:
    """Text as people compare it: without the markup that expected values may have."""
    shown = html.unescape(TAG.sub(" ", str(text or "")))
    return " ".join(shown.replace("\u00a0", " ").split())


def _same(field: str) -> Check:
    return lambda article, _, value: _plain(getattr(article, field)) == _plain(value)


def _title(article: Article, _: list[Article], value: Any) -> bool:
    """The same; where both are the beginning of the text, it may be cut at another place."""
    found, wanted = _plain(article.headline), _plain(value)
    cut = "headline" in article.provenance.guessed and len(wanted) <= MOST_CUT
    return found == wanted or (
        cut and bool(wanted) and _plain(article.body_text).startswith(wanted)
    )


def _byline(article: Article, _: list[Article], value: Any) -> bool:
    def names(text: Any) -> str:
        return re.sub(r"^(?:by|av)\s+", "", _plain(text), flags=re.IGNORECASE)

    return names(article.byline) == names(value)


def _moment(field: str) -> Check:
    def check(article: Article, _: list[Article], value: Any) -> bool:
        found = getattr(article, field)
        if value is None or found is None:
            return (found is None) == (value is None)
        stated = dt.datetime.fromisoformat(value)
        return bool(abs((found - stated).total_seconds()) < 1)

    return check


def _identifier(article: Article, _: list[Article], value: Any) -> bool:
    return str(value) in {article.uri, f"{article.uri}:{article.version}"}


def _body(test: Callable[[str, str], bool]) -> Check:
    return lambda article, _, value: test(_plain(article.body_text), _plain(value))


def _dateline(article: Article, _: list[Article], value: Any) -> bool:
    printed = _plain(article.dateline.text) if article.dateline else ""
    return printed.rstrip(" -") == _plain(value).rstrip(" -")


def _starts(body: str, value: str) -> bool:
    """A dateline may stand before the text that is expected to begin."""
    return body.startswith(value) or 0 <= body.find(value) < 60  # noqa: PLR2004


def _authors(article: Article, _: list[Article], value: Any) -> bool:
    return [author.name for author in article.authors] == [_plain(each) for each in value]


def _all_in(field: str) -> Check:
    return lambda article, _, value: set(value) <= set(getattr(article, field))


CHECKS: dict[str, Check] = {
    "title": _title,
    "headline": _title,
    "title_startswith": lambda a, _, v: _plain(a.headline).startswith(_plain(v)[:60]),
    "byline": _byline,
    "slugline": _same("slugline"),
    "abstract": _same("description"),
    "description_text": _same("description"),
    "description": _same("description"),
    "usageterms": _same("usageterms"),
    "copyrightholder": _same("copyrightholder"),
    "located": _same("located"),
    "body_text": _same("body_text"),
    "source": _same("source"),
    "original_source": _same("source"),
    "url": _same("url"),
    "ednote": lambda a, _, v: _plain(v).strip("()") in _plain(a.ednote),
    "ednote_contains": lambda a, _, v: _plain(v).strip("# ") in _plain(a.ednote),
    "language": lambda a, _, v: (a.language or "").partition("-")[0] == v.partition("-")[0],
    "guid": _identifier,
    "uri": _identifier,
    "version": lambda a, _, v: a.version == int(v),
    "urgency": lambda a, _, v: a.urgency == v,
    "pubstatus": lambda a, _, v: a.pubstatus.value == v,
    "firstcreated": _moment("firstcreated"),
    "versioncreated": _moment("versioncreated"),
    "published": _moment("firstcreated"),
    "embargoed": _moment("embargoed"),
    "expires": _moment("expires"),
    "expiry": _moment("expires"),
    "dateline_text": _dateline,
    "dateline_city": lambda a, _, v: (a.located or "").lower() == v.lower(),
    "authors": _authors,
    "from": lambda a, _, v: bool(a.byline) and _plain(a.byline) in _plain(v),
    "genre_contains": _all_in("genre"),
    "keywords": _all_in("keywords"),
    "keywords_contains": _all_in("keywords"),
    "word_count": lambda a, _, v: abs(a.word_count - int(v)) <= max(3, v // 10),
    "body_text_startswith": _body(_starts),
    "body_text_endswith": _body(lambda body, value: body.endswith(value)),
    "body_text_contains": _body(lambda body, value: value in body),
    "body_text_excludes": _body(lambda body, value: value not in body),
    "paragraphs_nonempty": lambda a, _, v: a.body_text.count("\n") + 1 == v,
    "items": lambda _, articles, v: len(articles) == v,
}
"""What each expected value is compared with."""


def report(result: dict[str, Any]) -> None:
    """Print the shares by format and by field, then what was missed."""
    for place, title in ((0, "format"), (1, "field")):
        groups: dict[str, list[bool]] = defaultdict(list)
        for value in result["values"]:
            groups[value[place]].append(value[2])
        print(f"\n{title:<24} met / compared   share")
        for name, good in sorted(groups.items()):
            print(f"{name:<24} {sum(good):4} / {len(good):<4}     {sum(good) / len(good):8.3f}")
    good = [value[2] for value in result["values"]]
    print(f"\nall: {sum(good)} of {len(good)} met, {sum(good) / max(1, len(good)):.3f}")
    print("\nnot met:", *result["misses"], sep="\n  ")
    print("\nnot compared:", ", ".join(result["not_compared"]) or "nothing")


def main() -> None:
    """Compare, print, and write JSON where that is wanted."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("folder", type=Path, help="a folder with expected.json")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the result there")
    arguments = parser.parse_args()
    if not (arguments.folder / "expected.json").is_file():
        parser.error(f"there is no expected.json in {arguments.folder}")
    result = run(arguments.folder)
    report(result)
    if arguments.json:
        arguments.json.write_text(json.dumps(result, indent=1))


if __name__ == "__main__":
    main()
