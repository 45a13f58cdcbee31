"""The Kubernetes manifests, as tests look at them."""

from __future__ import annotations

from typing import Any

import yaml

from tests.conftest import ROOT

FOLDER = ROOT / "deploy" / "kubernetes"

Manifest = dict[str, Any]


def read(name: str) -> list[Manifest]:
    """The documents of a file."""
    return list(yaml.safe_load_all((FOLDER / name).read_text("utf-8")))


FILES: list[str] = sorted(path.name for path in FOLDER.glob("*.yaml"))
MANIFESTS = [each for name in FILES if name != "kustomization.yaml" for each in read(name)]
WORKLOADS = [each for each in MANIFESTS if each["kind"] in {"Deployment", "StatefulSet"}]
OURS = [each for each in WORKLOADS if each["kind"] == "Deployment"]
CUSTOM = ("ScaledObject", "TriggerAuthentication", "ServiceMonitor")


def called(kind: str, name: str) -> Manifest:
    """The one manifest of this kind and name."""
    [found] = [e for e in MANIFESTS if e["kind"] == kind and e["metadata"]["name"] == name]
    return found


def name_of(manifest: Manifest) -> str:
    """Kind and name, to tell test cases apart."""
    return f"{manifest['kind']}-{manifest['metadata']['name']}"


def pod(workload: Manifest) -> Manifest:
    """What a workload says of its pods."""
    spec: Manifest = workload["spec"]["template"]["spec"]
    return spec


def container(workload: Manifest) -> Manifest:
    """A workload's container; it has one."""
    [found] = pod(workload)["containers"]
    return dict(found)


def environment(workload: Manifest) -> dict[str, str]:
    """The variables that a role of ours is given."""
    found: dict[str, str] = {}
    for source in container(workload)["envFrom"]:
        found |= called("ConfigMap", source["configMapRef"]["name"])["data"]
    return found | {each["name"]: each["value"] for each in container(workload).get("env", [])}


def number_of_bytes(quantity: str) -> float:
    """A quantity of memory, of Kubernetes or Redis."""
    for unit, factor in {"Gi": 2**30, "gb": 2**30, "Mi": 2**20, "mb": 2**20}.items():
        if quantity.endswith(unit):
            return float(quantity.removesuffix(unit)) * factor
    return float(quantity)
