"""TLS as addresses say it."""

from __future__ import annotations

import shutil
import ssl
import subprocess
from typing import TYPE_CHECKING

import pytest

from schemas.errors import SetupError
from tests.certificates import Authority, Pair
from worker.connection import connect
from worker.tls import tls_of
from worker.web.stream import connect as connect_page

if TYPE_CHECKING:
    from pathlib import Path

needs_openssl = pytest.mark.skipif(shutil.which("openssl") is None, reason="needs openssl")


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    return Authority(tmp_path_factory.mktemp("ca"), "authority")


@pytest.fixture(scope="module")
def pair(authority: Authority) -> Pair:
    return authority.issue("client")


def refusal(url: str) -> str:
    with pytest.raises(SetupError) as refused:
        tls_of(url)
    return str(refused.value)


@pytest.mark.parametrize("url", ["redis://host", "unix:///run/server.sock"])
def test_other_addresses_have_no_tls(url: str) -> None:
    assert tls_of(url) == {}


def test_certificate_and_name_are_verified() -> None:
    verified = {"ssl_cert_reqs": ssl.CERT_REQUIRED, "ssl_check_hostname": True}
    assert tls_of("rediss://host?ssl_cert_reqs=required&ssl_check_hostname=true") == verified


@pytest.mark.parametrize(
    "stated",
    [
        "ssl_cert_reqs=none",
        "ssl_cert_reqs=optional",
        "ssl_cert_reqs=none&ssl_cert_reqs=required",
        "ssl_cert_reqs=required&ssl_cert_reqs=none",
        "ssl_check_hostname=false",
        "ssl_check_hostname=0",
        "ssl_exclude_verify_flags=VERIFY_X509_STRICT",
        "ssl%5Fcert_reqs=none",
    ],
)
@pytest.mark.parametrize("client", [connect, connect_page, tls_of])
def test_verification_cannot_be_switched_off(client: object, stated: str) -> None:
    with pytest.raises(SetupError, match="servers are always verified"):
        client(f"rediss://host?{stated}")  # type: ignore[operator]


def test_parameters_of_tls_without_tls_are_refused() -> None:
    assert "use rediss://" in refusal("redis://host?ssl_cert_reqs=required")


def test_a_file_that_is_missing_is_named() -> None:
    told = refusal("rediss://host?ssl_ca_certs=/nowhere/ca.pem")
    assert told.startswith("TLS: the CA file /nowhere/ca.pem cannot be read")


def test_a_file_without_certificates_is_named(tmp_path: Path) -> None:
    (tmp_path / "ca.pem").write_text("nothing")
    told = refusal(f"rediss://host?ssl_ca_certs={tmp_path}/ca.pem")
    assert told == f"TLS: {tmp_path}/ca.pem has no certificates in PEM format"


@needs_openssl
def test_files_that_fit_are_taken(authority: Authority, pair: Pair) -> None:
    url = f"rediss://h?ssl_ca_certs={authority.file}&ssl_certfile={pair[0]}&ssl_keyfile={pair[1]}"
    assert tls_of(url)["ssl_keyfile"] == str(pair.key)


@needs_openssl
def test_a_certificate_without_its_key_is_refused(pair: Pair) -> None:
    assert "needs its key" in refusal(f"rediss://host?ssl_certfile={pair.certificate}")


@needs_openssl
def test_the_key_of_another_certificate_is_refused(authority: Authority, pair: Pair) -> None:
    other = authority.issue("other").key
    told = refusal(f"rediss://host?ssl_certfile={pair.certificate}&ssl_keyfile={other}")
    assert told.endswith("the key is that of another certificate")


@needs_openssl
def test_a_key_with_a_password_is_refused_and_not_asked_for(pair: Pair, tmp_path: Path) -> None:
    locked = tmp_path / "locked.key"
    command = ["openssl", "ec", "-in", pair.key, "-aes256", "-passout", "pass:x", "-out", locked]
    subprocess.run(list(map(str, command)), check=True, capture_output=True)
    told = refusal(f"rediss://host?ssl_certfile={pair.certificate}&ssl_keyfile={locked}")
    assert told.endswith("the key without a password")
