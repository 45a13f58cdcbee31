"""The Celery app: the settings that were measured."""

from __future__ import annotations

import gc
import ssl
from typing import TYPE_CHECKING, Any

import fakeredis
import pytest

from tasks.deployment import Deployment
from tasks.keys import STATE_VERSION, Keys
from worker.app import COLLECTION_THRESHOLDS, broker_url, collect_rarely, create_app
from worker.settings import Settings

if TYPE_CHECKING:
    from tasks.base import PipelineApp


@pytest.fixture(scope="module")
def app() -> PipelineApp:
    settings = Settings(deployment="desk")
    keys = Keys("desk")
    deployment = Deployment(redis=fakeredis.FakeRedis(), options=settings, keys=keys)
    return create_app(settings, deployment, "unix:///run/server.sock")


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("redis://host:6379/2", "redis://host:6379/2"),
        ("redis://host?db=3", "redis://host/3"),
        ("rediss://user:pw@host", "rediss://user:pw@host"),
        ("rediss://host:6380/1?ssl_ca_certs=ca.pem", "rediss://host:6380/1"),
        ("unix:///run/a.sock", "redis+socket:///run/a.sock?virtual_host=0"),
        ("unix:///run/a.sock?db=3", "redis+socket:///run/a.sock?virtual_host=3"),
        ("unix://:pw@/run/a.sock", "redis+socket://:pw@/run/a.sock?virtual_host=0"),
    ],
)
def test_the_address_in_kombus_spelling(url: str, expected: str) -> None:
    assert broker_url(url) == expected


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("task_acks_late", True),
        ("task_reject_on_worker_lost", True),
        ("task_ignore_result", True),
        ("result_backend", None),
        ("worker_prefetch_multiplier", 4),
        ("task_soft_time_limit", 90),
        ("task_time_limit", 120),
        ("worker_send_task_events", False),
        ("worker_enable_remote_control", False),
        ("broker_connection_max_retries", None),
        ("broker_connection_retry_on_startup", True),
    ],
)
def test_a_setting_is_as_measured(app: PipelineApp, name: str, value: Any) -> None:
    assert app.conf[name] == value


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("global_keyprefix", f"{{desk}}:{STATE_VERSION}:celery:"),
        ("visibility_timeout", 900),
        ("unacked_restore_interval", 5),
        ("unacked_restore_throttle", 1),
        ("unacked_mutex_expire", 30),
        ("health_check_interval", 10),
        ("socket_timeout", 30),
        ("socket_keepalive", True),
    ],
)
def test_a_transport_option_is_as_measured(app: PipelineApp, name: str, value: Any) -> None:
    assert app.conf.broker_transport_options[name] == value


def test_the_broker_verifies_a_server_with_tls() -> None:
    deployment = Deployment(redis=fakeredis.FakeRedis(), options=Settings(), keys=Keys())
    app = create_app(Settings(), deployment, "rediss://host")
    verified = {"ssl_cert_reqs": ssl.CERT_REQUIRED, "ssl_check_hostname": True}
    assert app.conf.broker_use_ssl == verified


def test_every_stage_has_its_queue(app: PipelineApp) -> None:
    names = [queue.name for queue in app.conf.task_queues]
    assert names == ["normalize", "deduplicate", "summarize", "publish"]


def test_a_process_that_works_on_articles_looks_for_cycles_seldom() -> None:
    before = gc.get_threshold()
    try:
        collect_rarely()
        assert gc.get_threshold()[0] == COLLECTION_THRESHOLDS[0]
        assert gc.get_freeze_count() > 0
    finally:
        gc.unfreeze()
        gc.set_threshold(*before)
