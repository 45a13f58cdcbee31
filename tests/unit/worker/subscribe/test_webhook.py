"""Events posted to a web server that is one."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import TYPE_CHECKING, Any

import pytest

from schemas.errors import SetupError
from tests.samples import sample_event
from worker.subscribe import Delivery
from worker.subscribe.programs import NotHandledError
from worker.subscribe.webhook import Webhook, key_of

if TYPE_CHECKING:
    from collections.abc import Iterator

KEY = b"0123456789abcdef"
SECRET = "whsec_" + base64.b64encode(KEY).decode()
DELIVERY = Delivery(sample_event(), "1-1", 1)


class Receiver(HTTPServer):
    """Notes what is posted, and answers as it is told."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Request)
        self.got: list[tuple[dict[str, str], bytes]] = []
        self.status = 204
        self.url = f"http://127.0.0.1:{self.server_port}/events"


class _Request(BaseHTTPRequestHandler):
    def do_POST(self) -> None:
        receiver: Any = self.server
        body = self.rfile.read(int(self.headers["Content-Length"]))
        receiver.got.append(({k.lower(): v for k, v in self.headers.items()}, body))
        self.send_response(receiver.status)
        if receiver.status == 302:
            self.send_header("Location", "http://127.0.0.1:1/elsewhere")
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Nothing is printed."""


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    with Receiver() as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield server
        server.shutdown()


@pytest.fixture
def webhook(receiver: Receiver) -> Iterator[Webhook]:
    made = Webhook(receiver.url, SECRET, 5)
    yield made
    made.close()


def test_an_event_is_posted_as_a_cloud_event(receiver: Receiver, webhook: Webhook) -> None:
    webhook(DELIVERY)
    [(headers, body)] = receiver.got
    assert headers["content-type"].startswith("application/cloudevents+json")
    assert json.loads(body)["id"] == DELIVERY.event.id


def test_the_signature_is_that_of_standard_webhooks(receiver: Receiver, webhook: Webhook) -> None:
    webhook(DELIVERY)
    [(headers, body)] = receiver.got
    signed = f"{headers['webhook-id']}.{headers['webhook-timestamp']}.".encode() + body
    expected = base64.b64encode(hmac.new(KEY, signed, hashlib.sha256).digest()).decode()
    assert headers["webhook-signature"] == f"v1,{expected}"
    assert headers["webhook-id"] == DELIVERY.event.id


def test_without_a_secret_nothing_is_signed(receiver: Receiver) -> None:
    unsigned = Webhook(receiver.url, "", 5)
    unsigned(DELIVERY)
    unsigned.close()
    assert "webhook-signature" not in receiver.got[0][0]


@pytest.mark.parametrize("status", [302, 400, 404, 429, 500, 503])
def test_another_answer_than_success_means_that_it_was_not_taken(
    receiver: Receiver, webhook: Webhook, status: int
) -> None:
    receiver.status = status
    with pytest.raises(NotHandledError, match=str(status)):
        webhook(DELIVERY)
    assert len(receiver.got) == 1


def test_a_server_that_is_away_has_not_taken_it() -> None:
    webhook = Webhook("http://127.0.0.1:1/", SECRET, 1)
    with pytest.raises(NotHandledError, match="cannot be reached"):
        webhook(DELIVERY)
    webhook.close()


@pytest.mark.parametrize("url", ["ftp://example.org/", "example.org", "https://", "/events"])
def test_what_is_no_web_address_is_refused(url: str) -> None:
    with pytest.raises(SetupError):
        Webhook(url, "", 1)


def test_a_secret_that_is_no_base64_after_its_prefix_is_refused() -> None:
    with pytest.raises(SetupError, match="WIREDESK_WEBHOOK_SECRET"):
        key_of("whsec_!!!")


def test_any_other_text_is_a_secret_too() -> None:
    assert key_of("secret") == b"secret"
