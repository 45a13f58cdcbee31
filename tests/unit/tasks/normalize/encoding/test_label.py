from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.normalize.encoding.decode import decode
from tasks.normalize.encoding.label import codecs_of, declared_label

FRENCH = "L’été à la plage coûte 20 € à Besançon"


@pytest.mark.parametrize(
    "head",
    [
        '<?xml version="1.0" encoding="windows-1252"?>',
        "<?xml version='1.0' encoding='windows-1252' standalone='yes'?>",
        '<meta charset="windows-1252">',
        "<!doctype html><html><head><META CHARSET=windows-1252>",
        '<html><meta http-equiv="Content-Type" content="text/html; charset=windows-1252">',
        '\n <meta content="text/html; charset=windows-1252" http-equiv=content-type>',
    ],
)
def test_markup_declares_its_encoding(head: str) -> None:
    assert declared_label(head.encode()) == "windows-1252"


@pytest.mark.parametrize(
    "text",
    [
        "A page says <meta charset=koi8-r> at its head",
        '{"html": "<meta charset=koi8-r>"}',
        "<p>No declaration</p>",
        "<a>" + " " * 5_000 + "<meta charset=koi8-r>",
        "",
    ],
)
def test_other_texts_declare_none(text: str) -> None:
    assert declared_label(text.encode()) is None


def test_a_declaration_in_ebcdic_is_read() -> None:
    assert declared_label('<?xml version="1.0" encoding="cp037"?>'.encode("cp037")) == "cp037"


@pytest.mark.parametrize(
    ("label", "codec"),
    [
        ("windows-1252", "cp1252"),
        ("iso-8859-1", "cp1252"),
        ("ISO-8859-1", "cp1252"),
        ("latin1", "cp1252"),
        ("iso-8859-9", "cp1254"),
        ("macintosh", "mac-roman"),
    ],
)
def test_a_declared_encoding_is_used(label: str, codec: str) -> None:
    page = f"<meta charset={label}><p>{FRENCH}"
    decoded = decode(page.encode(codec))
    assert (decoded.text, decoded.encoding, decoded.guess) == (page, codec, None)


@pytest.mark.parametrize(
    ("label", "text", "codec"),
    [
        ("gb2312", "朱镕基", "gb18030"),
        ("gbk", "市议会", "gbk"),
        ("x-sjis", "市議会①", "cp932"),
        ("shift_jis", "市議会①", "cp932"),
        ("ks_c_5601-1987", "시의회 똠", "cp949"),
        ("euc-kr", "시의회 똠", "cp949"),
        ("big5", "市議會", "big5"),
        ("big5-hkscs", "市議會", "big5hkscs"),
        ("koi8-u", "міська", "koi8-u"),
        ("windows-874", "สภา", "cp874"),
        ("iso-8859-8-i", "מועצת", "iso8859-8"),
    ],
)
def test_labels_of_the_web_are_understood(label: str, text: str, codec: str) -> None:
    page = f"<meta charset={label}><p>{text}"
    assert decode(page.encode(codec)).text == page


@pytest.mark.parametrize("label", ["iso-8859-1", "windows-1251", "gb2312", "utf-16", "no-such"])
def test_a_page_in_utf8_that_declares_something_else_is_utf8(label: str) -> None:
    page = f"<meta charset={label}><p>{FRENCH} – und größer"
    assert decode(page.encode()).text == page


def test_a_lying_declaration_is_named_in_a_warning() -> None:
    decoded = decode(b"<meta charset=utf-8><p>\xd4\xe5\xf0\xf0\xe8 \xf5\xee\xe4\xe8\xf2")
    assert decoded.warning == "the declared encoding utf-8 does not fit and was not used"


@pytest.mark.parametrize("label", ["us-ascii", "unicode_escape", "base64", "rot13", "idna", ""])
def test_what_is_no_encoding_of_articles_is_not_used(label: str) -> None:
    assert codecs_of(label, b"") == ()


@given(st.binary(max_size=200))
def test_any_bytes_declare_a_label_or_none(raw: bytes) -> None:
    label = declared_label(b"<" + raw)
    assert label is None or isinstance(codecs_of(label, raw), tuple)
