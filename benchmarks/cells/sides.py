"""Who is measured: each side runs in a process of its own and answers with one JSON document."""

import argparse
import os
import subprocess
from pathlib import Path

from measuring.turns import document

HERE = Path(__file__).resolve().parent
HARBINGER = "Harbinger"


def shared(arguments: argparse.Namespace, cell: str) -> list:
    options = ["--cells", cell]
    for name in ("batches", "time", "features", "units", "clock", "seconds", "rounds", "warm_up"):
        options += ["--" + name.replace("_", "-"), str(getattr(arguments, name))]
    return options


class Harbinger:
    """A cell of ours."""

    def __init__(self, arguments: argparse.Namespace, cell: str):
        self.cell = cell
        self.launcher = str(HERE.parent.parent / "harbinger")
        self.command = [self.launcher, "bench", "cells", "--json"] + shared(arguments, cell)

    def measure(self) -> tuple:
        told = document(self.command, dict(os.environ))
        rates = {
            (rate["pass"], rate["cell"], rate["batch"], HARBINGER): rate["sequencesPerSecond"]["rounds"]
            for rate in told["rates"]
        }
        version = subprocess.run([self.launcher, "--version"], check=True, capture_output=True, text=True)
        return rates, {"harbinger": version.stdout.strip()}

    def __str__(self) -> str:
        return f"{HARBINGER}, {self.cell}"


class Peer:
    """A cell by PyTorch in Python."""

    def __init__(self, python: Path, arguments: argparse.Namespace, cell: str):
        self.cell = cell
        self.cache = python.parent.parent / "inductor-cache"
        self.command = [str(python), str(HERE / "peer.py"), "--engines", arguments.engines] + shared(arguments, cell)

    def measure(self) -> tuple:
        # What torch.compile made once, a later turn takes from the cache.
        told = document(self.command, os.environ | {"TORCHINDUCTOR_CACHE_DIR": str(self.cache)})
        rates = {(rate["pass"], rate["cell"], rate["batch"], rate["engine"]): rate["rounds"] for rate in told["rates"]}
        return rates, told["versions"]

    def __str__(self) -> str:
        return f"Python, {self.cell}"
