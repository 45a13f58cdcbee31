"""`wiredesk health`: whether this host's watcher, worker or page does its work."""

from __future__ import annotations

import os
from typing import Annotated

import typer

from schemas.errors import WiredeskError
from worker.cli.options import SpoolOption  # noqa: TC001 - typer reads it at run time
from worker.health import Role, check

RoleArgument = Annotated[Role, typer.Argument(help="Whom to ask for.")]


def health(role: RoleArgument, *, spool: SpoolOption = None) -> None:
    """For health checks: exit status 0 if the role is alive and gets on, else 1 and the reason."""
    from worker.settings import load_settings

    try:
        line = check(role, load_settings(os.environ, {"spool": spool}).settings)
    except WiredeskError as error:
        typer.echo(f"unhealthy: {error}")
        raise typer.Exit(1) from error
    typer.echo(f"healthy: {line}")
