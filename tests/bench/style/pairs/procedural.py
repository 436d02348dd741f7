#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Draws the two procedural styles of the pairs: a window of coloured glass and a weave. Their files lie in styles/; this
repeats them.

    python3 procedural.py FOLDER
"""
import sys
from pathlib import Path

import numpy as np
from PIL import Image
from scipy.ndimage import gaussian_filter
from scipy.spatial import cKDTree

SIDE = 512
GLASS = np.array([(178, 34, 40), (22, 66, 140), (236, 178, 44), (28, 120, 84), (206, 96, 34), (94, 40, 120), (168, 206, 216)])
YARNS = np.array([(196, 58, 44), (240, 226, 196), (36, 62, 88), (214, 160, 52)])


def glass(random):
    """Cells around random points, one colour each, clouded inside, with lead between them."""
    y, x = np.mgrid[0:SIDE, 0:SIDE]
    points = random.uniform(-20, SIDE + 20, (170, 2))
    distances, cells = cKDTree(points).query(np.stack([x, y], -1), k=2)
    colours = GLASS[random.integers(0, len(GLASS), len(points))] * random.uniform(0.75, 1.15, (len(points), 1))
    cloud = gaussian_filter(random.normal(size=(SIDE, SIDE)), 6)
    picture = colours[cells[..., 0]] * (1 + 1.6 * cloud / (6 * cloud.std()))[..., None]
    lead = np.clip((distances[..., 1] - distances[..., 0] - 3) / 3, 0, 1)[..., None]
    return picture * lead + np.array((24, 22, 26)) * (1 - lead)


def weave(random):
    """Plain weave of yarns 11 px wide, lit from above left, in stripes of four colours."""
    y, x = np.mgrid[0:SIDE, 0:SIDE]
    yarn = 11
    i, j = x // yarn, y // yarn
    warp_on_top = (i + j) % 2 == 0
    stripes = np.array([0, 0, 0, 1, 1, 2, 2, 2, 2, 3, 1, 1])
    colour = np.where(warp_on_top[..., None], YARNS[stripes[i % 12]], YARNS[stripes[(j + 5) % 12]]).astype(float)
    across = np.where(warp_on_top, x % yarn, y % yarn) / (yarn - 1) * 2 - 1
    along = np.where(warp_on_top, y % yarn, x % yarn) / (yarn - 1) * 2 - 1
    light = 0.55 + 0.45 * np.sqrt(np.maximum(0, 1 - 0.8 * across ** 2 - 0.35 * along ** 2)) - 0.12 * across
    fibres = gaussian_filter(random.normal(size=(SIDE, SIDE)), (0.6, 0.6))
    return colour * (light + 0.05 * fibres / fibres.std())[..., None]


def main(folder):
    for name, draw in (("glass", glass), ("weave", weave)):
        picture = np.clip(draw(np.random.default_rng(4)) + 0.5, 0, 255).astype(np.uint8)
        Image.fromarray(picture).save(Path(folder) / f"{name}.webp", quality=84, method=6)


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(sys.argv[1])
