"""Who is measured: each side runs in a process of its own and answers with one JSON document."""

import argparse
import os
from pathlib import Path

from measuring.turns import document

HERE = Path(__file__).resolve().parent


class Harbinger:
    """The model server, the bare model, predictors in subtasks, and ONNX Runtime in Java."""

    def __init__(self, arguments: argparse.Namespace):
        self.command = [
            str(HERE.parent.parent / "harbinger"), "bench", "serving", "--json",
            "--model", str(arguments.model), "--loads", arguments.loads, "--threads", str(arguments.threads),
            "--subtasks", str(arguments.subtasks), "--seconds", str(arguments.seconds),
            "--warm-up", str(arguments.warm_up), "--overload",
        ]  # fmt: skip

    def measure(self) -> tuple:
        told = document(self.command, dict(os.environ))
        found = figures(told)
        overload = told["overload"]
        found["overload", "capacity"] = [overload.pop("capacity")]
        for moment, figure in overload.items():
            found["overload", moment] = [figure]
        return found, {}

    def __str__(self) -> str:
        return "Harbinger"


class Peer:
    """Python's engines."""

    def __init__(self, python: Path, arguments: argparse.Namespace):
        self.cache = python.parent.parent / "inductor-cache"
        self.command = [
            str(python), str(HERE / "peer.py"), "--model", str(arguments.model), "--loads", arguments.loads,
            "--engines", arguments.engines, "--threads", str(arguments.threads),
            "--seconds", str(arguments.seconds), "--warm-up", str(arguments.warm_up),
        ]  # fmt: skip

    def measure(self) -> tuple:
        # What torch.compile made once, a later turn takes from the cache.
        told = document(self.command, os.environ | {"TORCHINDUCTOR_CACHE_DIR": str(self.cache)})
        return figures(told), told["versions"]

    def __str__(self) -> str:
        return "Python"


def figures(told: dict) -> dict:
    found = {("capacity", c["side"]): [c["perSecond"]] for c in told["capacities"]}
    for figure in told["figures"]:
        found["load", figure["offered"], figure["side"]] = [figure]
    return found
