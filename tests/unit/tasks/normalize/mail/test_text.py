from __future__ import annotations

import pytest

from tasks.normalize.mail.text import own_text, unflowed, without_footer


def test_soft_line_ends_are_joined() -> None:
    assert unflowed("one \ntwo\n three \n> four", drops_spaces=False) == "one two\nthree \n> four"


def test_the_space_before_a_soft_line_end_may_go() -> None:
    assert unflowed("long \nword", drops_spaces=True) == "longword"


def test_the_mark_of_a_signature_is_no_soft_line_end() -> None:
    assert unflowed("text\n-- \nname", drops_spaces=False) == "text\n-- \nname"


@pytest.mark.parametrize(
    "below",
    [
        "-- \nThe desk\nTelephone\n",
        "--\nThe desk\n",
        "_______________________________________________\nNews mailing list\n",
        "> an earlier mail\n> of two lines\n",
        "On Monday, Ida Holm wrote:\n> an earlier mail\n",
        "Am 23.11.2026 um 09:12 schrieb\nIda Holm:\n\n> eine frühere Mail\n",
    ],
)
def test_what_stands_below_a_text_goes(below: str) -> None:
    assert own_text(f"The ferry sails.\n\n{below}").strip() == "The ferry sails."


def test_a_quotation_within_the_text_stays() -> None:
    text = "She wrote:\n> It sails.\nThat was all."
    assert own_text(text) == text


def test_a_text_of_nothing_but_quotations_stays() -> None:
    assert own_text("> It sails.\n> At noon.") == "> It sails.\n> At noon."


def test_a_bare_rule_in_a_long_text_stays() -> None:
    text = "Above.\n--\n" + "Below.\n" * 20
    assert own_text(text) == text


def test_of_a_forwarded_mail_the_headers_go() -> None:
    text = (
        "FYI\n\n---------- Forwarded message ---------\nFrom: Ida Holm <i@example.org>\n"
        "Date: Mon, 23 Nov 2026\nSubject: Ferry\nTo: desk@example.org\n\nThe ferry sails.\n"
    )
    assert own_text(text).strip() == "The ferry sails."


def test_the_footer_of_a_newsletter_goes() -> None:
    found = without_footer(
        ["View this email in your browser", "The ferry sails.", "Unsubscribe | Imprint", "Address"]
    )
    assert found == ["The ferry sails."]


def test_a_story_about_unsubscribing_stays() -> None:
    assert without_footer(["Readers unsubscribe in droves."]) == ["Readers unsubscribe in droves."]


@pytest.mark.parametrize(
    "notice",
    [
        "If you have received this email in error please notify the sender.",
        "This mail is intended solely for the use of the addressee.",
        "Sent from my iPhone",
    ],
)
def test_what_a_mail_program_puts_below_goes(notice: str) -> None:
    assert without_footer(["The ferry sails.", notice]) == ["The ferry sails."]
