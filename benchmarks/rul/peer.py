"""Measures Python's ways to run the network of a model directory; prints one JSON document.

Before anything is timed, the rebuilt network must answer the directory's own sample, and every
engine must answer as the rebuilt network does.
"""

import argparse
import json
import platform
import sys
from pathlib import Path

import numpy
import onnxruntime
import torch

sys.path.insert(1, str(Path(__file__).resolve().parent.parent))

from engines import ENGINES
from measuring.throughput import measure
from model import RulDirectory

TOLERANCE = 1e-4


def main() -> None:
    arguments = parse()
    torch.set_num_threads(arguments.threads)
    torch.set_num_interop_threads(1)
    directory = RulDirectory.open(arguments.model)
    with torch.inference_mode():
        checked = directory.check()
        rates = [
            {"engine": engine, "batch": batch, "rounds": timed(directory, engine, batch, arguments)}
            for engine in arguments.engines
            for batch in arguments.batches
        ]
    document = {
        "threads": arguments.threads,
        "sampleDifference": checked,
        "versions": {
            "python": platform.python_version(),
            "torch": torch.__version__,
            "onnxruntime": onnxruntime.__version__,
            "numpy": numpy.__version__,
        },
        "rates": rates,
    }
    json.dump(document, sys.stdout)
    print()


def timed(directory: RulDirectory, engine: str, batch: int, arguments: argparse.Namespace) -> list:
    x = directory.random_input(batch)
    run = ENGINES[engine](directory, x, arguments.threads)
    for told, expected in zip(run(), directory.network(x)):
        difference = float((told - expected).abs().max())
        if not difference <= TOLERANCE:
            raise SystemExit(f"{engine} differs from the network by {difference} at batch {batch} (expected {TOLERANCE} at most)")
    return measure(run, batch, arguments.warm_up, arguments.seconds, arguments.rounds)


def parse() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--model", type=Path, required=True, help="a model's directory or one version of it")
    parser.add_argument("--batches", type=lambda t: [int(n) for n in t.split(",")], default=[1, 32, 256])
    parser.add_argument("--engines", type=lambda t: t.split(","), default=list(ENGINES))
    parser.add_argument("--threads", type=int, default=1, help="of one operation")
    parser.add_argument("--seconds", type=float, default=1, help="of one round")
    parser.add_argument("--warm-up", type=float, default=1, help="seconds before the first round")
    parser.add_argument("--rounds", type=int, default=3)
    arguments = parser.parse_args()
    for engine in arguments.engines:
        if engine not in ENGINES:
            parser.error(f"no engine {engine} (expected of {', '.join(ENGINES)})")
    if min(arguments.batches) < 1 or arguments.threads < 1 or arguments.rounds < 1:
        parser.error("batches, threads and rounds must be at least 1")
    return arguments


if __name__ == "__main__":
    main()
