"""Reading the live page: filters, keys, what waits while somebody reads, and the token."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

import pytest

from schemas.article import PubStatus
from schemas.verdict import VerdictKind
from tests.acceptance.web_desk import WebDesk, headline, open_page

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page

    from tests.acceptance.conftest import Desk

pytestmark = pytest.mark.acceptance


def test_the_filter_and_the_search_show_what_is_wanted(page: Page, web: WebDesk) -> None:
    web.publish(headline="Ferry sails", source="Coast Wire", uri="urn:x:1")
    web.publish(headline="Trains run", source="Rail Wire", uri="urn:x:2")
    web.serve()
    open_page(page, web)
    page.keyboard.press("/")
    page.keyboard.type("ferry coast")
    page.wait_for_selector(headline("Trains run"), state="hidden")
    assert page.locator(headline("Ferry sails")).is_visible()
    page.fill("#search", "")
    page.select_option("select[name=source]", "Rail Wire")
    page.wait_for_selector(headline("Ferry sails"), state="hidden")
    assert page.locator(headline("Trains run")).is_visible()


def test_the_keyboard_goes_through_the_articles(page: Page, web: WebDesk) -> None:
    web.publish_many(3)
    web.serve()
    open_page(page, web)
    page.wait_for_selector(headline("Report 0"))
    for key in "jjjkk":
        page.keyboard.press(key)
    assert page.evaluate("document.activeElement.textContent") == "Report 2"
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    page.wait_for_selector(".reading .text")
    assert page.evaluate("document.activeElement.textContent") == "Report 1"
    page.keyboard.press("Escape")
    page.wait_for_selector(".reading", state="detached")


def test_what_comes_while_somebody_reads_waits_to_be_called(page: Page, web: WebDesk) -> None:
    web.publish(headline="Being read", uri="urn:x:1")
    web.serve()
    open_page(page, web)
    page.click(headline("Being read"))
    page.wait_for_selector(".reading .text")
    web.publish(headline="Fresh", uri="urn:x:2")
    page.wait_for_selector("#news:visible")
    assert page.locator(headline("Fresh")).count() == 0
    page.keyboard.press("n")
    page.wait_for_selector(headline("Fresh"))


def test_a_withdrawal_takes_the_text_away_that_somebody_reads(page: Page, web: WebDesk) -> None:
    web.publish(headline="The bridge is closed", uri="urn:x:1")
    web.serve()
    open_page(page, web)
    page.click(headline("The bridge is closed"))
    page.wait_for_selector(".reading .text")
    web.publish(headline="KILL: bridge", uri="urn:x:1", pubstatus=PubStatus.CANCELED)
    page.wait_for_selector(headline("KILL: bridge"))
    assert page.locator(".reading").count() == 0
    assert "The bridge is closed" not in page.content()


def test_a_new_version_takes_the_place_of_the_one_that_somebody_reads(
    page: Page, web: WebDesk
) -> None:
    web.publish(headline="Two are hurt", uri="urn:x:1")
    web.serve()
    open_page(page, web)
    page.click(headline("Two are hurt"))
    page.wait_for_selector(".reading .text")
    web.publish(headline="Three are hurt", uri="urn:x:1", version=2)
    page.wait_for_selector(headline("Three are hurt"))
    assert page.locator(".headline").all_inner_texts() == ["Three are hurt"]


def test_the_token_is_asked_for_in_a_form(
    page: Page, make_desk: Callable[..., Desk], server_url: str, wait_until: Callable[..., None]
) -> None:
    token, name = "an honest token for tests", f"page-{uuid.uuid4().hex}"
    desk = make_desk(
        WIREDESK_REDIS_URL=server_url, WIREDESK_DEPLOYMENT=name, WIREDESK_WEB_TOKEN=token
    )
    web = WebDesk(desk, server_url, name)
    web.publish(headline="For readers with a token")
    desk.start("web", "--port", str(web.port))
    wait_until(lambda: web.url in desk.log.read_text())
    page.goto(web.url)
    page.fill("#token", "a wrong one, quite long")
    page.keyboard.press("Enter")
    page.wait_for_selector("text=this is not the token")
    page.fill("#token", token)
    page.keyboard.press("Enter")
    page.wait_for_selector(headline("For readers with a token"))
    page.click("#leave")
    page.wait_for_selector("#token")


def test_stories_stand_in_the_order_of_what_was_new_about_them(page: Page, web: WebDesk) -> None:
    old = web.publish(headline="Old", uri="urn:x:old")
    original = web.event_at(old).id
    web.publish(headline="Newer", uri="urn:x:newer")
    web.publish(VerdictKind.EXACT, canonical_id=original, headline="Old", uri="urn:x:copy")
    web.serve()
    open_page(page, web)
    page.wait_for_selector(".fold")
    assert page.locator(".headline").all_inner_texts() == ["Newer", "Old"]
    web.publish(VerdictKind.EXACT, canonical_id=original, headline="Old", uri="urn:x:copy-2")
    page.wait_for_selector("text=2 copies")
    assert page.locator(".headline").all_inner_texts() == ["Newer", "Old"]
