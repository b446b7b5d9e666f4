"""A model directory of remaining useful life, as the peers read it."""

import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from safetensors.torch import load_file

from network import RulNetwork


@dataclass(frozen=True)
class RulDirectory:
    """A version's directory: the network with its weights, the scaling and the sample."""

    path: Path
    network: RulNetwork
    spec: dict
    sample: list

    @staticmethod
    def open(path: Path) -> "RulDirectory":
        """Opens a version's directory, or the newest version of a model's directory."""
        version = path if (path / "model.json").is_file() else newest(path)
        manifest = json.loads((version / "model.json").read_text())
        if manifest["task"] != "rul":
            raise SystemExit(f"{version} is a model of the task {manifest['task']} (expected rul)")
        network = RulNetwork(manifest["model"]["network"])
        network.load_state_dict(load_file(version / "weights.safetensors"))
        network.requires_grad_(False).eval()
        sample = json.loads((version / "sample.json").read_text())["cases"]
        return RulDirectory(version, network, manifest["model"], sample)

    def scaled(self, cases: list) -> torch.Tensor:
        """Windows as the network sees them, (batch, time, channels)."""
        scaling = self.spec["scaling"]
        windows = [
            [settings + [cycle] + sensors for settings, cycle, sensors in zip(c["settings"], c["cycles"], c["sensors"])]
            for c in cases
        ]
        values = np.asarray(windows, dtype=np.float32).astype(np.float64)
        values = (values - scaling["offset"]) * scaling["scale"]
        return torch.from_numpy(np.clip(values, -scaling["clip"], scaling["clip"]).astype(np.float32))

    def random_input(self, batch: int) -> torch.Tensor:
        """Scaled windows that vary as the training data did."""
        sizes = self.spec["network"]
        values = torch.randn(batch, sizes["window"], sizes["channels"], generator=torch.Generator().manual_seed(1))
        return values * (torch.tensor(self.spec["scaling"]["scale"]) != 0)

    def check(self) -> dict:
        """Compares the network with the sample in the directory; gives the largest differences."""
        failure, rul = self.network(self.scaled(self.sample))
        scaling = self.spec["scaling"]
        cycles = (rul * scaling["rulScale"]).clamp(0, scaling["cap"])
        # A longer horizon contains a shorter one.
        probability = torch.sigmoid(failure).cummax(1).values
        horizons = self.spec["network"]["horizons"]
        worst = {"cycles": 0.0, "probability": 0.0}
        for i, case in enumerate(self.sample):
            worst["cycles"] = max(worst["cycles"], abs(float(cycles[i]) - case["rul"]))
            for name, horizon in (("within15", 15), ("within30", 30)):
                if horizon in horizons:
                    told = float(probability[i, horizons.index(horizon)])
                    worst["probability"] = max(worst["probability"], abs(told - case[name]))
        if not (worst["cycles"] <= 0.01 and worst["probability"] <= 1e-3):
            raise SystemExit(f"the peer's network differs from {self.path}/sample.json by {worst}: it is not the same network")
        return worst


def newest(model: Path) -> Path:
    versions = [d for d in model.glob("*") if d.name.isdigit() and (d / "model.json").is_file()]
    if not versions:
        raise SystemExit(f"{model} holds no model (expected model.json in it, or in a version such as {model}/1)")
    return max(versions, key=lambda d: int(d.name))
