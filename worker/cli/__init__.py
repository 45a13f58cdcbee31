"""The command `wiredesk`. Results go to stdout, logs and complaints to stderr.

Each command imports what it needs when it runs, so that `--help` answers at once.
"""

from __future__ import annotations

import io
import os
import sys

from worker.cli.starting import loading

with loading():
    import typer

    from schemas.errors import EXIT_INCOMPATIBLE, IncompatibleError, SetupError, WiredeskError
    from worker.cli import (
        doctor,
        explain,
        failed,
        health,
        process,
        roles,
        sources,
        stories,
        subscribe,
        views,
        web,
    )

ONE_THREAD = ("OPENBLAS_NUM_THREADS", "1")
"""A worker has a process for each processor; NumPy's threads beside them are only in the way."""

EXIT_SETUP = 2
"""Exit status when the set-up has to be mended."""

app = typer.Typer(
    name="wiredesk",
    help="Article files in, a clean, deduplicated, summarized Redis stream out.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)

app.command("run")(roles.run)
app.command("watch")(roles.watch)
app.command("work")(roles.work)
app.command("process")(process.process)
app.command("tail")(views.tail)
app.command("subscribe")(subscribe.subscribe)
app.command("replay")(subscribe.replay)
app.command("groups")(subscribe.groups)
app.command("status")(views.status)
app.command("metrics")(views.metrics)
app.command("doctor")(doctor.doctor)
app.command("health")(health.health)
app.command("explain")(explain.explain)
app.command("stories")(stories.stories)
app.command("sources")(sources.sources)
app.command("web")(web.web)
app.command("config")(views.config)
app.command("schema")(views.schema)
app.add_typer(failed.app, name="failed")


def main() -> None:
    """Run the command line; what people can mend is told in a line, without a traceback."""
    os.environ.setdefault(*ONE_THREAD)
    _print_any_text()
    try:
        app()
    except SetupError as error:
        _complain(error)
        sys.exit(EXIT_SETUP)
    except IncompatibleError as error:
        _complain(error)
        sys.exit(EXIT_INCOMPATIBLE)
    except WiredeskError as error:
        _complain(error)
        sys.exit(1)
    except BrokenPipeError:
        # Whoever read our output has gone (`| head`): that is no error.
        sys.stderr.close()
        sys.exit(0)


def _print_any_text() -> None:
    """Text of every language comes out whatever the locale: as UTF-8, or escaped on a terminal."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            encoding = stream.encoding if stream.isatty() else "utf-8"
            stream.reconfigure(encoding=encoding, errors="backslashreplace")


def _complain(error: WiredeskError) -> None:
    from worker.cli.render import plain

    told = "\n".join(map(plain, str(error).split("\n")))
    sys.stderr.write(f"wiredesk: {told}\n")
