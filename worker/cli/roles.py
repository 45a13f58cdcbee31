"""The commands that do the work: `run`, `watch` and `work`."""

from __future__ import annotations

import os
from typing import Annotated

import typer

from worker.cli.options import (
    ConcurrencyOption,
    ParentOption,
    QueuesOption,
    SpoolArgument,
    SpoolOption,
    load,
    settings_of,
)
from worker.cli.starting import heed_signals, loading

UntilIdleOption = Annotated[
    bool, typer.Option("--until-idle", help="Stop when the inbox is empty and all is settled.")
]


def run(
    spool: SpoolArgument = None,
    *,
    spool_option: SpoolOption = None,
    until_idle: UntilIdleOption = False,
    concurrency: ConcurrencyOption = None,
) -> None:
    """Run everything on this machine: the server if none is given, a watcher and a worker."""
    heed_signals()
    with loading():
        from worker.supervisor import Supervisor
        from worker.tracing import tracing_of

    loaded = load(spool=spool or spool_option, concurrency=concurrency)
    tracing_of(loaded.settings, "worker")  # A setting that is wrong shows before anything starts.
    environment = {
        **os.environ,
        "WIREDESK_SPOOL": str(loaded.settings.spool.absolute()),
        "WIREDESK_CONCURRENCY": str(loaded.settings.concurrency),
    }
    raise typer.Exit(Supervisor(loaded.settings, environment).run(until_idle=until_idle))


def watch(
    spool: SpoolArgument = None,
    *,
    spool_option: SpoolOption = None,
    until_idle: UntilIdleOption = False,
    parent: ParentOption = None,
) -> None:
    """Watch a spool and send its documents to the workers; one of two roles of `run`."""
    heed_signals()
    with loading():
        from worker.app import create_app
        from worker.deploy import deployment_of
        from worker.tracing import tracing_of
        from worker.watch import WatchProcess

    settings = settings_of(spool=spool or spool_option)
    tracing = tracing_of(settings, "watcher")
    with deployment_of(settings, tracing) as (deployment, url):
        app = create_app(settings, deployment, url)
        WatchProcess(app, settings, until_idle=until_idle, parent=parent).run()


def work(
    *,
    spool: SpoolOption = None,
    concurrency: ConcurrencyOption = None,
    queues: QueuesOption = None,
    parent: ParentOption = None,
) -> None:
    """Work on articles; any number of machines may, with the same WIREDESK_REDIS_URL."""
    heed_signals()
    with loading():
        from worker.app import create_app, run_worker
        from worker.deploy import deployment_of
        from worker.tracing import tracing_of

    settings = settings_of(spool=spool, concurrency=concurrency, queues=queues)
    tracing = tracing_of(settings, "worker")
    with deployment_of(settings, tracing) as (deployment, url):
        app = create_app(settings, deployment, url)
        raise typer.Exit(run_worker(app, settings, parent))
