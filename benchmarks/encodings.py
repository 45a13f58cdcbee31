"""Which share of texts is decoded right: ours, chardet alone and charset-normalizer.

`python -m benchmarks.encodings` takes sentences of our own in pairs of a language and an
encoding that it was once written in. With a directory, it takes the documents in it that declare
their encoding in an XML declaration or `meta` element, without telling anybody: what a reader
sees after the declaration was lost.
"""

from __future__ import annotations

import argparse
import re
import sys
import unicodedata
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

if __package__ in {None, ""}:
    sys.path.insert(0, str(Path(__file__).parent.parent))

import chardet

from benchmarks.sentences import sentences
from schemas.errors import RejectedError
from tasks.normalize.encoding.decode import decode
from tasks.normalize.encoding.label import codecs_of, declared_label

PAIRS = {
    "en": "cp1252 mac_roman", "de": "cp1252 latin-1 cp850 cp437", "fr": "cp1252 latin-1 cp850",
    "es": "cp1252 latin-1", "it": "cp1252 latin-1", "pt": "cp1252 latin-1", "nl": "cp1252",
    "sv": "cp1252 latin-1", "da": "cp1252 latin-1", "no": "cp1252 latin-1", "fi": "cp1252",
    "is": "cp1252", "ga": "cp1252 iso8859-14", "ca": "cp1252", "pl": "cp1250 iso8859-2 cp852",
    "cs": "cp1250 iso8859-2 cp852", "sk": "cp1250 iso8859-2", "hu": "cp1250 iso8859-2",
    "hr": "cp1250 iso8859-2", "sl": "cp1250 iso8859-2", "ro": "cp1250 iso8859-2",
    "et": "cp1257 iso8859-15", "lv": "cp1257 iso8859-13", "lt": "cp1257 iso8859-13",
    "ru": "cp1251 koi8-r iso8859-5 cp866 mac_cyrillic", "uk": "cp1251 koi8-u",
    "bg": "cp1251 iso8859-5", "sr": "cp1251 iso8859-5", "mk": "cp1251", "be": "cp1251",
    "el": "cp1253 iso8859-7", "tr": "cp1254 iso8859-9", "he": "cp1255 iso8859-8",
    "ar": "cp1256 iso8859-6 utf-16-le", "th": "cp874", "vi": "cp1258 utf-16-be",
    "zh": "gb18030 gb2312 hz utf-16-le utf-16-be utf-32-le", "zh-Hant": "big5 big5hkscs",
    "ja": "shift_jis euc_jp iso2022_jp utf-16-le", "ko": "euc_kr cp949 iso2022_kr johab",
    "hi": "utf-8 utf-16-le", "fa": "utf-8 utf-16-be",
}  # fmt: skip
"""Languages, and Python's names of the encodings that their texts come in."""

_DASH_AND_COMMA_BELOW = str.maketrans("–șțȘȚ", "-şţŞŢ")
"""Characters that older encodings have not, and what was written instead."""

_TONES = "\u0300\u0301\u0303\u0309\u0323"

_DECLARATION = re.compile(rb"encoding\s*=\s*[\"'][^\"']*[\"']|charset\s*=\s*[\"']?[\w.:-]+")

Decoder = tuple[str, "Callable[[bytes], str | None]"]


def samples() -> Iterator[tuple[str, str, bytes]]:
    """Name, text and bytes: each language's first three sentences together, then one alone."""
    written = sentences()
    for language, encodings in PAIRS.items():
        for encoding in encodings.split():
            for kind, lines in (("three", written[language][:3]), ("one", written[language][1:2])):
                text = _as_written("\n".join(lines), encoding)
                yield f"{language} {encoding} ({kind})", text, text.encode(encoding)


def declared_samples(folder: Path) -> Iterator[tuple[str, str, bytes]]:
    """The documents of a folder that declare an encoding, without the declaration."""
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        raw = path.read_bytes()
        label = declared_label(raw)
        for codec in codecs_of(label, raw) if label else ():
            try:
                raw.decode(codec)
            except UnicodeDecodeError:
                continue
            bare = _DECLARATION.sub(b"", raw)
            if not raw.isascii():
                yield f"{path.relative_to(folder)} {codec}", bare.decode(codec, "replace"), bare
            break


def decoders() -> Iterator[Decoder]:
    """Ours, and those that can be compared on this machine."""
    yield "ours", _ours
    yield "chardet alone", lambda raw: _as(raw, chardet.detect(raw)["encoding"])
    try:
        from charset_normalizer import from_bytes  # noqa: PLC0415 - it need not be installed
    except ImportError:
        return
    yield "charset-normalizer", lambda raw: str(best) if (best := from_bytes(raw).best()) else None


def _as_written(text: str, encoding: str) -> str:
    if encoding == "cp1258":
        return "".join(_vietnamese(letter) for letter in text)
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        return text.translate(_DASH_AND_COMMA_BELOW)
    return text


def _vietnamese(letter: str) -> str:
    """As Windows writes it: the tone follows its vowel."""
    parts = unicodedata.normalize("NFD", letter)
    vowel = unicodedata.normalize("NFC", "".join(part for part in parts if part not in _TONES))
    tone = "".join(part for part in parts if part in _TONES)
    return letter if len(letter.encode("cp1258", "ignore")) == 1 else vowel + tone


def _ours(raw: bytes) -> str | None:
    try:
        return decode(raw).text
    except RejectedError:
        return None


def _as(raw: bytes, encoding: str | None) -> str | None:
    try:
        return raw.decode(encoding or "ascii")
    except (UnicodeDecodeError, LookupError):
        return None


def _same(one: str | None, other: str) -> bool:
    return one is not None and unicodedata.normalize("NFC", one) == unicodedata.normalize(
        "NFC", other
    )


def main() -> None:
    """Print right and total for each decoder, and our misses."""
    parser = argparse.ArgumentParser(description="Measure how texts are decoded.")
    parser.add_argument("directory", nargs="?", type=Path, help="documents that declare it")
    folder = parser.parse_args().directory
    total = list(declared_samples(folder) if folder else samples())
    for name, decoder in decoders():
        misses = [what for what, text, raw in total if not _same(decoder(raw), text)]
        print(f"{name:20} {len(total) - len(misses)} of {len(total)}")
        for what in misses if name == "ours" else []:
            print(f"    missed: {what}")


if __name__ == "__main__":
    main()
