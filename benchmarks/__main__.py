"""`make bench`, or `python -m benchmarks [PART…] [--articles N]`; the parts are in `PARTS`."""

from __future__ import annotations

import argparse

from benchmarks import backlog, latency, pipeline, sizing

PARTS = {
    "pipeline": pipeline.run,
    "latency": latency.run,
    "backlog": backlog.run,
    "sizing": sizing.run,
}


def main() -> None:
    """Run the parts that are named, or all."""
    parser = argparse.ArgumentParser(description="Measure Wiredesk on this machine.")
    parser.add_argument("parts", nargs="*", choices=[*PARTS, []], help="which (default: all)")
    parser.add_argument("--articles", type=int, default=2_000, help="how many (default 2,000)")
    arguments = parser.parse_args()
    for part in arguments.parts or PARTS:
        PARTS[part](arguments.articles)


if __name__ == "__main__":
    main()
