#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Whether the sliders that `imago discover` finds without labels are what a person would name.

Draws portraits whose attributes are known (`imago faces`), trains a model on the pictures alone, finds its sliders, lets the
model place other portraits on them, and correlates each place with every true attribute.

    tests/bench/train/sliders_found.py --minutes 30                the whole of it
    tests/bench/train/sliders_found.py --model training/package    only the measure, of a model that is there
"""
import argparse
import csv
import json
import statistics
import subprocess
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
ALIGNED = 0.6
FIRST = 8
SHAPE_HAIR_EXPRESSION = ("face-width", "lip-fullness", "smile", "mouth-open", "surprise", "anger", "sadness", "eyes-closed",
                         "brow-height", "hair-length", "hair-curl", "hair-volume", "hair-darkness", "hair-redness",
                         "hair-grey", "hair-part", "hair-sweep", "hair-recede", "brow-thickness", "beard-length", "stubble")


def run(options, *parts):
    done = subprocess.run([str(part) for part in (options.program, *parts)], capture_output=True, text=True)
    if done.returncode != 0:
        raise SystemExit(done.stderr)
    return done.stdout


def faces(options, folder, count, seed):
    """Pictures in folder/pictures, their labels apart, where training does not find them."""
    run(options, "faces", "--count", count, "--size", options.size, "--seed", seed, "-o", folder / "drawn")
    (folder / "pictures").mkdir()
    for file in (folder / "drawn").glob("*.png"):
        file.rename(folder / "pictures" / file.name)
    with open(folder / "drawn" / "labels.csv", newline="") as stream:
        rows = list(csv.DictReader(stream))
    return {row["file"]: row for row in rows}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--program", type=Path, default=ROOT / "build/release/bin/imago")
    parser.add_argument("--minutes", type=float, default=30)
    parser.add_argument("--kind", default="vae")
    parser.add_argument("--size", type=int, default=64)
    parser.add_argument("--model", type=Path, help="a model that is there instead of a training")
    parser.add_argument("--keep", type=Path, help="where the training goes")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        model = options.model
        (folder / "seen").mkdir()
        if model is None:
            faces(options, folder / "seen", 500, 5)
            model = options.keep or folder / "training"
            run(options, "train", folder / "seen" / "pictures", "--kind", options.kind, "--size", options.size,
                "--minutes", options.minutes, "-o", model)
        (folder / "unseen").mkdir()
        truth = faces(options, folder / "unseen", 500, 77)
        run(options, "discover", model, "--read", folder / "unseen" / "pictures", "-o", folder / "places.csv")
        sliders = json.loads(run(options, "discover", model, "--list", "--json"))["sliders"]
        with open(folder / "places.csv", newline="") as stream:
            places = list(csv.DictReader(stream))
    attributes = [key for key in next(iter(truth.values())) if key not in ("file", "seed") and not key.startswith("z")]
    found = {}
    for slider in sliders[:FIRST]:
        own = [float(place[slider["id"]]) for place in places]
        best = max(((abs(statistics.correlation(own, [float(truth[place["file"]][a]) for place in places])), a)
                    for a in attributes if len({truth[place["file"]][a] for place in places}) > 1))
        print(f"{slider['id']:14} effect {100 * slider['effect']:5.1f} %   {best[1]:20} |r| {best[0]:.2f}")
        if best[0] >= ALIGNED:
            found.setdefault(best[1], best[0])
    near = [a for a in found if a in SHAPE_HAIR_EXPRESSION]
    print(f"{len(found)} different attributes with |r| of {ALIGNED} or more among the first {FIRST}, "
          f"{len(near)} of shape, hair or expression")


if __name__ == "__main__":
    main()
