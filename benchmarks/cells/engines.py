"""The ways in which Python runs a cell: each gives a function from a sequence to the outputs."""

import warnings

import torch
from torch import nn

from cells import GruAfter, Lstm


def eager(cell: nn.Module, training: bool):
    return cell


def script(cell: nn.Module, training: bool):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        scripted = torch.jit.script(cell)
        return scripted if training else torch.jit.optimize_for_inference(scripted.eval())


def compiled(cell: nn.Module, training: bool):
    # One graph for each batch size: the fastest that torch.compile gives.
    torch.compiler.reset()
    return torch.compile(cell, fullgraph=True, dynamic=False)


def own(cell: nn.Module, training: bool):
    """PyTorch's own layer with the cell's weights, for the two cells that have one."""
    layer = own_lstm(cell) if isinstance(cell, Lstm) else own_gru(cell)
    # The layer's gradients are the ones to compute and to clear.
    return OwnLayer(layer.to(cell.inputWeight.device))


class OwnLayer(nn.Module):
    def __init__(self, layer: nn.Module):
        super().__init__()
        self.layer = layer

    def forward(self, x):
        return self.layer(x)[0]


def own_lstm(cell: Lstm) -> nn.LSTM:
    layer = nn.LSTM(cell.inputWeight.shape[0], cell.units)
    with torch.no_grad():
        # Ours orders the gates i, j, f, o and adds 1 to f in the equation; PyTorch's are i, f, j, o.
        layer.weight_ih_l0.copy_(reordered(cell.inputWeight.T))
        layer.weight_hh_l0.copy_(reordered(cell.recurrentWeight.T))
        layer.bias_ih_l0.copy_(reordered(cell.bias))
        layer.bias_ih_l0[cell.units : 2 * cell.units] += 1.0
        layer.bias_hh_l0.zero_()
    return layer


def reordered(gates):
    i, j, f, o = torch.chunk(gates, 4, 0)
    return torch.cat([i, f, j, o], 0)


def own_gru(cell: GruAfter) -> nn.GRU:
    layer = nn.GRU(cell.inputWeight.shape[0], cell.units)
    with torch.no_grad():
        layer.weight_ih_l0.copy_(cell.inputWeight.T)
        layer.weight_hh_l0.copy_(cell.recurrentWeight.T)
        layer.bias_ih_l0.copy_(cell.bias)
        layer.bias_hh_l0.zero_()
        layer.bias_hh_l0[2 * cell.units :] = cell.recurrentBias
    return layer


ENGINES = {"own": own, "eager": eager, "jit.script": script, "compile": compiled}


def applies(engine: str, cell: nn.Module) -> bool:
    return engine != "own" or isinstance(cell, (Lstm, GruAfter))
