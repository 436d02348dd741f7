# SPDX-License-Identifier: GPL-3.0-or-later
"""What the programs share that time a step of `imago train` beside the same step written in PyTorch."""
import json
import statistics
import struct
import subprocess
import sys
import time


def shapes_of(file):
    """Names and shapes of a safetensors file: both sides have to have the same networks."""
    with open(file, "rb") as stream:
        size = struct.unpack("<Q", stream.read(8))[0]
        header = json.loads(stream.read(size))
    return {name: tuple(entry["shape"]) for name, entry in header.items() if name != "__metadata__"}


def run(*command):
    done = subprocess.run([str(part) for part in command], capture_output=True, text=True)
    if done.returncode != 0:
        sys.exit(done.stderr)
    return done


def ours(program, folder, *arguments, steps=100):
    """Images a second of the last fifty of so many steps of a training in `folder`. The first fifty have the start."""
    run(program, "train", *arguments, "--precision", "float32", "--steps", steps, "-o", folder)
    return json.loads((folder / "log.jsonl").read_text().splitlines()[-1])["imagesPerSecond"]


def theirs(python, *command):
    """What tell_speed() prints in another Python."""
    answer = json.loads(run(python, *command).stdout.splitlines()[-1])
    return f"PyTorch {answer['torch']}", answer["images"]


def tell_speed(torch, step, steps, batch):
    for number in range(4):
        step(number)
    begin = time.perf_counter()
    for number in range(steps):
        step(number)
    print(json.dumps({"torch": torch.__version__, "images": batch * steps / (time.perf_counter() - begin)}))


def print_ratios(speeds, head=""):
    """`speeds`: of each side its rounds; those of ours, "imago train" and what it did meanwhile, against all others."""
    medians = {side: statistics.median(values) for side, values in speeds.items()}
    own = [side for side in medians if side.startswith("imago train")]
    for side, value in medians.items():
        ratios = [] if side in own else [f"   {each} is {medians[each] / value:.2f} x" for each in own]
        print(f"{head}{side:24} {value:7.2f} images/s{''.join(ratios)}")
