"""The ways in which Python runs the network: each gives a function from a batch to the outputs.

A batch is where the network is, and of its type; for ONNX Runtime that is the processor, in float32.
"""

import io
import warnings

import onnxruntime
import torch

from model import RulDirectory


def eager(directory: RulDirectory, x: torch.Tensor, threads: int):
    return directory.network


def script(directory: RulDirectory, x: torch.Tensor, threads: int):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return torch.jit.optimize_for_inference(torch.jit.script(directory.network))


def compiled(directory: RulDirectory, x: torch.Tensor, threads: int):
    # One graph per batch size: the fastest that torch.compile gives.
    torch.compiler.reset()
    return torch.compile(directory.network, fullgraph=True, dynamic=False)


def onnx(directory: RulDirectory, x: torch.Tensor, threads: int):
    archive = io.BytesIO()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        torch.onnx.export(
            directory.network, (x,), archive, input_names=["x"], output_names=["failure", "rul"], dynamo=False
        )
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    session = onnxruntime.InferenceSession(archive.getvalue(), options, providers=["CPUExecutionProvider"])
    return lambda x: tuple(torch.from_numpy(value) for value in session.run(None, {"x": x.numpy()}))


ENGINES = {"eager": eager, "jit.script": script, "compile": compiled, "onnxruntime": onnx}
