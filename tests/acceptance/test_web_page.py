"""The live page in a real browser: what is dropped appears, stays text, and is never missed."""

from __future__ import annotations

import signal
import time
import uuid
from typing import TYPE_CHECKING

import pytest

from tests.acceptance.web_desk import WebDesk, headline, open_page

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page

    from tests.acceptance.conftest import Desk

pytestmark = pytest.mark.acceptance

TRIES = 10
"""How often time is taken: the machine may be busy with something else."""

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

    def seconds(number: int) -> float:
        dropped = time.monotonic()
        desk.drop(
            f"{number}.txt",
            f"Ferry {number} sails again\n\nThe storm {number} is over. All is well.\n",
        )
        page.wait_for_selector(headline(f"Ferry {number} sails again"))
        return time.monotonic() - dropped

    assert any(seconds(number) < 2 for number in range(TRIES))


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
    assert any(page.evaluate(FRAMES) < 50 for _ in range(TRIES))
    assert page.evaluate("document.querySelectorAll('*').length") < 5_000 + 3_000
