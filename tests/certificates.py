"""Certificates for tests: made by OpenSSL when they are asked for."""

from __future__ import annotations

import shutil
import subprocess
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from pathlib import Path

EC_KEY = ("-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes")
CA_USAGE = ("-addext", "keyUsage=critical,keyCertSign,cRLSign")
EXTENSIONS = """\
subjectAltName=DNS:localhost
keyUsage=critical,digitalSignature
subjectKeyIdentifier=hash
authorityKeyIdentifier=keyid
"""


class Pair(NamedTuple):
    """A certificate and its key."""

    certificate: Path
    key: Path


class Authority:
    """A CA in a folder."""

    def __init__(self, folder: Path, name: str) -> None:
        self._folder = folder
        self._own = Pair(folder / f"{name}.pem", folder / f"{name}.key")
        out = ("-keyout", self._own.key, "-out", self.file, "-days", "2", "-subj", f"/CN={name}")
        _openssl("req", "-x509", *EC_KEY, *CA_USAGE, *out)

    @property
    def file(self) -> Path:
        """Its certificate."""
        return self._own.certificate

    def issue(self, name: str, *, days: int = 2) -> Pair:
        """A certificate for this machine; with days below 0 it has expired."""
        made = Pair(self._folder / f"{name}.pem", self._folder / f"{name}.key")
        request, names = self._folder / f"{name}.csr", self._folder / f"{name}.names"
        names.write_text(EXTENSIONS)
        _openssl("req", *EC_KEY, "-keyout", made.key, "-out", request, "-subj", f"/CN={name}")
        signed_by = ("-CA", self.file, "-CAkey", self._own.key, "-CAcreateserial")
        ends = ("-days", str(days), "-extfile", names)
        _openssl("x509", "-req", "-in", request, *signed_by, *ends, "-out", made.certificate)
        return made


def _openssl(*arguments: str | Path) -> None:
    program = shutil.which("openssl") or "openssl"
    subprocess.run([program, *arguments], check=True, capture_output=True)
