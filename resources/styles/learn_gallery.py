#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Learns the gallery's style cards again: gallery/*.imagostyle, as gallery.json lists them.

    python3 paintings.py gcompris-qt-data_3.1-2_all.deb /some/where/paintings
    python3 learn_gallery.py ../../build/release/bin/imago /some/where [--steps 120] [--threads 1] [--refresh] [CARD...]

The folder keeps paintings/ (made by paintings.py) and what is drawn on the way: art/, the studio's own paintings, and
content/, the scenes and portraits that styles are learned on. A card that is there already is left alone, so a run that
was stopped goes on where it was; delete a card, or name it, to learn it again. The same program, steps and threads give
the same cards. --refresh leaves what the cards have learned and only takes the paintings' statistics and the thumbnails anew.
"""
import argparse
import json
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
ART_SIDE = 768
CONTENT_SIDE = 384
SCENES = ["mountains", "sea", "city", "still-life", "bouquet", "forest", "village", "dunes"]
SCENE_SEEDS = 3
FIRST_SCENE_SEED = 5200   # seeds of their own: the pictures that judge styles have others
PORTRAITS = 10
FIRST_PORTRAIT_SEED = 8400
PREVIEW = ("sea", 18)     # what the thumbnails show


def run(*command):
    done = subprocess.run([str(part) for part in command], capture_output=True, text=True)
    if done.returncode != 0:
        sys.exit(f"learn_gallery.py: {' '.join(map(str, command[:3]))}: {done.stderr.strip()}")
    return done.stdout.strip()


def drawn(file, *command):
    """Draws a picture unless it is there."""
    if not file.exists():
        file.parent.mkdir(parents=True, exist_ok=True)
        run(*command, "-o", file)
    return file


def content(program, folder):
    for scene in SCENES:
        for i in range(SCENE_SEEDS):
            seed = FIRST_SCENE_SEED + i * 37 + SCENES.index(scene)  # at different hours and seasons
            drawn(folder / f"{scene}-{seed}.png", program, "art", scene, "--seed", seed, "--size", CONTENT_SIDE)
    for seed in range(FIRST_PORTRAIT_SEED, FIRST_PORTRAIT_SEED + PORTRAITS):
        drawn(folder / f"portrait-{seed}.png", program, "portrait", "--seed", seed, "--size", CONTENT_SIDE)
    return folder


def describe(entry, work, listing, program):
    """The painting's file and what the card says about it."""
    if "art" in entry:
        file = drawn(work / "art" / f"{entry['art']}-{entry['seed']}.png", program, "art", entry["art"],
                     "--seed", entry["seed"], "--size", ART_SIDE)
        about = (f"Drawn by the studio itself: imago art {entry['art']} --seed {entry['seed']} --size {ART_SIDE}; "
                 "dedicated to the public domain (CC0 1.0)")
        return file, ["--title", entry["en"], "--author", "Imago Studio", "--attribution", about, "--license", "CC0-1.0"]
    painting = listing[entry["painting"]]
    about = f"{painting['source']}. {painting['license']}. {painting['painter']} lived {painting['years']}."
    return work / "paintings" / f"{entry['painting']}.png", [
        "--title", painting["title"], "--author", painting["painter"], "--year", painting["year"],
        "--attribution", about, "--license", "GPL-3.0-or-later"]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program", type=Path)
    parser.add_argument("work", type=Path)
    parser.add_argument("cards", nargs="*")
    parser.add_argument("--steps", type=int, default=120)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--refresh", action="store_true")
    options = parser.parse_intermixed_args()
    entries = json.loads((HERE / "gallery.json").read_text())["cards"]
    unknown = set(options.cards) - {entry["card"] for entry in entries}
    if unknown:
        sys.exit(f"learn_gallery.py: gallery.json has no {', '.join(sorted(unknown))}")
    listing = json.loads((options.work / "paintings" / "paintings.json").read_text())
    pictures = content(options.program, options.work / "content")
    preview = drawn(options.work / "preview.png", options.program, "art", PREVIEW[0], "--seed", PREVIEW[1], "--size", 256)
    gallery = HERE / "gallery"
    gallery.mkdir(exist_ok=True)
    for number, entry in enumerate(entries, 1):
        card = gallery / f"{entry['card']}.imagostyle"
        if (options.cards and entry["card"] not in options.cards) or (not options.cards and card.exists() != options.refresh):
            continue
        painting, about = describe(entry, options.work, listing, options.program)
        how = ["--steps", 0, "--from", card] if options.refresh else ["--steps", options.steps]
        said = run(options.program, "learn-style", painting, "-o", card, *how, "--threads", options.threads,
                   "--content", pictures, "--preview", preview,
                   "--name", entry["en"], "--name-zh", entry["zh_CN"], *about)
        print(f"{number} of {len(entries)}: {said}", flush=True)


if __name__ == "__main__":
    main()
