from __future__ import annotations

import gc

import pytest

from worker.cli.starting import loading


def test_nothing_is_looked_through_for_garbage_while_a_role_is_loading() -> None:
    with loading():
        assert not gc.isenabled()
    assert gc.isenabled()


def test_what_was_loaded_is_left_out_of_later_looks() -> None:
    before = gc.get_freeze_count()
    with loading():
        kept = [[number] for number in range(1000)]
    assert gc.get_freeze_count() >= before + len(kept)


def test_garbage_is_looked_for_again_when_loading_has_failed() -> None:
    with pytest.raises(ImportError), loading():
        raise ImportError
    assert gc.isenabled()
