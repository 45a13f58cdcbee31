"""The settings: where they come from, what is refused, what is shown."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest

from schemas.errors import SetupError
from worker.settings import VARIABLES, Settings, load_settings
from worker.settings_table import Setting, describe


def refusal(environment: dict[str, str], **command_line: Any) -> str:
    """What is said of settings that are refused."""
    with pytest.raises(SetupError) as refused:
        load_settings(environment, command_line)
    return str(refused.value)


def row(environment: dict[str, str], name: str, **command_line: Any) -> Setting:
    [found] = [r for r in describe(load_settings(environment, command_line)) if r.name == name]
    return found


def test_without_variables_all_is_at_its_default() -> None:
    assert load_settings({}, {}).settings == Settings()


def test_nothing_has_an_origin_by_default() -> None:
    assert load_settings({}, {}).origins == {}


def test_a_variable_sets_its_field() -> None:
    assert load_settings({"WIREDESK_SETTLE_SECONDS": "0.5"}, {}).settings.settle_seconds == 0.5


def test_other_variables_are_none_of_our_business() -> None:
    assert load_settings({"PATH": "/bin", "wiredesk_spool": "x"}, {}).settings == Settings()


def test_an_empty_variable_is_not_set() -> None:
    loaded = load_settings({"WIREDESK_REDIS_URL": ""}, {})
    assert (loaded.settings.redis_url, loaded.origins) == (None, {})


def test_a_list_is_separated_by_commas() -> None:
    loaded = load_settings({"WIREDESK_IGNORE": "*.bak, *.old,"}, {})
    assert loaded.settings.ignore == ("*.bak", "*.old")


def test_the_command_line_overrules_the_environment() -> None:
    loaded = load_settings({"WIREDESK_SPOOL": "a"}, {"spool": Path("b")})
    assert loaded.settings.spool == Path("b")


def test_an_option_that_was_not_given_overrules_nothing() -> None:
    assert load_settings({"WIREDESK_SPOOL": "a"}, {"spool": None}).settings.spool == Path("a")


def test_the_origin_is_the_one_that_counts() -> None:
    environment = {"WIREDESK_SPOOL": "a", "WIREDESK_BATCH_SIZE": "8"}
    origins = load_settings(environment, {"spool": Path("b")}).origins
    assert origins == {"spool": "command line", "batch_size": "environment"}


def test_an_unknown_variable_is_refused_with_the_nearest_name() -> None:
    assert refusal({"WIREDESK_SETLE_SECONDS": "1"}) == (
        "WIREDESK_SETLE_SECONDS is not a setting; did you mean WIREDESK_SETTLE_SECONDS?"
    )


def test_an_unknown_variable_like_no_other_is_sent_to_the_list() -> None:
    assert refusal({"WIREDESK_QQQQQQQQQQQQQQQQQQ": "1"}) == (
        "WIREDESK_QQQQQQQQQQQQQQQQQQ is not a setting; `wiredesk config` lists them all"
    )


@pytest.mark.parametrize(
    ("name", "value", "message"),
    [
        (
            "BATCH_SIZE",
            "many",
            "Input should be a valid integer, unable to parse string as an integer",
        ),
        ("BATCH_SIZE", "1001", "Input should be less than or equal to 1000"),
        ("CONCURRENCY", "0", "Input should be greater than 0"),
        ("STUCK_SECONDS", "inf", "Input should be a finite number"),
        ("SETTLE_SECONDS", "-1", "Input should be greater than 0"),
        ("LOW_WATER_PERCENT", "101", "Input should be less than or equal to 100"),
        ("LOG_LEVEL", "loud", "Input should be 'debug', 'info', 'warning' or 'error'"),
        ("DEPLOYMENT", "a{b}", "String should match pattern '^[A-Za-z0-9._-]+$'"),
        ("TIMEZONE", "Mars", "'Mars' is not an IANA time zone such as Europe/Berlin"),
        ("LANGUAGES", ",", "name at least one language, for example en"),
    ],
)
def test_a_bad_value_is_named_by_its_variable(name: str, value: str, message: str) -> None:
    assert refusal({f"WIREDESK_{name}": value}) == f"WIREDESK_{name}: {message}"


def test_all_bad_values_are_named_at_once() -> None:
    lines = refusal({"WIREDESK_BATCH_SIZE": "0", "WIREDESK_SCAN_SECONDS": "0"}).splitlines()
    assert [line.partition(":")[0] for line in lines] == [
        "WIREDESK_BATCH_SIZE",
        "WIREDESK_SCAN_SECONDS",
    ]


def test_a_bad_value_is_not_repeated() -> None:
    assert "secret" not in refusal({"WIREDESK_BATCH_SIZE": "secret"})


@pytest.mark.parametrize(
    "limits",
    [
        {"WIREDESK_SOFT_TIME_LIMIT_SECONDS": "120"},
        {"WIREDESK_HARD_TIME_LIMIT_SECONDS": "150"},
        {"WIREDESK_LEASE_SECONDS": "100"},
    ],
)
def test_limits_out_of_order_are_refused(limits: dict[str, str]) -> None:
    assert refusal(limits) == (
        "soft_time_limit_seconds, hard_time_limit_seconds and lease_seconds must "
        "each be more than the one before"
    )


def test_as_many_processes_as_processors() -> None:
    assert Settings().concurrency == os.cpu_count()


def test_without_an_address_the_server_is_embedded() -> None:
    assert Settings().embedded


def test_with_an_address_it_is_not() -> None:
    url = {"WIREDESK_REDIS_URL": "redis://host"}
    assert not load_settings(url, {}).settings.embedded


def test_the_keys_carry_the_name_of_the_deployment() -> None:
    assert Settings(deployment="desk").keys.articles == "{desk}:articles"


def test_the_source_is_the_deployment_and_its_spool(tmp_path: Path) -> None:
    assert Settings(deployment="desk", spool=tmp_path / "in").source == "desk/in"


def test_every_setting_is_described() -> None:
    rows = describe(load_settings({}, {}))
    assert [r.name for r in rows if not r.description] == []
    assert len(rows) == len(VARIABLES)


def test_a_setting_is_shown_with_value_origin_and_description() -> None:
    assert row({"WIREDESK_SCAN_SECONDS": "3"}, "WIREDESK_SCAN_SECONDS") == Setting(
        name="WIREDESK_SCAN_SECONDS",
        value="3.0",
        origin="environment",
        description="Pause between two looks at the inbox when nothing wakes the watcher, in seconds.",
    )


def test_a_default_is_called_so() -> None:
    assert row({}, "WIREDESK_SPOOL").origin == "default"


def test_the_password_of_the_server_is_masked() -> None:
    url = {"WIREDESK_REDIS_URL": "redis://user:secret@host"}
    assert row(url, "WIREDESK_REDIS_URL").value == "**********"


def test_what_is_not_set_is_shown_empty() -> None:
    assert row({}, "WIREDESK_REDIS_URL").value == ""


def test_a_list_is_shown_as_it_is_given() -> None:
    assert row({"WIREDESK_IGNORE": "*.bak,*.old"}, "WIREDESK_IGNORE").value == "*.bak,*.old"
