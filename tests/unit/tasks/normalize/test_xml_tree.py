from __future__ import annotations

import subprocess
import sys
import time
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from schemas.errors import RejectedError
from schemas.failure import FailureReason
from tasks.normalize.xml_tree import MOST_TAGS, parse_xml, root_name
from tests.samples import source_of


def reason(text: str) -> FailureReason:
    with pytest.raises(RejectedError) as caught:
        parse_xml(source_of(text))
    return caught.value.reason


@pytest.mark.parametrize(
    "text",
    [
        "<nitf/>",
        "\ufeff<nitf>",
        '<?xml version="1.0"?>\n<!-- a --><n:nitf xmlns:n="urn:n">',
        '<!DOCTYPE nitf SYSTEM "nitf.dtd"><nitf/>',
        "<!DOCTYPE nitf [<!ELEMENT a ANY>]> <nitf/>",
    ],
)
def test_the_root_is_found_behind_its_prolog(text: str) -> None:
    assert root_name(source_of(text)) == "nitf"


@pytest.mark.parametrize("text", ["A storm", "< nitf>", "", "<!-- <nitf/> -->"])
def test_what_is_no_xml_has_no_root(text: str) -> None:
    assert root_name(source_of(text)) is None


@pytest.mark.parametrize(
    ("inside", "text"),
    [
        ("a&nbsp;b", "a\u00a0b"),
        ("&eacute;&amp;&lt;", "é&<"),
        ("a\x0bb", "ab"),
        ("<![CDATA[&eacute;]]>&eacute;", "&eacute;é"),
        ("<!--a-->b<?c d?>", "b"),
    ],
)
def test_text_is_what_was_meant(inside: str, text: str) -> None:
    assert "".join(parse_xml(source_of(f"<a>{inside}</a>")).itertext()) == text


def test_the_text_goes_before_the_encoding_that_is_declared() -> None:
    raw = '<?xml version="1.0" encoding="utf-16"?><a>é</a>'
    assert parse_xml(source_of(raw)).text == "é"


def test_lines_are_those_of_the_file() -> None:
    root = parse_xml(source_of('<?xml version="1.0"\n?>\n<a>\n<b/></a>'))
    assert root[0].sourceline == 4


def test_a_fault_is_told_with_its_place() -> None:
    with pytest.raises(RejectedError, match=r"^line 2, column \d+: "):
        parse_xml(source_of("<a>\n<b></a>"))


def test_a_fault_in_an_open_section_does_not_quote_its_text() -> None:
    with pytest.raises(RejectedError, match=r"section not finished$"):
        parse_xml(source_of("<a><![CDATA[The mayor\nresigns"))


def test_a_fault_in_a_name_is_told_in_one_line() -> None:
    with pytest.raises(
        RejectedError, match=r"^line 1, column \d+: xmlns:b: 'c d' is not a valid URI$"
    ):
        parse_xml(source_of('<a xmlns:b="c\x85 d"/>'))


@pytest.mark.parametrize(
    "text",
    [
        '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>',
        '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/hostname">]><a>&b;</a>',
        '<!DOCTYPE a [<!ENTITY % b SYSTEM "http://a.example/b.dtd">%b;]><a/>',
        "<!DOCTYPE a [" + " " * 30_000 + '<!ENTITY b "c">]><a>&b;</a>',
        f"<!--{' ' * 6_000}-->" + '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>',
    ],
)
def test_entities_are_not_expanded(text: str) -> None:
    assert reason(text) is FailureReason.MALFORMED


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<a>" * 1_000 + "</a>" * 1_000, FailureReason.MALFORMED),
        ("<a>" + "<b/>" * MOST_TAGS + "</a>", FailureReason.TOO_LARGE),
        ("<a>&nbsp;" + "<![CDATA[" * 100_000 + "</a>", FailureReason.MALFORMED),
        ("<a>&nbsp;]]>" + "<![CDATA[" * 100_000 + "</a>", FailureReason.MALFORMED),
        ("<!DOCTYPE " * 50_000, FailureReason.MALFORMED),
        ("<?xml " * 50_000, FailureReason.MALFORMED),
        ("<a " * 50_000, FailureReason.MALFORMED),
        ("<a>" + "&a" * 500_000 + "</a>", FailureReason.MALFORMED),
    ],
    ids=["deep", "tags", "sections", "an end", "doctypes", "declarations", "open", "ampersands"],
)
def test_hostile_xml_is_refused_at_once(text: str, expected: FailureReason) -> None:
    started = time.process_time()
    assert reason(text) is expected
    assert time.process_time() - started < 5


@pytest.mark.skipif(sys.platform != "linux", reason="reads the process's memory from /proc")
def test_the_largest_document_takes_bounded_memory() -> None:
    code = """if True:
        from pathlib import Path
        from tasks.normalize.xml_tree import parse_xml
        from tests.samples import source_of
        parse_xml(source_of("<a>" + ("<b>" + "word " * 6 + "</b>") * 499_000 + "</a>"))
        [peak] = [l for l in Path("/proc/self/status").read_text().splitlines() if "VmHWM" in l]
        print(int(peak.split()[1]) // 1_000)
    """
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert int(run.stdout) < 500


@given(st.text() | st.text(alphabet="<>&;![]?-'\"=/ aé\n"))
def test_any_text_is_xml_or_refused(text: str) -> None:
    for document in (text, f"<a>{text}</a>", f"<!DOCTYPE a [{text}]><a/>"):
        with suppress(RejectedError):
            parse_xml(source_of(document))


@settings(deadline=None)  # The first guess at an encoding loads its tables.
@given(st.binary())
def test_any_bytes_are_xml_or_refused(raw: bytes) -> None:
    with suppress(RejectedError):
        parse_xml(source_of(b"<a>" + raw + b"</a>"))
