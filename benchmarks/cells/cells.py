"""The recurrent cells in PyTorch, by the equations of ours and with their names of parameters.

Written as one would by hand for speed: the input products of all steps are one product, and the
loop has only what depends on the state. Sequences are (time, batch, features), from a state of
zeros unless one is given.
"""

import math
from typing import List, Optional

import torch
from torch import Tensor, nn


def weight(*shape: int) -> nn.Parameter:
    return nn.Parameter(torch.empty(*shape).uniform_(-0.1, 0.1))


class Cell(nn.Module):
    """A cell of some gates; what a step needs of the input is projected for all steps at once."""

    def __init__(self, features: int, units: int, gates: int):
        super().__init__()
        self.units = units
        self.inputWeight = weight(features, gates * units)
        self.bias = weight(gates * units)

    def project(self, x: Tensor) -> Tensor:
        return torch.matmul(x, self.inputWeight) + self.bias

    def start(self, x: Tensor, state: Optional[Tensor]) -> Tensor:
        if state is None:
            return x.new_zeros(x.shape[1], self.units)
        return state


class Lstm(Cell):
    """Gates i, j, f, o; a forget bias of 1 in the equation."""

    def __init__(self, features: int, units: int):
        super().__init__(features, units, 4)
        self.recurrentWeight = weight(units, 4 * units)

    def forward(self, x: Tensor, state: Optional[Tensor] = None) -> Tensor:
        h = self.start(x, state)
        c = h
        outputs: List[Tensor] = []
        for step in torch.unbind(self.project(x), 0):
            i, j, f, o = torch.chunk(torch.addmm(step, h, self.recurrentWeight), 4, 1)
            c = torch.sigmoid(f + 1.0) * c + torch.sigmoid(i) * torch.tanh(j)
            h = torch.sigmoid(o) * torch.tanh(c)
            outputs.append(h)
        return torch.stack(outputs, 0)


class Gru(Cell):
    """Gates r, u, candidate; the state is reset before the product."""

    def __init__(self, features: int, units: int):
        super().__init__(features, units, 3)
        self.recurrentWeight = weight(units, 3 * units)

    def forward(self, x: Tensor, state: Optional[Tensor] = None) -> Tensor:
        h = self.start(x, state)
        n = self.units
        gateWeight, candidateWeight = torch.split(self.recurrentWeight, [2 * n, n], 1)
        outputs: List[Tensor] = []
        for step in torch.unbind(self.project(x), 0):
            gates, candidate = torch.split(step, [2 * n, n], 1)
            r, u = torch.chunk(torch.sigmoid(torch.addmm(gates, h, gateWeight)), 2, 1)
            c = torch.tanh(torch.addmm(candidate, r * h, candidateWeight))
            h = u * h + (1.0 - u) * c
            outputs.append(h)
        return torch.stack(outputs, 0)


class GruAfter(Cell):
    """Gates r, u, candidate; the state is reset after the product, as in nn.GRU."""

    def __init__(self, features: int, units: int):
        super().__init__(features, units, 3)
        self.recurrentWeight = weight(units, 3 * units)
        self.recurrentBias = weight(units)

    def forward(self, x: Tensor, state: Optional[Tensor] = None) -> Tensor:
        h = self.start(x, state)
        n = self.units
        outputs: List[Tensor] = []
        for step in torch.unbind(self.project(x), 0):
            gates, candidate = torch.split(step, [2 * n, n], 1)
            recurrentGates, recurrent = torch.split(torch.matmul(h, self.recurrentWeight), [2 * n, n], 1)
            r, u = torch.chunk(torch.sigmoid(gates + recurrentGates), 2, 1)
            c = torch.tanh(candidate + r * (recurrent + self.recurrentBias))
            h = u * h + (1.0 - u) * c
            outputs.append(h)
        return torch.stack(outputs, 0)


class Janet(Cell):
    """Forget gate s, candidate z; beta is 1."""

    def __init__(self, features: int, units: int):
        super().__init__(features, units, 2)
        self.recurrentWeight = weight(units, 2 * units)

    def forward(self, x: Tensor, state: Optional[Tensor] = None) -> Tensor:
        h = self.start(x, state)
        outputs: List[Tensor] = []
        for step in torch.unbind(self.project(x), 0):
            s, z = torch.chunk(torch.addmm(step, h, self.recurrentWeight), 2, 1)
            h = torch.sigmoid(s) * h + torch.sigmoid(1.0 - s) * torch.tanh(z)
            outputs.append(h)
        return torch.stack(outputs, 0)


class IndRnn(Cell):
    """Each unit sees its own state only; rectified."""

    def __init__(self, features: int, units: int):
        super().__init__(features, units, 1)
        self.recurrentWeight = weight(units)

    def forward(self, x: Tensor, state: Optional[Tensor] = None) -> Tensor:
        h = self.start(x, state)
        outputs: List[Tensor] = []
        for step in torch.unbind(self.project(x), 0):
            h = torch.relu(step + self.recurrentWeight * h)
            outputs.append(h)
        return torch.stack(outputs, 0)


class IndyLstm(Cell):
    """An LSTM whose recurrent weights are a vector for each gate."""

    def __init__(self, features: int, units: int):
        super().__init__(features, units, 4)
        self.recurrentWeight = weight(4 * units)

    def forward(self, x: Tensor, state: Optional[Tensor] = None) -> Tensor:
        h = self.start(x, state)
        c = h
        vi, vj, vf, vo = torch.chunk(self.recurrentWeight, 4, 0)
        outputs: List[Tensor] = []
        for step in torch.unbind(self.project(x), 0):
            i, j, f, o = torch.chunk(step, 4, 1)
            kept = torch.sigmoid(f + vf * h + 1.0) * c
            c = kept + torch.sigmoid(i + vi * h) * torch.tanh(j + vj * h)
            h = torch.sigmoid(o + vo * h) * torch.tanh(c)
            outputs.append(h)
        return torch.stack(outputs, 0)


class IndyGru(Cell):
    """A GRU whose recurrent weights are a vector for each gate."""

    def __init__(self, features: int, units: int):
        super().__init__(features, units, 3)
        self.recurrentWeight = weight(3 * units)

    def forward(self, x: Tensor, state: Optional[Tensor] = None) -> Tensor:
        h = self.start(x, state)
        vr, vu, vc = torch.chunk(self.recurrentWeight, 3, 0)
        outputs: List[Tensor] = []
        for step in torch.unbind(self.project(x), 0):
            a, b, d = torch.chunk(step, 3, 1)
            r = torch.sigmoid(a + vr * h)
            u = torch.sigmoid(b + vu * h)
            c = torch.tanh(d + vc * r * h)
            h = u * h + (1.0 - u) * c
            outputs.append(h)
        return torch.stack(outputs, 0)


class Sru(nn.Module):
    """Candidate, f, r, and a fourth matrix for the skip where widths differ."""

    def __init__(self, features: int, units: int):
        super().__init__()
        self.units = units
        self.alpha = math.sqrt(3.0)
        self.inputWeight = weight(features, (3 if features == units else 4) * units)
        self.recurrentWeight = weight(2 * units)
        self.bias = weight(2 * units)

    def forward(self, x: Tensor, state: Optional[Tensor] = None) -> Tensor:
        c = x.new_zeros(x.shape[1], self.units) if state is None else state
        parts = torch.split(torch.matmul(x, self.inputWeight), self.units, 2)
        vf, vr = torch.chunk(self.recurrentWeight, 2, 0)
        bf, br = torch.chunk(self.bias, 2, 0)
        candidates = torch.unbind(parts[0], 0)
        forgets = torch.unbind(parts[1] + bf, 0)
        befores: List[Tensor] = []
        states: List[Tensor] = []
        for t in range(len(candidates)):
            befores.append(c)
            f = torch.sigmoid(forgets[t] + vf * c)
            c = f * c + (1.0 - f) * candidates[t]
            states.append(c)
        r = torch.sigmoid(parts[2] + br + vr * torch.stack(befores, 0))
        skip = parts[3] if len(parts) > 3 else x * self.alpha
        return r * torch.stack(states, 0) + (1.0 - r) * skip


class SruV1(nn.Module):
    """Candidate, f, r, skip; gates of the input only."""

    def __init__(self, features: int, units: int):
        super().__init__()
        self.units = units
        self.inputWeight = weight(features, 4 * units)
        self.bias = weight(2 * units)

    def forward(self, x: Tensor, state: Optional[Tensor] = None) -> Tensor:
        c = x.new_zeros(x.shape[1], self.units) if state is None else state
        candidate, f, r, skip = torch.chunk(torch.matmul(x, self.inputWeight), 4, 2)
        bf, br = torch.chunk(self.bias, 2, 0)
        f, r = torch.sigmoid(f + bf), torch.sigmoid(r + br)
        return r * torch.tanh(pool(f, (1.0 - f) * candidate, c)) + (1.0 - r) * skip


class Qrnn(nn.Module):
    """Gates z, f, o of the last two inputs; fo-pooling."""

    def __init__(self, features: int, units: int):
        super().__init__()
        self.units = units
        self.inputWeight = weight(2, features, 3 * units)
        self.bias = weight(3 * units)

    def forward(self, x: Tensor, state: Optional[Tensor] = None, before: Optional[Tensor] = None) -> Tensor:
        c = x.new_zeros(x.shape[1], self.units) if state is None else state
        first = x.new_zeros(x.shape[1], x.shape[2]) if before is None else before
        padded = torch.cat([first.unsqueeze(0), x], 0)
        both = torch.cat([padded[:-1], x], 2)
        kernel = self.inputWeight.reshape(2 * x.shape[2], 3 * self.units)
        z, f, o = torch.chunk(torch.matmul(both, kernel) + self.bias, 3, 2)
        f = torch.sigmoid(f)
        return torch.sigmoid(o) * pool(f, (1.0 - f) * torch.tanh(z), c)


class TanhRnn(Cell):
    def __init__(self, features: int, units: int):
        super().__init__(features, units, 1)
        self.recurrentWeight = weight(units, units)

    def forward(self, x: Tensor, state: Optional[Tensor] = None) -> Tensor:
        h = self.start(x, state)
        outputs: List[Tensor] = []
        for step in torch.unbind(self.project(x), 0):
            h = torch.tanh(torch.addmm(step, h, self.recurrentWeight))
            outputs.append(h)
        return torch.stack(outputs, 0)


def pool(forget: Tensor, added: Tensor, c: Tensor) -> Tensor:
    """c = f * c' + added, for all steps."""
    states: List[Tensor] = []
    keeps, adds = torch.unbind(forget, 0), torch.unbind(added, 0)
    for t in range(len(keeps)):
        c = keeps[t] * c + adds[t]
        states.append(c)
    return torch.stack(states, 0)


CELLS = {
    "lstm": Lstm,
    "gru": Gru,
    "gru-after": GruAfter,
    "janet": Janet,
    "ind-rnn": IndRnn,
    "indy-lstm": IndyLstm,
    "indy-gru": IndyGru,
    "sru": Sru,
    "sru-v1": SruV1,
    "qrnn": Qrnn,
    "tanh-rnn": TanhRnn,
}
