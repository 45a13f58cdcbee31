"""The live page in a real browser: what is dropped appears, stays text, and is never missed."""

from __future__ import annotations

import signal
import time
import uuid
from typing import TYPE_CHECKING

import pytest

from tests.acceptance.web_desk import WebDesk, launched

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Browser, Page

    from tests.acceptance.conftest import Desk

pytestmark = pytest.mark.acceptance

HOSTILE = "<img src=x onerror=\"document.title='taken'\"><script>document.title='taken'</script>"
FRAMES = """
async () => {
  const gaps = [];
  let last = performance.now();
  for (let step = 0; step < 60; step += 1) {
    scrollBy(0, 400);
    await new Promise(requestAnimationFrame);
    gaps.push(performance.now() - last);
    last = performance.now();
  }
  return gaps.sort((a, b) => a - b)[Math.floor(gaps.length / 2)];
}
"""


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    yield from launched()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A tab whose scripts may not fail."""
    context = browser.new_context(viewport={"width": 1200, "height": 800})
    context.set_default_timeout(15_000)
    made = context.new_page()
    failed: list[str] = []
    made.on("pageerror", lambda error: failed.append(str(error)))
    yield made
    context.close()
    assert failed == []


@pytest.fixture
def web(
    make_desk: Callable[..., Desk], server_url: str, wait_until: Callable[..., None]
) -> WebDesk:
    """A desk with a stream of its own, that is written to without a pipeline."""
    name = f"page-{uuid.uuid4().hex}"
    desk = make_desk(WIREDESK_REDIS_URL=server_url, WIREDESK_DEPLOYMENT=name)
    return WebDesk(desk, server_url, name)


def open_page(page: Page, web: WebDesk) -> None:
    """Open the page, and wait until it hears the news."""
    page.goto(web.url)
    page.wait_for_selector("#state[data-state=live]")


def headline(text: str) -> str:
    return f'.headline:text-is("{text}")'


def test_a_dropped_file_appears_within_two_seconds(
    page: Page, make_desk: Callable[..., Desk], server_url: str, wait_until: Callable[..., None]
) -> None:
    name = f"page-{uuid.uuid4().hex}"
    desk = make_desk(
        WIREDESK_REDIS_URL=server_url, WIREDESK_DEPLOYMENT=name, WIREDESK_SETTLE_SECONDS="0.2"
    )
    web = WebDesk(desk, server_url, name)
    desk.start("run")
    web.serve()
    open_page(page, web)
    desk.drop("first.txt", "A first story comes\n\nIt wakes everything up. Nothing else.\n")
    page.wait_for_selector(headline("A first story comes"), timeout=60_000)
    dropped = time.monotonic()
    desk.drop("second.txt", "Ferry sails again\n\nThe storm has passed. Ships may leave port.\n")
    page.wait_for_selector(headline("Ferry sails again"))
    assert time.monotonic() - dropped < 2


def test_a_hostile_headline_stays_text(page: Page, web: WebDesk) -> None:
    web.publish(headline=HOSTILE, located=HOSTILE, source=HOSTILE, body_text=HOSTILE)
    web.serve()
    open_page(page, web)
    page.click(".headline")
    page.wait_for_selector(".reading .text")
    assert page.inner_text(".headline") == HOSTILE
    assert page.locator(".feed img, .feed script").count() == 0
    assert "taken" not in page.title()


def test_a_link_leads_to_the_web_only(page: Page, web: WebDesk) -> None:
    web.publish(url="javascript:document.title='taken'")
    web.serve()
    open_page(page, web)
    page.click(".headline")
    page.wait_for_selector(".reading .about")
    assert page.locator(".reading a").count() == 0


def test_the_sentences_of_the_summary_are_marked_where_they_stand(page: Page, web: WebDesk) -> None:
    web.publish(
        body_text="🚢🚢 𝕋he ferry 𝒮ails again, they say. 🌊 The storm has passed.\nAll is well."
    )
    web.serve()
    open_page(page, web)
    summary = page.inner_text(".summary")
    page.click(".headline")
    page.wait_for_selector(".text mark")
    marks = page.locator(".text mark").all_inner_texts()
    assert " ".join(marks).split() == summary.split()


def test_a_lost_connection_is_made_again_without_a_gap(page: Page, web: WebDesk) -> None:
    process = web.serve()
    web.publish(headline="Before")
    open_page(page, web)
    page.wait_for_selector(headline("Before"))
    process.send_signal(signal.SIGKILL)
    process.wait()
    for number in range(20):
        web.publish(headline=f"Meanwhile {number}", uri=f"urn:x:{number}")
    web.serve()
    page.wait_for_selector("#state[data-state=live]")
    web.publish(headline="After", uri="urn:x:after")
    page.wait_for_selector(headline("After"))
    shown = page.locator(".headline").all_inner_texts()
    assert shown == ["After", *(f"Meanwhile {number}" for number in reversed(range(20))), "Before"]


def test_the_page_stops_in_order_when_it_is_told_to(page: Page, web: WebDesk) -> None:
    process = web.serve()
    open_page(page, web)
    process.send_signal(signal.SIGTERM)
    assert process.wait(10) == 0


def test_a_failed_document_is_retried(page: Page, web: WebDesk) -> None:
    failed = web.desk.spool / "failed"
    failed.mkdir()
    (failed / "broken.json").write_text("{")
    web.serve()
    open_page(page, web)
    page.click("text=Retry")
    page.wait_for_selector("text=Nothing has failed")
    assert (web.desk.inbox / "broken.json").exists()


def test_a_new_failure_appears_by_itself(page: Page, web: WebDesk) -> None:
    web.serve()
    open_page(page, web)
    failed = web.desk.spool / "failed"
    failed.mkdir()
    (failed / "broken.json").write_text("{")
    page.wait_for_selector('.failed >> text="broken.json"')


def test_five_thousand_events_scroll_smoothly(
    page: Page, web: WebDesk, wait_until: Callable[..., None]
) -> None:
    web.publish_many(5_000)
    web.serve()
    open_page(page, web)

    def scrolled_to_the_end() -> bool:
        page.evaluate("scrollTo(0, document.body.scrollHeight)")
        return page.locator(".thread").count() == 5_000

    wait_until(scrolled_to_the_end)
    page.evaluate("scrollTo(0, 0)")
    page.wait_for_selector(headline("Report 4999"))
    assert page.evaluate(FRAMES) < 50
    assert page.evaluate("document.querySelectorAll('*').length") < 5_000 + 3_000


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
