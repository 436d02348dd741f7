#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Fashion-MNIST in so many minutes: PyTorch's DCGAN example against `imago train`, each on its own, at the same time.

The example's recipe (Radford, Metz and Chintala 2015, as PyTorch's examples/dcgan runs it): generator of five and
discriminator of four or five strided convolutions with batch norm, 64 channels, 100 normal numbers in, Adam at 2e-4
with beta 0.5, batches of 64, binary cross-entropy, one step each. At 32 px it has one layer less than at its own
64 px, which only makes it faster. Both learn from the same 60,000 training pictures at 32 px (28 px and a rim) and draw the
same number of samples; `imago evaluate` measures both with the same judge, trained on the same training pictures,
against the 10,000 test pictures. Both run at once, so that they share the machine evenly. The DCGAN's minutes are those of
its processors, not of the clock, so that other work on the machine takes nothing from it; `imago train` plans its steps for
the same minutes, or gets a number of them, and the report has the processor time that each has used, all of it.

    tests/bench/train/fashion.py --minutes 30 --threads 1    as 15 minutes on two cores; needs python3-torch,
                                                             dataset-fashion-mnist and a build
    tests/bench/train/fashion.py --minutes 15 --threads 2 --apart    one after the other
"""
import argparse
import gzip
import json
import os
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
DATA = Path("/usr/share/datasets/fashion-mnist")
SIDE, LATENT, CHANNELS, BATCH = 32, 100, 64, 64


def read_idx(path, head):
    import numpy

    with gzip.open(path) as stream:
        return numpy.frombuffer(stream.read(), numpy.uint8, offset=head)


def dcgan(torch):
    nn = torch.nn

    def up(inside, out):
        return [nn.ConvTranspose2d(inside, out, 4, 2, 1, bias=False), nn.BatchNorm2d(out), nn.ReLU(True)]

    def down(inside, out):
        return [nn.Conv2d(inside, out, 4, 2, 1, bias=False), nn.BatchNorm2d(out), nn.LeakyReLU(0.2, True)]

    c = CHANNELS
    generator = nn.Sequential(
        nn.ConvTranspose2d(LATENT, 4 * c, 4, 1, 0, bias=False), nn.BatchNorm2d(4 * c), nn.ReLU(True),
        *up(4 * c, 2 * c), *up(2 * c, c), nn.ConvTranspose2d(c, 1, 4, 2, 1, bias=False), nn.Tanh())
    discriminator = nn.Sequential(
        nn.Conv2d(1, c, 4, 2, 1, bias=False), nn.LeakyReLU(0.2, True), *down(c, 2 * c), *down(2 * c, 4 * c),
        nn.Conv2d(4 * c, 1, 4, 1, 0, bias=False))

    def start(module):
        if isinstance(module, (nn.Conv2d, nn.ConvTranspose2d)):
            nn.init.normal_(module.weight, 0.0, 0.02)
        elif isinstance(module, nn.BatchNorm2d):
            nn.init.normal_(module.weight, 1.0, 0.02)
            nn.init.zeros_(module.bias)

    return generator.apply(start), discriminator.apply(start)


def train_dcgan(seconds, samples, folder, threads):
    """Runs in a process of its own; writes `samples` pictures as one IDX file and says how many steps it made."""
    import numpy
    import torch

    torch.set_num_threads(threads)
    torch.manual_seed(1)
    pictures = read_idx(DATA / "train-images-idx3-ubyte.gz", 16).reshape(-1, 1, 28, 28)
    pictures = torch.from_numpy(numpy.pad(pictures, ((0, 0), (0, 0), (2, 2), (2, 2))))
    generator, discriminator = dcgan(torch)
    loss = torch.nn.BCEWithLogitsLoss()
    adam = [torch.optim.Adam(n.parameters(), lr=2e-4, betas=(0.5, 0.999)) for n in (generator, discriminator)]
    budget, steps = seconds * threads, 0
    while time.process_time() < budget:
        order = torch.randperm(len(pictures))
        for first in range(0, len(pictures) - BATCH + 1, BATCH):
            real = pictures[order[first:first + BATCH]].float() / 127.5 - 1
            noise = torch.randn(BATCH, LATENT, 1, 1)
            ones, zeros = torch.ones(BATCH), torch.zeros(BATCH)
            discriminator.zero_grad()
            loss(discriminator(real).flatten(), ones).backward()
            fake = generator(noise)
            loss(discriminator(fake.detach()).flatten(), zeros).backward()
            adam[1].step()
            generator.zero_grad()
            loss(discriminator(fake).flatten(), ones).backward()
            adam[0].step()
            steps += 1
            if time.process_time() >= budget:
                break
    drawn = []
    with torch.no_grad():  # in training mode, as the example draws its samples
        for _ in range(0, samples, 100):
            drawn.append(((generator(torch.randn(100, LATENT, 1, 1)) + 1) * 127.5).round().clamp(0, 255).byte())
    write_idx(folder / "samples-idx3-ubyte", torch.cat(drawn)[:samples, 0].numpy())
    (folder / "steps.json").write_text(json.dumps({"steps": steps}))


def write_idx(path, pictures):
    head = bytes([0, 0, 8, pictures.ndim]) + b"".join(int(n).to_bytes(4, "big") for n in pictures.shape)
    path.write_bytes(head + pictures.tobytes())


def run_json(command):
    done = subprocess.run([str(part) for part in command], capture_output=True, text=True)
    if done.returncode != 0:
        sys.exit(done.stderr or f"{command[1]} ended with {done.returncode}")
    return json.loads(done.stdout)


def finished(process):
    """The processor seconds of a child that ended well."""
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        sys.exit("a training failed")
    return used.ru_utime + used.ru_stime


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--minutes", type=float, default=15)
    parser.add_argument("--samples", type=int, default=5000)
    parser.add_argument("--threads", type=int, default=1, help="of each side (1)")
    parser.add_argument("--steps", type=int, help="of imago train, instead of what fits the minutes")
    parser.add_argument("--apart", action="store_true", help="one after the other")
    parser.add_argument("--imago", type=Path, default=ROOT / "build/release/bin/imago")
    parser.add_argument("--judge", type=Path, default=ROOT / "resources/models/fashion-judge")
    parser.add_argument("--folder", type=Path, default=Path("fashion-bench"), help="for everything that is written")
    parser.add_argument("--only-dcgan", action="store_true", help="the other side's figures alone")
    parser.add_argument("--dcgan", nargs=1, type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.dcgan:
        return train_dcgan(60 * options.minutes, options.samples, options.dcgan[0], options.threads)

    folder = options.folder
    folder.mkdir(parents=True, exist_ok=True)
    environment = dict(os.environ, OMP_NUM_THREADS=str(options.threads), OMP_WAIT_POLICY="PASSIVE")
    theirs = [sys.executable, __file__, "--dcgan", folder, "--minutes", options.minutes, "--samples", options.samples,
              "--threads", options.threads]
    ours = [options.imago, "train", DATA, "--kind", "gan", "--pad", "--size", SIDE, "--threads", options.threads, "--seed", 1,
            "-o", folder / "model"]
    ours += ["--steps", options.steps] if options.steps else ["--minutes", options.minutes]
    running, seconds = {}, {}
    for name, command in {"dcgan": theirs, "imago": ours}.items():
        if name == "imago" and options.only_dcgan:
            continue
        running[name] = subprocess.Popen([str(part) for part in command], env=environment)
        if options.apart:
            seconds[name] = finished(running.pop(name))
    for name, process in running.items():
        seconds[name] = finished(process)

    measure = ["--judge", options.judge, "--json", "--pad"]
    report = {"dcgan": run_json([options.imago, "evaluate", "--samples", folder / "samples-idx3-ubyte", "--real", DATA, *measure])}
    report["dcgan"].update(json.loads((folder / "steps.json").read_text()))
    if not options.only_dcgan:
        report["imago"] = run_json([options.imago, "evaluate", folder / "model/package", DATA, "--count", options.samples, *measure])
        report["ratio"] = report["imago"]["frechetDistance"] / report["dcgan"]["frechetDistance"]
    for name, used in seconds.items():
        report[name]["processorSeconds"] = used
    (folder / "report.json").write_text(json.dumps(report, indent=1))
    for name, figures in report.items():
        if name == "ratio":
            print(f"Frechet distance, imago / DCGAN: {figures:.3f}")
            continue
        recognised = figures["recognised"]
        told = "" if recognised is None else f"  class recognised {100 * recognised:.1f} %"
        print(f"{name:6} {figures['processorSeconds']:.0f} s of processors  Frechet {figures['frechetDistance']:.3f}  kernel {figures['kernelDistance']:.4f}  "
              f"precision {figures['precision']:.3f}  recall {figures['recall']:.3f}{told}")


if __name__ == "__main__":
    main()
