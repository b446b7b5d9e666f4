"""The network of remaining useful life in PyTorch, with the parameter names of the model directory."""

from typing import List, Tuple

import torch
from torch import Tensor, nn


class Janet(nn.Module):
    """A JANET layer, arXiv 1804.04849, equations 3 to 5; all input products are one product."""

    def __init__(self, features: int, units: int):
        super().__init__()
        self.inputWeight = nn.Parameter(torch.empty(features, 2 * units))
        self.recurrentWeight = nn.Parameter(torch.empty(units, 2 * units))
        self.bias = nn.Parameter(torch.empty(2 * units))
        self.units = units

    def forward(self, x: Tensor) -> Tensor:
        h = x.new_zeros(x.shape[1], self.units)
        states: List[Tensor] = []
        for step in torch.unbind(torch.matmul(x, self.inputWeight) + self.bias, 0):
            s, z = torch.chunk(torch.addmm(step, h, self.recurrentWeight), 2, 1)
            h = torch.addcmul(torch.sigmoid(s) * h, torch.sigmoid(1.0 - s), torch.tanh(z))
            states.append(h)
        return torch.stack(states, 0)


class TaskSpecificAttention(nn.Module):
    """Attention with a learned context vector, Yang et al., 2016, equations 5 to 7."""

    def __init__(self, size: int):
        super().__init__()
        self.projection = nn.Parameter(torch.empty(size, size))
        self.bias = nn.Parameter(torch.empty(size))
        self.context = nn.Parameter(torch.empty(size, 1))

    def forward(self, states: Tensor) -> Tensor:
        projected = torch.tanh(torch.matmul(states, self.projection) + self.bias)
        weights = torch.softmax(torch.matmul(projected, self.context), 0)
        return (projected * weights).sum(0)


class LastState(nn.Module):
    def forward(self, states: Tensor) -> Tensor:
        return states[-1]


class RulNetwork(nn.Module):
    """JANET layers and two heads; takes scaled windows (batch, time, channels)."""

    def __init__(self, sizes: dict):
        super().__init__()
        if len(sizes["units"]) != 3:
            raise SystemExit(f"a network of {len(sizes['units'])} JANET layers (this peer is written for 3)")
        first, second, features = sizes["units"]
        self.janet0 = Janet(sizes["channels"], first)
        self.janet1 = Janet(first, second)
        self.janet2 = Janet(second, features)
        attention = sizes["attention"]
        self.failureAttention = TaskSpecificAttention(features) if attention else LastState()
        self.rulAttention = TaskSpecificAttention(features) if attention else LastState()
        self.failureHead = nn.Linear(features, len(sizes["horizons"]))
        self.rulHead = nn.Linear(features, 1)

    def forward(self, x: Tensor) -> Tuple[Tensor, Tensor]:
        states = self.janet2(self.janet1(self.janet0(x.transpose(0, 1))))
        failure = self.failureHead(self.failureAttention(states))
        return failure, self.rulHead(self.rulAttention(states)).squeeze(1)
