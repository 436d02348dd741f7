#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Kills `imago train` at random moments and holds the resumed training against one that nobody disturbed.

Checkpoints are written after every step, so that many kills fall into the writing of one. Before every resume the newest
checkpoint is damaged (cut, or a byte changed), where there are two: the one before must do. After the last step the checkpoint's SHA-256
must be that of the undisturbed training.

    tests/bench/train/kill_resume.py --kills 100
    tests/bench/train/kill_resume.py --kills 100 --kind vae --steps 210 --threads 2    with a look at held-out pictures
    tests/bench/train/kill_resume.py --kills 100 --kind judge --steps 30               a built-in network, on few portraits
"""
import argparse
import hashlib
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
BUILTIN = ("portraits", "encoder", "judge")


def command(options, run, resume):
    parts = [options.program, "train", "--steps", options.steps, "--checkpoint-minutes", 0, "--threads", options.threads,
             "-o", run]
    if options.kind in BUILTIN:
        parts += ["--builtin", options.kind, "--batch", 2, "--window", 64, "--draw-threads", 1]
        if options.kind == "encoder" and not resume:
            parts += ["--from", options.package]
    else:
        parts += [run.parent / "pictures", "--kind", options.kind, "--size", 16, "--held-out", 0.25, "--batch", 4,
                  "--no-quality"]
        parts += ["--projected", "false"] if options.kind == "gan" else ["--perceptual", 0]
    return [str(part) for part in parts + (["--resume"] if resume else [])]


def draw_pictures(options, folder):
    folder.mkdir()
    for seed in range(40):
        subprocess.run([str(options.program), "art", "marbling", "--seed", str(seed), "--size", "64", "-o",
                        str(folder / f"{seed}.png")], check=True, capture_output=True)


def finish(options, run, resume):
    done = subprocess.run(command(options, run, resume), capture_output=True, text=True)
    if done.returncode != 0:
        sys.exit(f"the training failed: {done.stderr}")


def last_sum(options, run):
    file = run / f"checkpoint-{options.steps:09d}.safetensors"
    return hashlib.sha256(file.read_bytes()).hexdigest()


def checkpoints(run):
    return sorted(run.glob("checkpoint-*.safetensors"))


def damage(run, chance):
    """The newest checkpoint, if there is one before it; says how."""
    files = checkpoints(run)
    if len(files) < 2 or files[-1].stat().st_size < 2:
        return None
    data = bytearray(files[-1].read_bytes())
    if chance.random() < 0.5:
        data = data[: chance.randrange(len(data))]
    else:
        data[chance.randrange(len(data) // 2, len(data))] ^= 0x40
    files[-1].write_bytes(data)
    return files[-1].name


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--program", type=Path, default=ROOT / "build/release/bin/imago")
    parser.add_argument("--kills", type=int, default=100)
    parser.add_argument("--kind", choices=("vae", "gan", *BUILTIN), default="gan")
    parser.add_argument("--package", type=Path, default=ROOT / "resources/models/portraits",
                        help="the model that an encoder is trained for")
    parser.add_argument("--steps", type=int, default=60)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    chance = random.Random(options.seed)
    kills = damaged = runs = equal = 0
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        if options.kind not in BUILTIN:
            draw_pictures(options, folder / "pictures")
        began = time.monotonic()
        finish(options, folder / "whole", False)
        took = time.monotonic() - began
        expected = last_sum(options, folder / "whole")
        while kills < options.kills:
            run = folder / f"run{runs}"
            while kills < options.kills:
                resume = (run / "plan.json").exists()
                began = time.monotonic()
                process = subprocess.Popen(command(options, run, resume), stdout=subprocess.DEVNULL,
                                           stderr=subprocess.DEVNULL)
                try:
                    process.wait(chance.uniform(0.1, 1.0) * took)
                    took = min(took, time.monotonic() - began)  # on a busy machine the first one may have taken long
                    break
                except subprocess.TimeoutExpired:
                    process.kill()
                    process.wait()
                    kills += 1
                    if damage(run, chance):
                        damaged += 1
            finish(options, run, (run / "plan.json").exists())
            runs += 1
            equal += last_sum(options, run) == expected
            subprocess.run(["rm", "-r", str(run)], check=True)
            print(f"{kills} kills, {damaged} damaged checkpoints, {equal} of {runs} trainings bit-equal", flush=True)
    sys.exit(0 if equal == runs else 1)


if __name__ == "__main__":
    main()
