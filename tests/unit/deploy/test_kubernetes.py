"""The Kubernetes manifests: valid, confined, and right for what they run."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING, Any

import jsonschema
import pytest
import yaml

from tasks.keys import Keys
from tasks.queues import TASK_STAGES
from tests.unit.deploy.manifests import (
    CUSTOM,
    FILES,
    FOLDER,
    MANIFESTS,
    OURS,
    WORKLOADS,
    Manifest,
    called,
    container,
    environment,
    name_of,
    number_of_bytes,
    pod,
    read,
)
from worker.secret_files import FILE
from worker.settings import load_settings

if TYPE_CHECKING:
    from worker.settings import Settings

SCHEMA = Path(__file__).with_name("custom_resources.yaml")
BUILT_IN = [each for each in MANIFESTS if each["kind"] not in CUSTOM]
APART = {"kustomization.yaml", "secret.example.yaml", "keda.yaml", "servicemonitor.yaml"}
each_workload = pytest.mark.parametrize("workload", WORKLOADS, ids=name_of)
each_role = pytest.mark.parametrize("workload", OURS, ids=name_of)


def settings_of(workload: Manifest, folder: Path) -> Settings:
    """What a role makes of its variables, with files for its secrets."""
    secret = folder / "secret"
    secret.write_text("a secret of more than sixteen characters")
    given = environment(workload)
    placed = {name: str(secret) for name in given if name.endswith(FILE)}
    return load_settings({**given, **placed}, {}).settings


@pytest.mark.parametrize("version", ["1.34", "1.37"])
@pytest.mark.parametrize("manifest", BUILT_IN, ids=name_of)
def test_kubernetes_knows_every_field(manifest: Manifest, version: str) -> None:
    checker: Any = pytest.importorskip("kubernetes_validate")
    checker.validate(manifest, version, strict=True)


@pytest.mark.parametrize("kind", CUSTOM)
def test_a_custom_resource_is_as_its_reference_says(kind: str) -> None:
    schema = yaml.safe_load(SCHEMA.read_text("utf-8"))
    checker = jsonschema.Draft202012Validator({**schema, "$ref": f"#/$defs/{kind}"})
    [found] = [each for each in MANIFESTS if each["kind"] == kind]
    checker.validate(found)


def test_kustomize_takes_all_that_needs_no_other_software() -> None:
    [kustomization] = read("kustomization.yaml")
    assert set(kustomization["resources"]) == set(FILES) - APART


def test_kustomize_sets_the_image() -> None:
    kubectl = shutil.which("kubectl")
    if kubectl is None:
        pytest.skip("there is no kubectl")
    done = subprocess.run(
        [kubectl, "kustomize", str(FOLDER)], capture_output=True, text=True, check=True
    )
    images = {container(each)["image"] for each in yaml.safe_load_all(done.stdout) if runs(each)}
    assert images == {"redis:8", "wiredesk:0.1.0"}


def runs(manifest: Manifest) -> bool:
    """Whether it has pods."""
    return manifest["kind"] in {"Deployment", "StatefulSet"}


def test_no_manifest_names_a_namespace() -> None:
    assert [each for each in MANIFESTS if "namespace" in each["metadata"]] == []


def test_the_example_of_a_secret_holds_none() -> None:
    assert set(called("Secret", "wiredesk")["stringData"].values()) == {""}


@each_workload
def test_a_pod_is_confined(workload: Manifest) -> None:
    spec = pod(workload)
    assert spec["securityContext"]["runAsNonRoot"] is True
    assert spec["securityContext"]["seccompProfile"] == {"type": "RuntimeDefault"}
    assert spec["automountServiceAccountToken"] is False
    for each in [*spec["containers"], *spec.get("initContainers", [])]:
        assert each["securityContext"] == {
            "allowPrivilegeEscalation": False,
            "readOnlyRootFilesystem": True,
            "capabilities": {"drop": ["ALL"]},
        }
        assert {"requests", "limits"} == each["resources"].keys()


@each_workload
def test_the_names_of_services_do_not_get_among_the_settings(workload: Manifest) -> None:
    """A service `wiredesk-web` would set WIREDESK_WEB_PORT to `tcp://…`."""
    assert pod(workload)["enableServiceLinks"] is False


@each_workload
def test_a_workload_selects_its_own_pods(workload: Manifest) -> None:
    selected = workload["spec"]["selector"]["matchLabels"]
    assert selected.items() <= workload["spec"]["template"]["metadata"]["labels"].items()
    assert selected == workload["metadata"]["labels"]


@pytest.mark.parametrize("role", ["redis", "web"])
def test_a_service_leads_to_a_port_of_its_pods(role: str) -> None:
    service = called("Service", f"wiredesk-{role}")
    [workload] = [e for e in WORKLOADS if e["metadata"]["name"] == f"wiredesk-{role}"]
    assert service["spec"]["selector"] == workload["spec"]["selector"]["matchLabels"]
    [opened], [led] = container(workload)["ports"], service["spec"]["ports"]
    assert (led["targetPort"], led["port"]) == (opened["name"], opened["containerPort"])


@each_workload
def test_every_mount_has_its_volume(workload: Manifest) -> None:
    volumes = {each["name"] for each in pod(workload)["volumes"]}
    volumes |= {e["metadata"]["name"] for e in workload["spec"].get("volumeClaimTemplates", [])}
    assert {each["name"] for each in container(workload)["volumeMounts"]} == volumes


@each_role
def test_a_role_takes_the_settings_it_is_given(workload: Manifest, tmp_path: Path) -> None:
    settings = settings_of(workload, tmp_path)
    assert settings.server_url is not None
    assert "wiredesk-redis:6379" in settings.server_url


@each_role
def test_the_secrets_of_a_role_are_mounted_where_it_looks(workload: Manifest) -> None:
    [volume] = [each for each in pod(workload)["volumes"] if "secret" in each]
    [mount] = [e for e in container(workload)["volumeMounts"] if e["name"] == volume["name"]]
    mounted = {f"{mount['mountPath']}/{item['path']}" for item in volume["secret"]["items"]}
    told = {value for name, value in environment(workload).items() if name.endswith(FILE)}
    assert told == mounted


@each_role
def test_a_role_is_asked_for_its_own_health(workload: Manifest) -> None:
    role = workload["metadata"]["labels"]["app.kubernetes.io/component"]
    for probe in ("startupProbe", "readinessProbe", "livenessProbe"):
        assert container(workload)[probe]["exec"]["command"] == ["wiredesk", "health", role]


@each_role
def test_health_takes_little_of_a_processor(workload: Manifest) -> None:
    steady = [container(workload)[probe] for probe in ("readinessProbe", "livenessProbe")]
    assert sum(0.5 / probe["periodSeconds"] for probe in steady) <= 0.03


@each_role
def test_a_server_that_is_away_for_some_minutes_restarts_nobody(workload: Manifest) -> None:
    probe = container(workload)["livenessProbe"]
    assert probe["periodSeconds"] * probe["failureThreshold"] >= 600


@pytest.mark.parametrize("role", ["watcher", "worker"])
def test_a_stopping_role_may_finish_its_batch(role: str, tmp_path: Path) -> None:
    workload = called("Deployment", f"wiredesk-{role}")
    settings = settings_of(workload, tmp_path)
    given = pod(workload)["terminationGracePeriodSeconds"]
    assert given > max(settings.hard_time_limit_seconds, settings.stop_seconds)


def test_a_document_that_needs_too_much_memory_does_not_end_its_worker(tmp_path: Path) -> None:
    workload = called("Deployment", "wiredesk-worker")
    settings = settings_of(workload, tmp_path)
    limit = number_of_bytes(container(workload)["resources"]["limits"]["memory"])
    assert settings.concurrency is not None
    assert limit > settings.concurrency * settings.worker_memory_bytes * 1.2


def test_redis_has_room_for_what_is_kept(tmp_path: Path) -> None:
    redis = container(called("StatefulSet", "wiredesk-redis"))
    [told] = re.findall(r"--maxmemory (\S+)", redis["args"][0])
    settings = settings_of(OURS[0], tmp_path)
    kept = 2 * settings.stream_max_bytes + settings.high_water_bytes
    limit = number_of_bytes(redis["resources"]["limits"]["memory"])
    assert kept < number_of_bytes(told) <= limit / 1.5


def test_redis_evicts_nothing_and_writes_to_disk() -> None:
    [script] = container(called("StatefulSet", "wiredesk-redis"))["args"]
    assert "--appendonly yes" in script
    assert "--maxmemory-policy noeviction" in script


def test_every_role_may_reach_redis() -> None:
    policy = called("NetworkPolicy", "wiredesk-redis")["spec"]
    allowed = policy["ingress"][0]["from"][0]["podSelector"]["matchLabels"].items()
    for each in OURS:
        assert allowed <= each["spec"]["template"]["metadata"]["labels"].items()


def test_keda_looks_at_every_queue() -> None:
    triggers = called("ScaledObject", "wiredesk-worker")["spec"]["triggers"]
    queues = [Keys().celery + stage for stage in TASK_STAGES]
    assert [each["metadata"]["listName"] for each in triggers] == queues


def test_enough_may_be_in_flight_to_ask_for_all_workers(tmp_path: Path) -> None:
    spec = called("ScaledObject", "wiredesk-worker")["spec"]
    settings = settings_of(called("Deployment", "wiredesk-worker"), tmp_path)
    assert settings.concurrency is not None
    taken = spec["maxReplicaCount"] * settings.concurrency * 4  # messages beforehand
    waiting = settings.high_water_documents / settings.batch_size - taken
    assert waiting >= spec["maxReplicaCount"] * int(spec["triggers"][0]["metadata"]["listLength"])


def test_keda_has_the_password_of_redis() -> None:
    [target] = called("TriggerAuthentication", "wiredesk-redis")["spec"]["secretTargetRef"]
    assert target["name"] == called("Secret", "wiredesk")["metadata"]["name"]
    assert target["key"] in called("Secret", "wiredesk")["stringData"]


def test_the_number_of_workers_is_left_to_who_scales() -> None:
    assert "replicas" not in called("Deployment", "wiredesk-worker")["spec"]


def test_the_alerts_know_what_the_service_monitor_reads() -> None:
    label = called("ServiceMonitor", "wiredesk")["spec"]["jobLabel"]
    assert called("Service", "wiredesk-web")["metadata"]["labels"][label] == "wiredesk"
