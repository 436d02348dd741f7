#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Puts the pairs side by side: photo, painting, then each method's picture, one pair in a row.

    python3 sheet.py RESULTS METHOD... -o SHEET.webp [--only 1,2,5] [--width 250] [--names "the peer,instant,..."]
"""
import argparse
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from make_results import pairs

GAP = 6
HEAD = 24


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("results", type=Path)
    parser.add_argument("methods", nargs="+")
    parser.add_argument("-o", "--output", type=Path, required=True)
    parser.add_argument("--only", default="")
    parser.add_argument("--width", type=int, default=250)
    parser.add_argument("--names", default="")
    options = parser.parse_args()
    wanted = {int(number) for number in options.only.split(",") if number}
    rows = []
    for number, photo, style in pairs():
        paths = [photo, style, *(options.results / method / f"{number:02}.png" for method in options.methods)]
        if (not wanted or number in wanted) and all(path.exists() for path in paths):
            pictures = [Image.open(path).convert("RGB") for path in paths]
            for picture in pictures:
                picture.thumbnail((options.width, options.width), Image.Resampling.LANCZOS)
            rows.append(pictures)
    heights = [max(picture.height for picture in row) for row in rows]
    columns = 2 + len(options.methods)
    sheet = Image.new("RGB", (columns * (options.width + GAP) + GAP, HEAD + sum(heights) + GAP * (len(rows) + 1)), "white")
    draw = ImageDraw.Draw(sheet)
    names = ["photo", "painting", *(options.names.split(",") if options.names else options.methods)]
    for column, name in enumerate(names):
        draw.text((GAP + column * (options.width + GAP), 5), name, fill="black", font=ImageFont.load_default(14))
    top = HEAD + GAP
    for pictures, height in zip(rows, heights):
        for column, picture in enumerate(pictures):
            left = GAP + column * (options.width + GAP) + (options.width - picture.width) // 2
            sheet.paste(picture, (left, top + (height - picture.height) // 2))
        top += height + GAP
    sheet.save(options.output, quality=84, method=6)


if __name__ == "__main__":
    main()
