"""The stages in a loop, as one process: `python -m benchmarks.alone FOLDER PROCESSES PLACE`.

Takes every n-th file of a folder. Says that it is ready, waits for a line, works, and prints how
many events it made.
"""

from __future__ import annotations

import sys
from pathlib import Path

from schemas.event import ArticleEvent
from worker.oneshot import OneShot
from worker.settings import load_settings


def main() -> None:
    """Load, wait, work, count."""
    folder, processes, place = Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
    options = load_settings({}, {}).settings
    paths = sorted(folder.iterdir())[place::processes]
    list(OneShot(options).process(paths[0]))  # loads the language model
    one_shot = OneShot(options)
    print("ready", flush=True)
    sys.stdin.readline()
    items = (item for path in paths for item in one_shot.process(path))
    print(sum(isinstance(item, ArticleEvent) for item in items))


if __name__ == "__main__":
    main()
