"""Who is measured: each side runs in a process of its own and answers with one JSON document."""

import argparse
import os
import subprocess
import sys
from pathlib import Path

from measuring.turns import document

HERE = Path(__file__).resolve().parent
HARBINGER = {"model": "Harbinger model", "server": "Harbinger server"}
STREAMING = {"model": "streaming model", "server": "streaming server"}
STREAMING_ONNX = {"model": "streaming model, onnxruntime", "server": "streaming server, onnxruntime"}
COMMAND = str(HERE.parent.parent / "harbinger")


def for_onnxruntime(model: Path, under: Path) -> Path:
    """A copy of a version that ONNX Runtime computes, once it has answered the version's own sample."""
    copy = under / model.parent.name / f"{model.name}-onnxruntime"
    copy.parent.mkdir()
    subprocess.run(
        [COMMAND, "models", "backend", str(model), "--to", "onnxruntime", "--out", str(copy)], check=True, stdout=sys.stderr
    )
    return copy


class Harbinger:
    """Our model, bare and behind the model server."""

    def __init__(self, arguments: argparse.Namespace, model: Path, names: dict, threads: int):
        self.threads = threads
        self.model = model
        self.names = names
        self.command = [
            COMMAND, "bench", "rul", "--json",
            "--model", str(model), "--batches", arguments.batches, "--threads", str(threads),
            "--seconds", str(arguments.seconds), "--warm-up", str(arguments.warm_up), "--rounds", str(arguments.rounds),
        ]  # fmt: skip

    def measure(self) -> tuple:
        told = document(self.command, dict(os.environ))
        rates = {
            (self.threads, self.names[rate["side"]], rate["batch"]): rate["windowsPerSecond"]["rounds"]
            for rate in told["rates"]
        }
        version = subprocess.run([self.command[0], "--version"], check=True, capture_output=True, text=True)
        return rates, {"harbinger": version.stdout.strip()}

    def __str__(self) -> str:
        return f"Harbinger, {self.model.parent.name}/{self.model.name}, {self.threads} worker(s)"


class Peer:
    """Python's engines."""

    def __init__(self, python: Path, arguments: argparse.Namespace, threads: int):
        self.threads = threads
        self.cache = python.parent.parent / "inductor-cache"
        self.command = [
            str(python), str(HERE / "peer.py"), "--model", str(arguments.model),
            "--batches", arguments.batches, "--threads", str(threads), "--engines", arguments.engines,
            "--seconds", str(arguments.seconds), "--warm-up", str(arguments.warm_up), "--rounds", str(arguments.rounds),
        ]  # fmt: skip

    def measure(self) -> tuple:
        # What torch.compile made once, a later turn takes from the cache.
        told = document(self.command, os.environ | {"TORCHINDUCTOR_CACHE_DIR": str(self.cache)})
        rates = {(self.threads, rate["engine"], rate["batch"]): rate["rounds"] for rate in told["rates"]}
        return rates, told["versions"]

    def __str__(self) -> str:
        return f"Python, {self.threads} thread(s)"
