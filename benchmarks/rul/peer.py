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

TOLERANCES = {"float32": 1e-4, "float16": 2e-2, "bfloat16": 2e-1}


def main() -> None:
    arguments = parse()
    torch.set_num_threads(arguments.threads)
    torch.set_num_interop_threads(1)
    directory = RulDirectory.open(arguments.model)
    with torch.inference_mode():
        checked = directory.check()
        directory.network.to(arguments.device, getattr(torch, arguments.precision))
        rates = [
            {"engine": engine, "batch": batch, "rounds": timed(directory, engine, batch, arguments)}
            for engine in arguments.engines
            for batch in arguments.batches
        ]
    document = {
        "threads": arguments.threads,
        "device": torch.cuda.get_device_name() if arguments.device == "cuda" else arguments.device,
        "precision": arguments.precision,
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
    there = brought(x, arguments)
    function = ENGINES[engine](directory, there, arguments.threads)
    tolerance = TOLERANCES[arguments.precision]
    for told, expected in zip(function(there), directory.network(there)):
        difference = float((told - expected).abs().max())
        if not difference <= tolerance:
            raise SystemExit(f"{engine} differs from the network by {difference} at batch {batch} (expected {tolerance} at most)")
    # From the host's memory to the host's memory, as our model does it; in the host nothing is moved.
    run = lambda: [told.to("cpu", torch.float32) for told in function(brought(x, arguments))]
    return measure(run, batch, arguments.warm_up, arguments.seconds, arguments.rounds)


def brought(x: torch.Tensor, arguments: argparse.Namespace) -> torch.Tensor:
    return x.to(arguments.device, getattr(torch, arguments.precision))


def parse() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--model", type=Path, required=True, help="a model's directory or one version of it")
    parser.add_argument("--batches", type=lambda t: [int(n) for n in t.split(",")], default=[1, 32, 256])
    parser.add_argument("--engines", type=lambda t: t.split(","), default=list(ENGINES))
    parser.add_argument("--device", choices=["cpu", "cuda"], default="cpu")
    parser.add_argument("--precision", choices=list(TOLERANCES), default="float32", help="of weights, inputs and products")
    parser.add_argument("--threads", type=int, default=1, help="of one operation")
    parser.add_argument("--seconds", type=float, default=1, help="of one round")
    parser.add_argument("--warm-up", type=float, default=1, help="seconds before the first round")
    parser.add_argument("--rounds", type=int, default=3)
    arguments = parser.parse_args()
    for engine in arguments.engines:
        if engine not in ENGINES:
            parser.error(f"no engine {engine} (expected of {', '.join(ENGINES)})")
    if "onnxruntime" in arguments.engines and (arguments.device != "cpu" or arguments.precision != "float32"):
        parser.error("onnxruntime runs on the processor in float32 only")
    if min(arguments.batches) < 1 or arguments.threads < 1 or arguments.rounds < 1:
        parser.error("batches, threads and rounds must be at least 1")
    return arguments


if __name__ == "__main__":
    main()
