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


def updates(torch, parameters, rate, betas, clip, muon):
    """A function that takes one step of the network of that number, as engine/train/neural/flat_parameters.h does: by
    Adam, its matrices but the last one by Muon where that is wished, and a moving average of the weights."""
    matrices = [[p for p in ps if p.dim() >= 2][:-1] if muon else [] for ps in parameters]
    moved = [{id(p) for p in ms} for ms in matrices]
    momenta = [[torch.zeros(len(p), p.numel() // len(p)) for p in ms] for ms in matrices]
    optimisers = [torch.optim.AdamW([p for p in ps if id(p) not in ms], lr=rate, betas=betas, weight_decay=0.0)
                  for ps, ms in zip(parameters, moved)]
    averages = [[p.detach().clone() for p in ps] for ps in parameters]

    def polynomial(gram):
        result = 2.0315 * gram @ gram - 4.775 * gram
        result.diagonal().add_(3.4445)
        return result

    def orthogonalised(matrix):
        tall = len(matrix) > matrix.size(1)
        wide = (matrix.t() if tall else matrix) / (matrix.norm() + 1e-7)
        gram = wide @ wide.t()
        factor = polynomial(gram)
        product = factor
        for _ in range(4):
            gram = factor @ gram @ factor
            factor = polynomial(gram)
            product = factor @ product
        return (product @ wide).t() if tall else product @ wide

    def update(which):
        torch.nn.utils.clip_grad_norm_(parameters[which], clip)
        optimisers[which].step()
        with torch.no_grad():
            for parameter, momentum in zip(matrices[which], momenta[which]):
                gradient = parameter.grad.reshape(momentum.shape)
                momentum.lerp_(gradient, 0.05)
                move = orthogonalised(gradient.lerp(momentum, 0.95)).reshape(parameter.shape)
                parameter.sub_(move, alpha=5 * rate * max(1.0, momentum.size(0) / momentum.size(1)) ** 0.5)
            for average, parameter in zip(averages[which], parameters[which]):
                average.lerp_(parameter, 1e-3)

    return update
