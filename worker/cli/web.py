"""`wiredesk web`: the live page."""

from __future__ import annotations

from typing import Annotated

import typer

from schemas.errors import SetupError
from worker.cli.options import SpoolOption, load_for_view
from worker.cli.starting import heed_signals, loading

HostOption = Annotated[
    str | None,
    typer.Option(help="Address to serve at [WIREDESK_WEB_HOST, 127.0.0.1]; others need a token."),
]
PortOption = Annotated[
    int | None, typer.Option(help="Port to serve at [WIREDESK_WEB_PORT, 8765]; 0 takes a free one.")
]

PARTS = frozenset({"anyio", "h11", "sse_starlette", "starlette", "uvicorn"})
"""What `wiredesk[web]` brings."""


def web(*, host: HostOption = None, port: PortOption = None, spool: SpoolOption = None) -> None:
    """Serve the live page: the wire in a browser, as it happens."""
    heed_signals()
    try:
        with loading():
            from worker.deploy import deployment_of
            from worker.web.access import token_of
            from worker.web.serving import serve
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] not in PARTS:
            raise
        message = "the live page needs some more packages: pip install 'wiredesk[web]'"
        raise SetupError(message) from error

    settings = load_for_view(web_host=host, web_port=port, spool=spool)
    token_of(settings)
    with deployment_of(settings) as (deployment, url):
        serve(settings, deployment, url, typer.echo)
