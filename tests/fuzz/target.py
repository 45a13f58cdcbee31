"""One reader under libFuzzer: started by `python -m tests.fuzz`, which see.

python -m tests.fuzz.target READER FOLDER LIBFUZZER-ARGUMENTS...

What breaks is written to the folder, once for each place in the code, and the search goes on; only
a hang, a crash of a C library and too much memory end it.
"""

from __future__ import annotations

import logging
import random
import sys
import traceback
import warnings
from hashlib import sha256
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["tasks"]):
    from tests.fuzz.law import LawBrokenError, check

from tests.fuzz.mutations import LONGEST, PIECES, Change, Kind, changed, changed_inside
from tests.fuzz.samples import READER_NAMES, ROOT, name_for, samples_of

OURS = str(ROOT / "t")
"""How the paths of our sources begin: `tasks`, and `tests` for the law."""

SHARE_OF_BYTES = 0.4
"""How often libFuzzer changes a document as bytes, by what it has learnt; else we do."""


class Target:
    """What libFuzzer calls for every input.

    Args:
        folder: where inputs go that break something.
    """

    def __init__(self, reader: str, folder: Path) -> None:
        self.name = name_for(reader)
        self.folder = folder
        self.seen: set[str] = set()
        self.others = [samples_of(each)[0] for each in READER_NAMES] + list(samples_of(reader))

    def run(self, raw: bytes) -> None:
        """Normalize an input; keep it if that breaks anything."""
        try:
            check(raw, self.name)
        except Exception as error:  # noqa: BLE001 - any of them is a finding
            self._keep(raw, error)

    def mutate(self, raw: bytes, longest: int, seed: int) -> bytes:
        """Another input, made from one."""
        chance = random.Random(seed)
        if chance.random() < SHARE_OF_BYTES:
            mutated: bytes = atheris.Mutate(raw, longest)
            return mutated
        way = chance.choice((changed, changed_inside))
        for _ in range(chance.randint(1, 3)):
            raw = way(raw, self._change(chance))
        return raw[:longest]

    def _change(self, chance: random.Random) -> Change:
        kind = chance.choice(list(Kind))
        among = self.others if kind is Kind.SPLICE else PIECES
        at, length = chance.randrange(LONGEST), chance.randrange(60)
        return Change(kind, at, length, chance.choice(among))

    def _keep(self, raw: bytes, error: Exception) -> None:
        cause = error.__cause__ if isinstance(error, LawBrokenError) else None
        trace = (cause and cause.__traceback__) or error.__traceback__
        frames = traceback.extract_tb(trace)
        # The innermost of our own, whichever library it called.
        frame = [each for each in frames if OURS in each.filename][-1]
        place = f"{type(error).__name__}-{Path(frame.filename).stem}-{frame.lineno}"
        if place in self.seen:
            return
        self.seen.add(place)
        digest = sha256(raw).hexdigest()[:8]
        (self.folder / f"{place}-{digest}{Path(self.name).suffix}").write_bytes(raw)
        sys.stderr.write(f"{place}\n")
        traceback.print_exception(error, limit=-4)


def main(reader: str, folder: str, *arguments: str) -> None:
    """Run until libFuzzer has had enough; it ends the process."""
    warnings.simplefilter("ignore")
    logging.disable()
    target = Target(reader, Path(folder))
    atheris.Setup(
        [sys.argv[0], *arguments],
        target.run,
        custom_mutator=target.mutate,
        enable_python_coverage=True,
    )
    atheris.Fuzz()


if __name__ == "__main__":
    main(*sys.argv[1:])
