"""Python's ways to run the network under an open load; prints one JSON document.

There is no server to compare with in Python's standard outfit, so the peers get the best there could
be: a loop that knows the timetable, takes all windows that are due, runs them as one batch and notes
the time. No queue, no hand-over, no callbacks; the inputs are scaled already.
"""

import argparse
import bisect
import json
import math
import platform
import random
import sys
import time
from pathlib import Path

import numpy
import onnxruntime
import torch

HERE = Path(__file__).resolve().parent
sys.path.insert(1, str(HERE.parent))
sys.path.insert(2, str(HERE.parent / "rul"))

import engines
from model import RulDirectory

TOLERANCE = 1e-4
LARGEST = 256


def eager(directory: RulDirectory, x: torch.Tensor, sizes: list, threads: int) -> dict:
    # Needs no graph, so no batch is padded.
    return {size: engines.eager(directory, x[:size].contiguous(), threads) for size in range(1, LARGEST + 1)}


def compiled(directory: RulDirectory, x: torch.Tensor, sizes: list, threads: int) -> dict:
    function = torch.compile(directory.network, fullgraph=True, dynamic=False)
    return {size: (lambda given: lambda: function(given))(x[:size].contiguous()) for size in sizes}


def onnx(directory: RulDirectory, x: torch.Tensor, sizes: list, threads: int) -> dict:
    return {size: engines.onnx(directory, x[:size].contiguous(), threads) for size in sizes}


ENGINES = {"eager": eager, "compile": compiled, "onnxruntime": onnx}


def main() -> None:
    arguments = parse()
    torch.set_num_threads(arguments.threads)
    torch.set_num_interop_threads(1)
    directory = RulDirectory.open(arguments.model)
    capacities, figures = [], []
    with torch.inference_mode():
        directory.check()
        for engine in arguments.engines:
            runs = checked(directory, engine, arguments)
            capacity(runs, arguments.warm_up)
            capacities.append({"side": engine, "perSecond": capacity(runs, arguments.seconds)})
            for load in arguments.loads:
                figures.append({"side": engine, "offered": load} | at(runs, load, arguments.seconds))
    json.dump(
        {
            "capacities": capacities,
            "figures": figures,
            "versions": {
                "python": platform.python_version(),
                "torch": torch.__version__,
                "onnxruntime": onnxruntime.__version__,
                "numpy": numpy.__version__,
            },
        },
        sys.stdout,
    )
    print()


def checked(directory: RulDirectory, engine: str, arguments: argparse.Namespace) -> dict:
    """A function for each size of a batch, each of which answers as the network does."""
    x = directory.random_input(LARGEST)
    runs = ENGINES[engine](directory, x, arguments.sizes, arguments.threads)
    expected = directory.network(x)
    for size in arguments.sizes:
        for told, whole in zip(runs[size](), expected):
            difference = float((told - whole[:size]).abs().max())
            if not difference <= TOLERANCE:
                raise SystemExit(f"{engine} differs from the network by {difference} at batch {size} (expected {TOLERANCE} at most)")
    return runs


def capacity(runs: dict, seconds: float) -> float:
    """Windows a second in full batches."""
    run, done, start = runs[LARGEST], 0, time.perf_counter()
    while True:
        run()
        done += LARGEST
        elapsed = time.perf_counter() - start
        if elapsed >= seconds:
            return done / elapsed


def at(runs: dict, load: float, seconds: float) -> dict:
    """What becomes of windows that come at random at a mean rate; given up after twice the time."""
    sizes = sorted(runs)
    generator = random.Random(1)
    due, moment = [], 0.0
    for _ in range(max(1, round(load * seconds))):
        moment += generator.expovariate(load)
        due.append(moment)
    latencies, taken, last = [], 0, 0.0
    start = time.perf_counter()
    while taken < len(due):
        now = time.perf_counter() - start
        if now >= 2 * seconds:
            break
        if due[taken] > now:
            time.sleep(due[taken] - now)
            continue
        batch = min(LARGEST, bisect.bisect_right(due, now, taken) - taken)
        runs[sizes[bisect.bisect_left(sizes, batch)]]()
        last = time.perf_counter() - start
        latencies.extend(last - moment for moment in due[taken : taken + batch])
        taken += batch
    latencies.sort()
    return {
        "answered": len(latencies) / last if last else 0,
        "p50Millis": percentile(latencies, len(due), 0.5),
        "p99Millis": percentile(latencies, len(due), 0.99),
        "refusedShare": 0,
    }


def percentile(latencies: list, count: int, share: float):
    """None where what was answered is less than the share: the rest is slower than any of it."""
    rank = math.ceil(share * count)
    return latencies[rank - 1] * 1e3 if rank <= len(latencies) else None


def parse() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--model", type=Path, required=True, help="a model's directory or one version of it")
    parser.add_argument("--loads", type=lambda t: [float(n) for n in t.split(",")], default=[100, 1000, 3000])
    parser.add_argument("--sizes", type=lambda t: [int(n) for n in t.split(",")], default=[1, 8, 32, 128, LARGEST],
                        help="of the graphs; a batch is padded to the next")  # fmt: skip
    parser.add_argument("--engines", type=lambda t: t.split(","), default=list(ENGINES))
    parser.add_argument("--threads", type=int, default=1, help="of one operation")
    parser.add_argument("--seconds", type=float, default=5, help="of each load")
    parser.add_argument("--warm-up", type=float, default=3, help="seconds before an engine is measured")
    arguments = parser.parse_args()
    for engine in arguments.engines:
        if engine not in ENGINES:
            parser.error(f"no engine {engine} (expected of {', '.join(ENGINES)})")
    if LARGEST not in arguments.sizes:
        parser.error(f"sizes of {arguments.sizes} (expected {LARGEST} among them)")
    return arguments


if __name__ == "__main__":
    main()
