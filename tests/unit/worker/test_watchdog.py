"""The end of a process that hangs; each in a process of its own, as the test's would end."""

from __future__ import annotations

import subprocess
import sys

SHORT = "from worker.watchdog import Watchdog; dog = Watchdog(0.3); import os, time; dog.step()\n"


def run(script: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", SHORT + script],
        capture_output=True,
        text=True,
        timeout=20,
        check=False,
    )


def test_a_process_without_a_step_ends_with_status_1_and_says_where_it_stood() -> None:
    ended = run("def far(news): time.sleep(60)\nfar('Ferry sails')")
    assert ended.returncode == 1
    assert ended.stderr.startswith("Timeout (0:00:00.300000)!\nThread")
    assert " in far\n" in ended.stderr
    assert "Ferry" not in ended.stderr


def test_it_ends_while_a_call_lets_no_other_thread_run() -> None:
    assert run("import ctypes; ctypes.PyDLL(None).sleep(60)").returncode == 1


def test_a_process_that_makes_steps_goes_on() -> None:
    """Each step counts that comes a second or more after the one before."""
    script = "dog = Watchdog(2.0)\nfor _ in range(30): time.sleep(0.1); dog.step()\nprint('on')"
    went = run(script)
    assert (went.returncode, went.stdout, went.stderr) == (0, "on\n", "")


def test_while_it_stops_it_has_other_time() -> None:
    went = run("dog.let_end(60); dog.step(); time.sleep(0.6); print('on')")
    assert (went.returncode, went.stdout) == (0, "on\n")


def test_the_time_to_stop_ends_too() -> None:
    ended = run("dog.let_end(0.1); dog.step(); time.sleep(60)")
    assert ended.stderr.startswith("Timeout (0:00:00.100000)!")


def test_what_is_left_is_watched_no_longer() -> None:
    went = run("dog.leave(); dog.step(); time.sleep(0.6); print('on')")
    assert (went.returncode, went.stdout) == (0, "on\n")


def test_a_forked_child_is_not_watched_whatever_it_calls() -> None:
    script = """
if not os.fork(): time.sleep(1.1); dog.step(); dog.let_end(0.1); time.sleep(0.3); dog.leave(); os._exit(7)
dog.leave()
print(os.waitstatus_to_exitcode(os.wait()[1]))
"""
    assert run(script).stdout == "7\n"
