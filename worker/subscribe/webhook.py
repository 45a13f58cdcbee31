"""Sending events to a web server, signed as the Standard Webhooks specification 1.0.0 says."""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import time
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import urllib3

from schemas.errors import SetupError
from worker.subscribe.programs import NotHandledError, event_line

if TYPE_CHECKING:
    from worker.subscribe.delivery import Delivery

PREFIX = "whsec_"
CONTENT_TYPE = "application/cloudevents+json; charset=utf-8"
ANSWER_BYTES = 10_000


class Webhook:
    """Posts each event; one that is answered with a status of 200 to 299 was taken.

    Redirections are not followed: the receiver is the one that was named.

    Args:
        url: `https://…`, or `http://…` for one of your own.
        secret: what the signature is made with; `whsec_` and base64, or any other text. Without
            one nothing is signed.
        seconds: how long the whole exchange may take.

    Raises:
        SetupError: the address or the secret cannot be used.
    """

    def __init__(self, url: str, secret: str, seconds: float) -> None:
        if urlsplit(url).scheme not in {"http", "https"} or not urlsplit(url).hostname:
            raise SetupError(f"{url!r} is no address of a webhook: it begins with https://")
        self._url = url
        self._key = key_of(secret)
        timeout = urllib3.Timeout(total=seconds)
        self._pool = urllib3.PoolManager(timeout=timeout, retries=False, maxsize=1)

    def __call__(self, delivery: Delivery) -> None:
        """Post one.

        Raises:
            NotHandledError: it was not taken.
        """
        body = event_line(delivery.event).rstrip(b"\n")
        try:
            answer = self._pool.request(
                "POST",
                self._url,
                body=body,
                headers=self._headers(delivery.event.id, body),
                redirect=False,
                preload_content=False,
            )
            answer.read(ANSWER_BYTES)
            answer.release_conn()
        except urllib3.exceptions.HTTPError as error:
            raise NotHandledError(f"the webhook cannot be reached: {error}") from error
        if not 200 <= answer.status < 300:  # noqa: PLR2004 - RFC 9110, section 15.3
            raise NotHandledError(f"the webhook answered with status {answer.status}")

    def close(self) -> None:
        """Close the connection."""
        self._pool.clear()

    def _headers(self, event_id: str, body: bytes) -> dict[str, str]:
        stamp = str(int(time.time()))
        headers = {
            "Content-Type": CONTENT_TYPE,
            "User-Agent": "wiredesk",
            "webhook-id": event_id,
            "webhook-timestamp": stamp,
        }
        if self._key:
            headers["webhook-signature"] = signature(self._key, event_id, stamp, body)
        return headers


def signature(key: bytes, event_id: str, stamp: str, body: bytes) -> str:
    """The header `webhook-signature`: HMAC-SHA256 over id, time and body."""
    signed = b".".join((event_id.encode(), stamp.encode(), body))
    return "v1," + base64.b64encode(hmac.new(key, signed, hashlib.sha256).digest()).decode()


def key_of(secret: str) -> bytes:
    """The key in a secret.

    Raises:
        SetupError: it begins as one in base64 does, and is none.
    """
    if not secret.startswith(PREFIX):
        return secret.encode()
    try:
        return base64.b64decode(secret.removeprefix(PREFIX), validate=True)
    except binascii.Error as error:
        raise SetupError("WIREDESK_WEBHOOK_SECRET: after whsec_ comes base64") from error
