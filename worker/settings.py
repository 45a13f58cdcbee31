"""All settings, read once from `WIREDESK_*`."""

from __future__ import annotations

import difflib
import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, Self, get_args

from pydantic import Field, SecretStr, ValidationError, field_validator, model_validator

from schemas.errors import SetupError
from tasks.keys import Keys
from tasks.options import Options, WordList
from tasks.queues import TASK_STAGES
from tasks.source_rules import load_sources
from worker.address import address_in
from worker.secret_files import FILE, secret_in

if TYPE_CHECKING:
    from collections.abc import Mapping

PREFIX = "WIREDESK_"

LEAST_TOKEN = 16
"""Characters of a token, so that nobody guesses it."""


def _processors() -> int:
    return os.cpu_count() or 1


class Settings(Options):
    """The settings of a deployment: those of the stages and those of the processes."""

    spool: Path = Path("spool")
    """The folder that holds `inbox/`, `processing/`, `processed/` and `failed/`."""

    config: Path = Path("wiredesk.toml")
    """File with the rules of each source; the default one need not exist."""

    redis_url: SecretStr | None = None
    """The server: `redis://…`, `rediss://…`, `unix://…`, `sentinel://HOST;HOST/0?master=NAME`,
    `rediss+sentinel://…`; without it a private one is started beside watcher and worker."""

    redis_password: SecretStr | None = None
    """Password of the server, where `redis_url` names none; the server of docker-compose.yml asks
    for it, too."""

    redis_ca_file: Path | None = None
    """CA certificates (PEM) that servers and sentinels with TLS are verified with, beside those
    that the system trusts."""

    redis_cert_file: Path | None = None
    """Certificate (PEM) for a server that asks its clients for one; with `redis_key_file`."""

    redis_key_file: Path | None = None
    """The key of `redis_cert_file` (PEM, without a password)."""

    deployment: str = Field(default="wiredesk", pattern=r"^[A-Za-z0-9._-]+$")
    """Name before every key on the server; two names share nothing."""

    concurrency: int = Field(default_factory=_processors, gt=0)
    """Processes that work on articles; by default as many as the machine has processors."""

    queues: WordList = tuple(stage.value for stage in TASK_STAGES)
    """Stages that this worker works on; every one needs a worker somewhere."""

    settle_seconds: float = Field(default=2.0, gt=0)
    """How long a file must stay unchanged before it is claimed, in seconds."""

    scan_seconds: float = Field(default=1.0, gt=0)
    """Pause between two looks at the inbox when nothing wakes the watcher, in seconds."""

    sweep_seconds: float = Field(default=5.0, gt=0)
    """Pause between two searches for lost documents, in seconds."""

    sweep_limit: int = Field(default=500, gt=0)
    """Most documents that one search submits again."""

    ignore: WordList = ()
    """Further file names that the watcher leaves alone: shell patterns such as `*.bak`."""

    high_water_documents: int = Field(default=2_000, gt=0)
    """Documents in flight at which the watcher stops claiming."""

    high_water_bytes: int = Field(default=256_000_000, gt=0)
    """Bytes in flight at which the watcher stops claiming."""

    low_water_percent: int = Field(default=75, gt=0, le=100)
    """Share of the high-water marks below which it goes on, in percent."""

    batch_bytes: int = Field(default=8_000_000, gt=0)
    """Most bytes of documents in one message's batch; a larger document goes alone."""

    worker_memory_bytes: int = Field(default=1_000_000_000, ge=100_000_000)
    """Memory that one worker process may use for its batch, in bytes, beyond what it has when it
    starts; a document that needs more becomes a failure (Linux)."""

    stop_seconds: float = Field(default=140.0, gt=0)
    """How long a stopping worker may finish its batch before it is killed, in seconds."""

    stuck_seconds: float = Field(default=300.0, ge=5.0)
    """How long a main process may get no further before it ends, to be started anew, in seconds."""

    webhook_secret: SecretStr = SecretStr("")
    """What `wiredesk subscribe --webhook` signs with: `whsec_` and base64, or any other text."""

    web_host: str = "127.0.0.1"
    """Address that the live page is served at; any but this machine's own needs a `web_token`."""

    web_port: int = Field(default=8765, ge=0, le=65_535)
    """Port of the live page; 0 takes one that is free."""

    web_token: SecretStr | None = None
    """What the live page asks for, at least 16 characters (`openssl rand -hex 32` makes one)."""

    tracing: bool = False
    """Whether traces are sent, as the `OTEL_*` variables say (docs/tracing.md)."""

    log_level: Literal["debug", "info", "warning", "error"] = "info"
    """Least important log lines that are written."""

    log_format: Literal["auto", "json", "console"] = "auto"
    """Form of the log lines; `auto` is `console` on a terminal and `json` elsewhere."""

    @field_validator("queues")
    @classmethod
    def _known_stages(cls, names: tuple[str, ...]) -> tuple[str, ...]:
        known = [stage.value for stage in TASK_STAGES]
        unknown = [name for name in names if name not in known]
        if unknown or not names:
            raise ValueError(f"name at least one of {', '.join(known)}; not {', '.join(unknown)}")
        return names

    @field_validator("web_token")
    @classmethod
    def _not_guessed(cls, token: SecretStr | None) -> SecretStr | None:
        if token is not None and len(token.get_secret_value()) < LEAST_TOKEN:
            raise ValueError(f"use at least {LEAST_TOKEN} characters")
        return token

    @model_validator(mode="after")
    def _of_a_server(self) -> Self:
        address_in(self)
        return self

    @model_validator(mode="after")
    def _time_limits_in_order(self) -> Self:
        if not self.soft_time_limit_seconds < self.hard_time_limit_seconds < self.lease_seconds:
            raise ValueError(
                "soft_time_limit_seconds, hard_time_limit_seconds and lease_seconds must "
                "each be more than the one before"
            )
        return self

    @property
    def embedded(self) -> bool:
        """Whether this deployment runs its own private server."""
        return self.redis_url is None

    @property
    def server_url(self) -> str | None:
        """The address of the server with password and files; None where it is embedded."""
        return address_in(self)

    @property
    def keys(self) -> Keys:
        """The keys of this deployment."""
        return Keys(self.deployment)

    @property
    def source(self) -> str:
        """The CloudEvents source of what is dropped here."""
        return f"{self.deployment}/{self.spool.resolve().name}"


VARIABLES = {name: field for name, field in Settings.model_fields.items() if name != "rules"}
"""The settings that are environment variables."""

SECRETS = frozenset(
    name
    for name, field in VARIABLES.items()
    if SecretStr in (field.annotation, *get_args(field.annotation))
)
"""Those that may stand in a file, which the variable with `_FILE` names."""


@dataclass(frozen=True)
class Loaded:
    """Settings, and where each came from.

    Attributes:
        origins: for each field that is not at its default, `environment`, `file PATH` or
            `command line`.
    """

    settings: Settings
    origins: Mapping[str, str]


def load_settings(environment: Mapping[str, str], command_line: Mapping[str, Any]) -> Loaded:
    """Settings from environment variables, overruled by options of the command line.

    Args:
        environment: usually `os.environ`; only names that begin with `WIREDESK_` are read.
        command_line: field name -> value; None means that the option was not given.

    Raises:
        SetupError: a variable is unknown or has an impossible value, or the file of rules does;
            or a secret's file cannot be read, or is given beside the secret itself.
    """
    names = {PREFIX + field.upper(): field for field in VARIABLES}
    files = {f"{PREFIX}{field.upper()}{FILE}": field for field in SECRETS}
    given = {name: value for name, value in environment.items() if name.startswith(PREFIX)}
    if unknown := [name for name in given if name not in names and name not in files]:
        raise SetupError(_unknown(unknown[0], names))
    given = {name: value for name, value in given.items() if value != ""}
    from_environment = {names[name]: value for name, value in given.items() if name in names}
    paths = {files[name]: value for name, value in given.items() if name in files}
    from_files = {
        field: secret_in(path, PREFIX + field.upper(), given) for field, path in paths.items()
    }
    from_command_line = {name: value for name, value in command_line.items() if value is not None}
    origins = dict.fromkeys(from_environment, "environment")
    origins.update({field: f"file {path}" for field, path in paths.items()})
    origins.update(dict.fromkeys(from_command_line, "command line"))
    try:
        settings = Settings.model_validate({**from_environment, **from_files, **from_command_line})
    except ValidationError as error:
        raise SetupError(_invalid(error)) from error
    if os.access(settings.config, os.F_OK) or "config" in origins:  # the folder may be closed
        settings = settings.model_copy(update={"rules": load_sources(settings.config)})
    return Loaded(settings, origins)


def _unknown(name: str, names: Mapping[str, str]) -> str:
    similar = difflib.get_close_matches(name, names, n=1)
    hint = f"; did you mean {similar[0]}?" if similar else "; `wiredesk config` lists them all"
    return f"{name} is not a setting{hint}"


def _invalid(error: ValidationError) -> str:
    lines = []
    for problem in error.errors(include_url=False, include_input=False):
        field = str(problem["loc"][0]) if problem["loc"] else ""
        name = f"{PREFIX}{field.upper()}: " if field else ""
        lines.append(name + problem["msg"].removeprefix("Value error, "))
    return "\n".join(lines)
