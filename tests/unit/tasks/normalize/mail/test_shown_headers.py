from __future__ import annotations

import time

import pytest

from tasks.normalize.mail.shown_headers import without_other_mails

STORY = "The ferry sails.\n\nIt is late.\n"
ASKED = "Ida, can you file 200 words on this please?\n"
OUTLOOK = """\
From: Desk <desk@example.org>
Sent: Monday, November 23, 2026 5:00 PM
To: Ida Holm <ida@example.org>
Subject: Ferry

"""
GERMAN = """\
Von: Desk <desk@example.org>
Gesendet: Montag, 23. November 2026 17:00
An: Ida Holm <ida@example.org>
Betreff: Fähre

"""
BOLD = "*From:* Desk\n*Sent:* Monday\n*To:* Ida Holm\n*Subject:* Ferry\n\n"
APPLE = "From: Desk\nSubject: Ferry\nDate: 23 November 2026\nTo: Ida Holm\n\n"
MARKED = "-----Original Message-----\n" + OUTLOOK
SHOWN = [OUTLOOK, GERMAN, BOLD, APPLE, MARKED]


@pytest.mark.parametrize("headers", SHOWN)
@pytest.mark.parametrize("subject", ["Re: Ferry", "RE: Ferry", "AW: Fähre", "SV: Färja"])
def test_the_mail_that_an_answer_stands_above_goes(headers: str, subject: str) -> None:
    assert without_other_mails(STORY + headers + ASKED, subject) == STORY


@pytest.mark.parametrize("headers", SHOWN)
@pytest.mark.parametrize("above", ["", "FYI\n\n"])
def test_the_note_above_a_mail_that_is_passed_on_goes(headers: str, above: str) -> None:
    assert without_other_mails(above + headers + STORY, "FW: Ferry").strip() == STORY.strip()


def test_an_answer_that_is_passed_on_loses_what_it_answered() -> None:
    answer = OUTLOOK.replace("Subject: ", "Subject: RE: ") + STORY + OUTLOOK + ASKED
    assert without_other_mails("FYI\n\n" + answer, "FW: Ferry").strip() == STORY.strip()


def test_a_mail_that_was_passed_on_twice_is_found() -> None:
    assert without_other_mails(OUTLOOK + "FYI\n" + MARKED + STORY, "").strip() == STORY.strip()


def test_headers_quoted_in_a_text_stay() -> None:
    text = STORY + OUTLOOK + ASKED
    assert without_other_mails(text, "The minister's mail in full") == text


def test_questions_and_answers_are_no_headers() -> None:
    text = "From: the harbour\nTo: the island\nPrice: 3 crowns\n"
    assert without_other_mails(text, "Re: Ferry") == text


@pytest.mark.parametrize("line", ["From: a\nTo: b\n", "From: a\n", "----- ", "To: b\n", "  > "])
def test_hostile_headers_take_no_time(line: str) -> None:
    begun = time.process_time()
    without_other_mails(line * (1_000_000 // len(line)), "FW: Ferry")
    assert time.process_time() - begun < 1
