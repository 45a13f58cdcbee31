from __future__ import annotations

import codecs

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from schemas.errors import RejectedError
from schemas.failure import FailureReason
from tasks.normalize.encoding.decode import Decoded, decode

WESTERN = (
    "Le président a annoncé des mesures à l’égard de la Grèce. Les élèves fêtent déjà la rentrée."
)
SPANISH = "El niño comió piñas en la mañana y después bebió café con azúcar en el jardín."
RUSSIAN = "Паром снова ходит в порт. Шторм прошёл, и люди вернулись домой."


@pytest.mark.parametrize(
    ("mark", "codec", "name"),
    [
        (codecs.BOM_UTF8, "utf-8", "utf-8-sig"),
        (codecs.BOM_UTF16_LE, "utf-16-le", "utf-16"),
        (codecs.BOM_UTF16_BE, "utf-16-be", "utf-16"),
        (codecs.BOM_UTF32_LE, "utf-32-le", "utf-32"),
        (codecs.BOM_UTF32_BE, "utf-32-be", "utf-32"),
    ],
)
def test_a_byte_order_mark_names_the_encoding_and_goes(mark: bytes, codec: str, name: str) -> None:
    assert decode(mark + RUSSIAN.encode(codec)) == Decoded(RUSSIAN, name)


@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("text", [WESTERN, SPANISH])
def test_utf16_without_a_mark_is_told_by_its_zeros(text: str, codec: str) -> None:
    assert decode(text.encode(codec)) == Decoded(text, codec, "zero bytes in every second place")


@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be"])
def test_utf16_without_a_mark_is_told_by_the_spaces_of_cyrillic(codec: str) -> None:
    assert decode(RUSSIAN.encode(codec)).text == RUSSIAN


def test_utf8_is_no_guess() -> None:
    assert decode(RUSSIAN.encode()) == Decoded(RUSSIAN, "utf-8")


@pytest.mark.parametrize(
    ("text", "codec", "name"),
    [
        (WESTERN, "cp1252", "cp1252"),
        (SPANISH, "latin-1", "cp1252"),
        (RUSSIAN, "cp1251", "cp1251"),
        (RUSSIAN, "koi8-r", "koi8-r"),
    ],
)
def test_an_old_encoding_is_guessed(text: str, codec: str, name: str) -> None:
    assert decode(text.encode(codec)) == Decoded(text, name, "by the frequency of its bytes")


@pytest.mark.parametrize(
    ("text", "codec"),
    [
        ("José Muñoz met Zoë Préval in Zürich on Monday, the mayor said.", "cp1252"),
        ("The fish costs £5 a pound at the market in the harbour.", "cp1252"),
        ("El Niño", "cp1252"),
        ("Rybacy mają nadzieję, że kawiarnia na molo zostanie otwarta.", "cp1250"),
        (
            "Mestni svet je v torek sklenil, da bo obnovil zid, ki ga je porušilo neurje.",
            "iso8859-2",
        ),
    ],
)
def test_a_few_letters_beyond_ascii_are_guessed_with_the_language(text: str, codec: str) -> None:
    assert decode(text.encode(codec)).text == text


CHINESE = "市议会周二决定重建上个月被风暴摧毁的防波堤，渔民们对此表示欢迎。"


@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be"])
def test_utf16_without_a_mark_is_told_by_the_characters_it_makes(codec: str) -> None:
    assert decode(CHINESE.encode(codec)) == Decoded(CHINESE, codec, "the characters that it makes")


@pytest.mark.parametrize("codec", ["utf-32-le", "utf-32-be"])
def test_utf32_without_a_mark_is_told_by_its_zeros(codec: str) -> None:
    assert decode(RUSSIAN.encode(codec)).text == RUSSIAN


@pytest.mark.parametrize(
    ("text", "codec"),
    [
        ("市議会は火曜日、防波堤を再建すると決めた。", "iso2022_jp"),
        ("시의회는 방파제를 다시 짓기로 결정했다.", "iso2022_kr"),
        (CHINESE, "hz"),
    ],
)
def test_escape_sequences_tell_seven_bit_encodings(text: str, codec: str) -> None:
    assert decode(text.encode(codec)) == Decoded(text, codec)


@pytest.mark.parametrize("text", ["The ~{ of ~}", "\x1b[1mFerry\x1b[0m sails"])
def test_other_escapes_are_ascii(text: str) -> None:
    assert decode(text.encode()) == Decoded(text, "utf-8")


def test_a_stray_zero_byte_does_not_make_a_text_binary() -> None:
    text = "The ferry sails. " * 100
    assert decode(text.encode() + b"\0").text == text + "\0"


def test_a_guess_looks_at_the_part_that_is_not_ascii() -> None:
    text = "The ferry sails. " * 10_000 + RUSSIAN
    assert decode(text.encode("cp1251")).text == text


def test_utf8_cut_off_inside_a_letter_is_damaged_utf8() -> None:
    damaged = RUSSIAN.encode() + "я".encode()[:1]
    assert decode(damaged) == Decoded(
        RUSSIAN + "\ufffd", "utf-8", warning="1 broken byte sequences were replaced by U+FFFD"
    )


def test_a_mark_that_the_bytes_contradict_is_undecodable() -> None:
    with pytest.raises(RejectedError) as caught:
        decode(codecs.BOM_UTF8 + b"Ferry \xff\xfe")
    assert caught.value.reason is FailureReason.UNDECODABLE


def test_the_message_names_the_encoding_that_the_mark_claims() -> None:
    with pytest.raises(RejectedError, match="utf-8-sig"):
        decode(codecs.BOM_UTF8 + b"Ferry \xff\xfe")


def test_zeros_in_no_order_are_binary_data() -> None:
    with pytest.raises(RejectedError) as caught:
        decode(b"ab\0\0\0cd\0efg\0\0")
    assert caught.value.reason is FailureReason.UNSUPPORTED_FORMAT


def _text_or_reason(raw: bytes) -> str | FailureReason:
    try:
        return decode(raw).text
    except RejectedError as error:
        return error.reason


# The first guess loads the language model.
@settings(deadline=None)
@given(st.binary(max_size=300))
def test_any_bytes_are_text_or_refused(raw: bytes) -> None:
    assert isinstance(_text_or_reason(raw), str)


@given(st.sampled_from([codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF32_BE]), st.binary())
def test_any_bytes_after_a_mark_are_text_or_refused(mark: bytes, raw: bytes) -> None:
    assert isinstance(_text_or_reason(mark + raw), str)


@given(st.text())
def test_any_text_comes_back_from_marked_utf8(text: str) -> None:
    assert decode(codecs.BOM_UTF8 + text.encode()).text == text
