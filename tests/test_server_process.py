"""The service as a process: articles that kill or stop their process, clients that dawdle, too many at once, its end."""

from __future__ import annotations

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import jsonschema
import pytest

from claimlint.reports.json_report import schema
from tests.conftest import ROOT
from tests.plugin_site import distribution
from tests.server_process import TOKEN, Running, until
from tests.test_plugins import CHECK, MODULE
from tests.test_rulebase import GOOD

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="looks at processes in /proc")
#: A check that finds the text's first word, and dies, hangs or takes its time where the text asks for it.
PERILOUS = MODULE.replace("    BUILD\n", "    import os, time\n").replace(
    '        at = analysis.document.text.find("magic beans")\n        if at >= 0:\n            BODY\n',
    "        text = analysis.document.text\n"
    '        if "kill me" in text: os.kill(os.getpid(), 9)\n'
    '        if "hang here" in text: time.sleep(600)\n'
    '        if "fail here" in text: raise ValueError(text)\n'
    '        if "wait here" in text: time.sleep(0.5)\n'
    "        yield Hit(0, len(text.split()[0]))\n",
)
RULE = GOOD.replace('check: phrases\nphrases: ["magic beans"]', "check: odd\nwords: [beans]").replace(
    "scope: [sentence]", "scope: [title, heading, sentence]"
)


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory):
    folder = tmp_path_factory.mktemp("service")
    distribution(folder / "site", "perilous", CHECK, {"odd_check.py": PERILOUS})
    (folder / "pack").mkdir()
    (folder / "pack" / "odd.yml").write_text(RULE)
    path = os.pathsep.join((str(folder / "site"), str(ROOT)))
    (folder / "token").write_text(f"{TOKEN}\n")
    running = Running(
        folder, "--rules-dir", "pack", "--select", "language/test-rule", "--token-file", "token", "--jobs", "2",
        "--time-limit", "4", "--body-time", "1", "--queue", "4", "--stop-time", "10", env={"PYTHONPATH": path},
    )  # fmt: skip
    assert running.ask("/healthz")[0] == 200
    early = running.ask("/v1/check", b"Beans.")
    assert early[0] == 200 or (early[0], early[1]["code"], early[2]["Retry-After"]) == (503, "not-ready", "5")
    running.ready()
    yield running
    if running.process.poll() is None:
        running.process.kill()
        running.stop()


def first_word(body: dict) -> str:
    (finding,) = body["files"][0]["findings"]
    return finding["excerpt"]


def test_no_answer_is_anothers(service):
    def ask(number: int) -> tuple[int, str]:
        name = f"word{number}"
        while True:
            status, body, headers = service.ask(f"/v1/check?name={name}", f"{name} is here.\n".encode())
            if status == 200:
                return number, f"{first_word(body)} {body['files'][0]['path']}"
            assert (status, body["code"]) == (429, "busy") and int(headers["Retry-After"]) >= 1
            time.sleep(0.02)

    with ThreadPoolExecutor(12) as clients:
        told = dict(clients.map(ask, range(60)))
    assert told == {number: f"word{number} word{number}" for number in range(60)}


def test_an_article_that_kills_its_process_is_lost_alone(service):
    with ThreadPoolExecutor(3) as clients:
        killed = clients.submit(service.ask, "/v1/check", b"kill me")
        others = [clients.submit(service.ask, "/v1/check", f"word{n} wait here".encode()) for n in range(2)]
        status, body, _ = killed.result()
        assert (status, body["code"]) == (500, "died")
        assert [first_word(one.result()[1]) for one in others] == ["word0", "word1"]
    until(lambda: service.figure("claimlint_processes_ready") == 2)


def test_an_article_that_hangs_is_lost_alone(service):
    with ThreadPoolExecutor(3) as clients:
        hanging = clients.submit(service.ask, "/v1/check", b"hang here")
        until(lambda: service.figure("claimlint_http_requests_open") >= 2)
        assert first_word(service.ask("/v1/check", b"other text")[1]) == "other"
        status, body, _ = hanging.result()
        assert (status, body["code"]) == (504, "too-slow")
    assert first_word(service.ask("/v1/check", b"other text")[1]) == "other"
    until(lambda: service.figure("claimlint_processes_ready") == 2)


def test_processes_that_die_between_articles_are_replaced(service):
    before = service.processes()
    for process in before:
        if "forkserver" in Path(f"/proc/{process}/cmdline").read_text() and process != min(before):
            children = Path(f"/proc/{process}/task/{process}/children").read_text().split()
            for child in children:
                os.kill(int(child), signal.SIGKILL)
    answers = [service.ask("/v1/check", b"other text") for _ in range(4)]
    # Where it takes longer to start another than an article may wait, that is what is said.
    assert {body.get("code", status) for status, body, _ in answers} <= {200, "waited"}
    until(lambda: service.figure("claimlint_processes_ready") == 2)
    assert first_word(service.ask("/v1/check", b"other text")[1]) == "other"


def test_clients_that_dawdle_keep_nobody_waiting(service):
    def dawdle(sent: bytes) -> socket.socket:
        client = socket.create_connection(("127.0.0.1", service.port))
        client.sendall(sent)
        return client

    head = f"POST /v1/check HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer {TOKEN}\r\nContent-Type: text/plain\r\nContent-Length: 1000\r\n".encode()
    slow = [dawdle(b"")] + [dawdle(head) for _ in range(20)] + [dawdle(head + b"\r\nSome") for _ in range(20)]
    assert first_word(service.ask("/v1/check", b"other text")[1]) == "other"
    late = slow[-1].recv(1000)
    assert late.startswith(b"HTTP/1.1 408 ") and b"application/problem+json" in late
    for client in slow:
        client.close()


def test_what_is_too_large_is_refused_and_the_client_told(service):
    for _ in range(5):
        status, body, _ = service.ask("/v1/check", b"a" * 3_000_000)
        assert (status, body["code"]) == (413, "too-large")
        assert service.ask("/v1/check", b"a" * 3_000_000, token="wrong")[0] == 401


@pytest.mark.skipif(not shutil.which("curl"), reason="needs curl")
def test_the_examples_of_the_guide_work(service, tmp_path):
    guide = (ROOT / "docs/serve.md").read_text(encoding="utf-8")
    examples = re.findall(r"^\$ (curl (?:.*\\\n)*.*)$", guide, re.MULTILINE)
    assert len(examples) >= 3
    (tmp_path / "article.md").write_text("# Beans\n\nThese magic beans cure arthritis.\n")
    (tmp_path / "article.html").write_text("<h1>Beans</h1><p>These magic beans cure arthritis.</p>")
    env = {**os.environ, "CLAIMLINT_TOKEN": TOKEN}
    for example in examples:
        command = example.replace("http://127.0.0.1:8765", service.address)
        done = subprocess.run(command, shell=True, cwd=tmp_path, env=env, capture_output=True, text=True)
        assert done.returncode == 0, (example, done.stderr)
        if "/v1/check" in example and "text/html" not in example.partition("Accept")[2]:
            import json

            jsonschema.validate(json.loads(done.stdout), schema())


def test_neither_log_nor_errors_hold_words_of_requests(service):
    service.ask("/v1/check?name=secretname", b"Secretword here.")
    status, body, _ = service.ask("/v1/check", b"Secretword: fail here")
    assert (status, body["code"]) == (500, "fault")
    until(lambda: "perilous 1.0: a plugin failed" in "".join(service.said), 5)
    service.ask("/v1/secretpath?secretquery=1", token="secrettoken")
    until(lambda: any(" unknown 401 " in line for line in service.log))
    assert "secret" not in "".join(service.log + service.said).lower()


def test_the_end_waits_for_what_was_accepted(service):
    """The last test: the service is over after it."""
    processes = service.processes()
    with ThreadPoolExecutor(4) as clients:
        asked = [clients.submit(service.ask, "/v1/check", f"word{n} wait here".encode()) for n in range(4)]
        until(lambda: service.figure("claimlint_articles_waiting") == 2)
        assert service.stop() == 0
        assert [first_word(one.result()[1]) for one in asked] == [f"word{n}" for n in range(4)]
    assert "stopping" in service.said[-1]
    until(lambda: not any(Path(f"/proc/{process}").exists() for process in processes))


def test_an_interrupt_ends_it_even_while_models_load(tmp_path):
    running = Running(tmp_path, "--no-config", "--jobs", "1")
    processes = running.processes()
    assert running.stop(signal.SIGINT, 60) == 130
    assert running.said[-1] == "claimlint: interrupted.\n" and "Traceback" not in "".join(running.said)
    until(lambda: not any(Path(f"/proc/{process}").exists() for process in processes))
