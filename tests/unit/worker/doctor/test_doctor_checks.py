"""What the doctor finds in ledger and folders."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from tests.samples import TEXT, make_document
from worker.doctor.events import events_finding, file_system
from worker.doctor.finding import Level
from worker.doctor.law import ledger_findings
from worker.doctor.spool import spool_findings
from worker.spool import Spool

if TYPE_CHECKING:
    from pathlib import Path

    from tasks.deployment import Deployment


def test_an_admitted_document_is_no_finding(deployment: Deployment) -> None:
    deployment.state.admit([(make_document(), TEXT)], "wiredesk/spool")
    assert list(ledger_findings(deployment)) == []


def test_a_ledger_entry_without_bytes_is_a_problem(deployment: Deployment) -> None:
    document = make_document()
    deployment.state.admit([(document, TEXT)], "wiredesk/spool")
    deployment.redis.delete(deployment.keys.raw(document.id))
    [finding] = ledger_findings(deployment)
    assert (finding.level, document.id in finding.what) == (Level.PROBLEM, True)


def test_a_prepared_spool_is_no_finding_and_one_that_is_not_there_is_not_made(
    tmp_path: Path,
) -> None:
    assert len(list(spool_findings(Spool(tmp_path / "none")))) == 4
    assert not (tmp_path / "none").exists()
    Spool(tmp_path).prepare()
    assert list(spool_findings(Spool(tmp_path))) == []


def test_a_file_made_on_a_local_disk_raises_an_event_and_leaves_nothing(tmp_path: Path) -> None:
    assert events_finding(tmp_path).level is Level.OK
    assert list(tmp_path.iterdir()) == []


def test_no_link_in_the_inbox_is_written_through(tmp_path: Path) -> None:
    (tmp_path / "inbox").mkdir()
    (tmp_path / "outside").write_text("text")
    (tmp_path / "inbox" / f".wiredesk-probe-{os.getpid()}").symlink_to(tmp_path / "outside")
    events_finding(tmp_path / "inbox")
    assert (tmp_path / "outside").read_text() == "text"


def test_the_file_system_of_a_folder_is_that_of_the_mount_around_it(tmp_path: Path) -> None:
    mounts = tmp_path / "mounts"
    mounts.write_text(f"/dev/sda / ext4 rw 0 0\nserver:/x {tmp_path}/in nfs4 rw 0 0\n")
    assert file_system(tmp_path / "in" / "desk", mounts) == "nfs4"
    assert file_system(tmp_path / "other", mounts) == "ext4"


def test_without_a_list_of_mounts_nothing_is_said(tmp_path: Path) -> None:
    assert file_system(tmp_path, tmp_path / "none") == ""
