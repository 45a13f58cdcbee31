"""What a document says of its encoding, and what is meant by it (WHATWG Encoding Standard)."""

from __future__ import annotations

import codecs
import re

HEAD_BYTES = 4_096
"""A declaration stands at the beginning (HTML asks for the first 1,024 bytes)."""

_XML = re.compile(rb"<\?xml\s[^>]{0,200}?\bencoding\s*=\s*[\"']\s*([\w.:-]{2,40})\s*[\"']")
_META = re.compile(rb"<meta\b[^>]{0,400}?\bcharset\s*=\s*[\"']?\s*([\w.:-]{2,40})", re.IGNORECASE)
_EBCDIC_XML = "<?xml".encode("cp037")

_MEANT = {
    # Declared by what is ASCII itself, these cannot be true.
    "ascii": (), "us-ascii": (), "ansi_x3.4-1968": (),
    "utf-16": ("utf-8",), "utf-16le": ("utf-8",), "utf-16be": ("utf-8",), "unicode": ("utf-8",),
    "ucs-2": ("utf-8",), "iso-10646-ucs-2": ("utf-8",), "utf-32": ("utf-8",),
    "csucs4": ("utf-8",), "ucs-4": ("utf-8",), "iso-10646-ucs-4": ("utf-8",),
    "unicode-1-1-utf-8": ("utf-8",), "utf8": ("utf-8",), "x-unicode20utf8": ("utf-8",),
    # Names that Python does not know.
    "x-sjis": ("cp932",), "windows-31j": ("cp932",), "ms_kanji": ("cp932",),
    "x-euc-jp": ("euc_jp",),
    "ks_c_5601-1987": ("cp949",), "ks_c_5601-1989": ("cp949",), "ksc_5601": ("cp949",),
    "ksc5601": ("cp949",), "windows-949": ("cp949",), "x-windows-949": ("cp949",),
    "x-gbk": ("gb18030",), "gb_2312-80": ("gb18030",), "x-x-big5": ("cp950", "big5hkscs"),
    "cn-big5": ("cp950", "big5hkscs"), "windows-874": ("cp874",), "dos-874": ("cp874",),
    "x-mac-roman": ("mac_roman",), "x-mac-cyrillic": ("mac_cyrillic",),
    "x-mac-ukrainian": ("mac_cyrillic",), "x-mac-ce": ("mac_latin2",), "koi8-ru": ("koi8_u",),
    "koi": ("koi8_r",), "koi8": ("koi8_r",), "iso-8859-8-i": ("iso8859_8",),
    "iso-8859-8-e": ("iso8859_8",), "iso-8859-6-i": ("iso8859_6",), "logical": ("iso8859_8",),
    "hz-gb-2312": ("hz",),
}  # fmt: skip
"""Labels in lower case, and the codecs that are tried for them instead."""

_SUPERSETS = {
    "gb2312": ("gb18030",),
    "gbk": ("gb18030",),
    "euc_kr": ("cp949",),
    "shift_jis": ("cp932", "shift_jis_2004"),
    "euc_jp": ("euc_jp", "euc_jis_2004"),
    "big5": ("cp950", "big5hkscs"),
    "iso8859-11": ("cp874", "iso8859-11"),
    "tis-620": ("cp874", "tis-620"),
}
"""Codecs by Python's names, and those with more characters that are used in their stead."""

_WITH_C1 = {"iso8859-1": "cp1252", "iso8859-9": "cp1254"}
"""The same, where bytes occur that would be control characters."""

_C1 = re.compile(rb"[\x80-\x9f]")


def declared_label(raw: bytes) -> str | None:
    """The encoding that the head of markup names, as it is written there; None if it names none.

    An XML declaration or a `meta` element counts only in what begins with a tag: other texts
    may quote one.
    """
    head = raw[:HEAD_BYTES].lstrip()
    if head.startswith(_EBCDIC_XML):
        head = head.decode("cp037").encode("ascii", "replace")
    if not head.startswith(b"<"):
        return None
    found = _XML.match(head) or _META.search(head)
    return found[1].decode("ascii", "replace") if found else None


def codecs_of(label: str, raw: bytes) -> tuple[str, ...]:
    """The codecs that a label may mean, the likeliest first; none where it is unknown.

    Args:
        raw: the bytes that it is about; some labels are used for more than they say.
    """
    meant = _MEANT.get(label.strip().lower())
    if meant is not None:
        return meant
    try:
        codec = codecs.lookup(label.strip())
    except (LookupError, ValueError):
        return ()
    if not _is_charset(codec):
        return ()
    if codec.name in _WITH_C1 and _C1.search(raw):
        return _WITH_C1[codec.name], codec.name
    return _SUPERSETS.get(codec.name, (codec.name,))


def _is_charset(codec: codecs.CodecInfo) -> bool:
    """Whether it makes text of bytes, and is none of Python's own, such as `unicode_escape`."""
    own = {"unicode_escape", "raw_unicode_escape", "unicode-escape", "raw-unicode-escape"}
    return getattr(codec, "_is_text_encoding", True) and codec.name not in own | {
        "idna", "punycode", "undefined", "mbcs", "oem", "palmos"
    }  # fmt: skip
