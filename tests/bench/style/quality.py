#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Measures the pictures that make_results.py painted: how near the paintings' styles, how near the photos' content.

    python3 quality.py RESULTS METHOD... [--only 1,2,5] [--json FILE] [--markdown FILE]

The first method is what the others are compared with. What the figures mean and where they come from: distances.py.
1 is as far as another painting is (or another photo); 0 is the painting (the photo) itself.
"""
import argparse
import hashlib
import json
import pickle
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import numpy as np
from PIL import Image

import distances
from distances import Yardstick
from make_results import PAIRS, pairs

FIGURES = ("texture", "patches", "style", "edges", "likeness", "content")


def picture(path):
    return np.asarray(Image.open(path).convert("RGB")) / 255.0


def looked_at(path, cache):
    """Size, style and content of a picture; kept in the folder `cache`, as it takes seconds."""
    state = path.read_bytes() + Path(distances.__file__).read_bytes()
    kept = cache / (hashlib.sha256(state).hexdigest()[:32] + ".pickle")
    if not kept.exists():
        seen = picture(path)
        cache.mkdir(parents=True, exist_ok=True)
        kept.write_bytes(pickle.dumps((seen.shape, Yardstick.style_of(seen), Yardstick.content_of(seen))))
    return pickle.loads(kept.read_bytes())


def measured(results, methods, listed):
    """{method: [{figure: value}]}, in the order of `listed` pairs."""
    paths = {path for _, photo, style in pairs() for path in (photo, style)}
    paths |= {results / method / f"{number:02}.png" for method in methods for number, _, _ in listed}
    paths = sorted(paths)
    with ProcessPoolExecutor(2) as pool:
        looks = dict(zip(paths, pool.map(looked_at, paths, [results / "looks"] * len(paths))))
    yardstick = Yardstick([looks[path][1] for path in sorted({style for _, _, style in pairs()})],
                          [picture(path) for path in sorted({photo for _, photo, _ in pairs()})])
    table = {method: [] for method in ("photo", *methods)}
    for number, photo, style in listed:
        for method in table:
            path = photo if method == "photo" else results / method / f"{number:02}.png"
            if looks[path][0] != looks[photo][0]:
                raise SystemExit(f"{path} has another size than its photo")
            table[method].append({**yardstick.style(looks[path][1], looks[style][1]),
                                  **yardstick.content(looks[path][2], looks[photo][2])})
    return table


def summary(table, methods):
    """Medians, and what share of the first method's style distance each one has: the median of the pairs' ratios."""
    result = {}
    for method, rows in table.items():
        one = {figure: float(np.median([row[figure] for row in rows])) for figure in FIGURES}
        base = table[methods[0]]
        one["styleRatio"] = float(np.median([row["style"] / b["style"] for row, b in zip(rows, base)]))
        one["styleRatioOfMedians"] = one["style"] / float(np.median([b["style"] for b in base]))
        one["nearerStyle"] = sum(row["style"] < b["style"] for row, b in zip(rows, base))
        one["nearerContent"] = sum(row["content"] < b["content"] for row, b in zip(rows, base))
        result[method] = one
    return result


def markdown(table, medians, methods, listed):
    lines = ["| | texture | patches | **style** | edges | likeness | **content** | style, of " + methods[0] + "'s | nearer style | nearer content |",
             "|---|" + "---|" * 9]
    for method, one in medians.items():
        lines.append(f"| {method} | " + " | ".join(f"{one[figure]:.3f}" for figure in FIGURES)
                     + f" | {one['styleRatioOfMedians']:.2f} | {one['nearerStyle']} of {len(table[method])}"
                     + f" | {one['nearerContent']} of {len(table[method])} |")
    lines += ["", "Style / content distance of each pair:", "",
              "| | pair | " + " | ".join(table) + " |", "|---|---|" + "---|" * len(table)]
    for i, (number, photo, style) in enumerate(listed):
        lines.append(f"| {number} | {photo.stem}, {style.stem} | "
                     + " | ".join(f"{rows[i]['style']:.2f} / {rows[i]['content']:.2f}" for rows in table.values()) + " |")
    return "\n".join(lines) + "\n"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("results", type=Path)
    parser.add_argument("methods", nargs="+")
    parser.add_argument("--json", type=Path)
    parser.add_argument("--markdown", type=Path)
    parser.add_argument("--only", default="")
    options = parser.parse_args()
    wanted = {int(number) for number in options.only.split(",") if number}
    listed = [pair for pair in pairs() if not wanted or pair[0] in wanted]
    table = measured(options.results, options.methods, listed)
    medians = summary(table, options.methods)
    text = markdown(table, medians, options.methods, listed)
    print(text)
    if options.markdown:
        options.markdown.write_text(text)
    if options.json:
        options.json.write_text(json.dumps({"medians": medians, "pairs": table}, indent=1) + "\n")


if __name__ == "__main__":
    main()
