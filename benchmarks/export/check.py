"""Checks an exported RUL module in Python against the sample of the model that it came from."""

import argparse
import sys
from pathlib import Path

import torch
from safetensors.torch import load_file

sys.path.insert(1, str(Path(__file__).resolve().parent.parent / "rul"))

from model import RulDirectory

# Of a probability, and of a remaining life relative to its own size.
TOLERANCE = 1e-5
SHIFT = 0.5


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("module", type=Path, help="the exported file")
    parser.add_argument("model", type=Path, help="the model's directory, or a version's")
    arguments = parser.parse_args()
    directory = RulDirectory.open(arguments.model)
    module = torch.jit.load(arguments.module)
    horizons = directory.spec["network"]["horizons"]

    same_weights(module, load_file(directory.path / "weights.safetensors"))
    # The optimizing executor rewrites the code on its first runs.
    worst = max(difference(module, directory.sample, horizons) for _ in range(4))
    if not worst <= TOLERANCE:
        raise SystemExit(f"the module differs from {directory.path}/sample.json by {worst:.1e} (expected {TOLERANCE:.0e} at most)")
    refuses_another_length(module, directory.sample)
    control = shifted(module, directory.sample, horizons)
    if not control > 100 * TOLERANCE:
        raise SystemExit(f"with a weight shifted by {SHIFT} the module differs by {control:.1e} only: the check sees nothing")
    print(f"{len(directory.sample)} windows within {worst:.1e} (expected {TOLERANCE:.0e}), torch {torch.__version__}; with one weight shifted {control:.1e}")


def same_weights(module, weights: dict) -> None:
    state = module.state_dict()
    for name, expected in weights.items():
        if name not in state or not torch.equal(state[name], expected):
            raise SystemExit(f"the module's {name} is not that of weights.safetensors")


def windows(sample: list) -> torch.Tensor:
    """As a user has them: settings, cycle, sensors, in engineering units."""
    rows = [
        [settings + [cycle] + sensors for settings, cycle, sensors in zip(c["settings"], c["cycles"], c["sensors"])]
        for c in sample
    ]
    return torch.tensor(rows, dtype=torch.float32)


def difference(module, sample: list, horizons: list) -> float:
    with torch.no_grad():
        within, rul = module(windows(sample))
    worst = 0.0
    for i, case in enumerate(sample):
        worst = max(worst, abs(float(rul[i]) - case["rul"]) / max(1.0, case["rul"]))
        for name, horizon in (("within15", 15), ("within30", 30)):
            if horizon in horizons:
                worst = max(worst, abs(float(within[i, horizons.index(horizon)]) - case[name]))
    return worst


def refuses_another_length(module, sample: list) -> None:
    try:
        module(windows(sample)[:, 1:])
    except Exception:
        return
    raise SystemExit("the module took a window of one reading less")


def shifted(module, sample: list, horizons: list) -> float:
    name, weight = next((n, w) for n, w in module.named_parameters() if n.endswith("bias"))
    with torch.no_grad():
        weight[0] += SHIFT
        told = difference(module, sample, horizons)
        weight[0] -= SHIFT
    return told


if __name__ == "__main__":
    main()
