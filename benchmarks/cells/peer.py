"""Times Python's ways to run the recurrent cells; prints one JSON document.

Before anything is timed, each cell must give the step that is known of it, and every engine must
answer as the cell does.
"""

import argparse
import json
import platform
import sys
from pathlib import Path

import torch
from torch import nn

sys.path.insert(1, str(Path(__file__).resolve().parent.parent))

from cells import CELLS
from engines import ENGINES, applies
from golden import check
from measuring.throughput import CLOCKS, measure

TOLERANCE = 1e-4
PASSES = ("inference", "training")


def main() -> None:
    arguments = parse()
    torch.set_num_threads(1)
    torch.set_num_interop_threads(1)
    torch.manual_seed(1)
    rates = []
    for name in arguments.cells:
        check(name)
        cell = CELLS[name](arguments.features, arguments.units).to(arguments.device)
        for engine in arguments.engines:
            if not applies(engine, cell):
                continue
            for batch in arguments.batches:
                for which in PASSES:
                    rounds = timed(cell, engine, batch, which == "training", arguments)
                    rates.append({"cell": name, "engine": engine, "pass": which, "batch": batch, "rounds": rounds})
    versions = {"python": platform.python_version(), "torch": torch.__version__}
    json.dump({"versions": versions, "rates": rates}, sys.stdout)
    print()


def timed(cell: nn.Module, engine: str, batch: int, training: bool, arguments: argparse.Namespace) -> list:
    x = torch.empty(arguments.time, batch, arguments.features).uniform_(-1.7, 1.7).to(arguments.device)
    with torch.set_grad_enabled(training):
        function = ENGINES[engine](cell, training)
        # On a GPU PyTorch's own layers compute in TF32 unless told not to; timed as they are, compared without.
        torch.backends.cudnn.allow_tf32 = False
        difference = float((function(x) - cell(x)).detach().abs().max())
        torch.backends.cudnn.allow_tf32 = True
    if not difference <= TOLERANCE:
        raise SystemExit(f"{engine} differs from the cell by {difference} at batch {batch} (expected {TOLERANCE} at most)")
    run = training_step(function, x) if training else inference(function, x)
    if arguments.device == "cuda":
        run = ended(run)
    return measure(run, batch, arguments.warm_up, arguments.seconds, arguments.rounds, CLOCKS[arguments.clock])


def inference(function, x: torch.Tensor):
    def run():
        with torch.inference_mode():
            function(x)

    return run


def ended(run):
    """A GPU computes on its own: a call ends when it has done what it was told."""

    def until():
        run()
        torch.cuda.synchronize()

    return until


def training_step(function: nn.Module, x: torch.Tensor):
    """Forward, and backward to the gradients of all weights, which are cleared; no update."""
    parameters = list(function.parameters())

    def run():
        function(x).mean().backward()
        for parameter in parameters:
            parameter.grad = None

    return run


def parse() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    names = lambda text: text.split(",")
    parser.add_argument("--cells", type=names, default=list(CELLS))
    parser.add_argument("--engines", type=names, default=list(ENGINES))
    parser.add_argument("--batches", type=lambda t: [int(n) for n in t.split(",")], default=[1, 32, 256])
    parser.add_argument("--time", type=int, default=50, help="steps of a sequence")
    parser.add_argument("--features", type=int, default=25)
    parser.add_argument("--units", type=int, default=100)
    parser.add_argument("--device", choices=["cpu", "cuda"], default="cpu")
    parser.add_argument("--clock", choices=list(CLOCKS), default="cpu")
    parser.add_argument("--seconds", type=float, default=0.5, help="of one round")
    parser.add_argument("--warm-up", type=float, default=0.5, help="seconds before the first round")
    parser.add_argument("--rounds", type=int, default=3)
    arguments = parser.parse_args()
    for given, known, what in ((arguments.cells, CELLS, "cell"), (arguments.engines, ENGINES, "engine")):
        for name in given:
            if name not in known:
                parser.error(f"no {what} {name} (expected of {', '.join(known)})")
    if arguments.device != "cpu" and arguments.clock != "wall":
        parser.error("the processor's time says nothing of a GPU (expected --clock wall)")
    if min(arguments.batches + [arguments.time, arguments.features, arguments.units, arguments.rounds]) < 1:
        parser.error("batches, time, features, units and rounds must be at least 1")
    return arguments


if __name__ == "__main__":
    main()
