#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes reference.safetensors with the reference implementation (pip install safetensors numpy; 0.8.0 was used).

tests/files/safetensors_test.cpp holds the same values: what our writer makes of them must be these bytes.
"""
from pathlib import Path

import numpy
from safetensors import TensorSpec, serialize


def bfloat16(values):
    bits = numpy.array(values, numpy.float32).view(numpy.uint32)
    return (bits >> 16).astype(numpy.uint16)


def spec(dtype, array):
    return TensorSpec(dtype=dtype, shape=list(array.shape), data_ptr=array.ctypes.data, data_len=array.nbytes)


TENSORS = {
    "decoder.weight": ("float32", numpy.arange(6, dtype=numpy.float32).reshape(2, 3) / 4 - 0.5),
    "decoder.bias": ("float16", numpy.array([0.0, -1.5, 65504.0, 2.0**-24], numpy.float16)),
    "gr\u00f6\u00dfe \"x\"": ("bfloat16", bfloat16([1.0, -2.5, 3.0e38])),
    "small": ("int8", numpy.array([[-128], [127]], numpy.int8)),
    "bytes": ("uint8", numpy.array([1, 2, 255], numpy.uint8)),
    "whole": ("int32", numpy.array([[[-1, 2**31 - 1]]], numpy.int32)),
    "step": ("int64", numpy.array(-(2**40), numpy.int64)),
    "nothing": ("uint8", numpy.zeros((0, 4), numpy.uint8)),
}

if __name__ == "__main__":
    # One entry of metadata: the reference's order of several is not fixed.
    file = serialize({name: spec(*tensor) for name, tensor in TENSORS.items()}, {"format": "\u7b14"})
    (Path(__file__).parent / "reference.safetensors").write_bytes(file)
