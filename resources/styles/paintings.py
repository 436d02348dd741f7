#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Puts together the public-domain paintings that the gallery's styles are learned from.

    apt-get download gcompris-qt-data          # or take the .rcc of the installed package
    pip install numpy==2.4.6 pillow==13.0.0    # Debian's python3-numpy and python3-pil do as well
    python3 paintings.py gcompris-qt-data_3.1-2_all.deb paintings/
    python3 paintings.py /usr/share/gcompris-qt/rcc/paintings.rcc paintings/

Writes one PNG a painting and paintings.json: title, painter, years, source and licence of each. The paintings do not go
into the repository; style cards are learned from them (learn_gallery.py) and ship without them.

Where they are from. The educational suite GCompris has a puzzle of paintings; its Debian package gcompris-qt-data holds
the pieces. debian/copyright says of them: "Files: src/activities/paintings/resource/image/*, Copyright: WebMuseum,
License: GPL-3+", and the README beside the pieces: "All the paintings are from the WebMuseum. As per the WebMuseum
license, the paintings are released under the GPLv3 or later." The paintings themselves are in the public domain: every
painter here died more than 95 years ago, and every work was published before 1900. Three of the package's pictures are
not used: a photograph of a sculpture (the photograph has an author of its own), a Kandinsky of 1923, and the Degas,
whose puzzle has no board that says how its pieces lie.

How. The package is known by its SHA-256. paintings.rcc is a Qt resource file whose entries are stored plain or as zlib
streams. A board's .qml gives the middle of each jigsaw piece as a share of the board, rounded to a thousandth (0.7
pixels); the pieces' soft edges say the rest: of all whole-pixel positions nearby we take those where the opacities cover
the picture best, without gaps. Pieces overlap by a rim of about a pixel, where their mean is taken.
"""
import hashlib
import io
import json
import re
import struct
import sys
import tarfile
import zlib
from pathlib import Path

import numpy as np
from PIL import Image

DEB_SHA256 = "e9cf06ab2105529068df73085784e835d2ff03f870d2a8091f09125d40abac9f"
RCC_SHA256 = "1276d4f9c26f94ec130833c03bea5185f61b4f986df6981182cdb1be69e9db98"
PACKAGE = "Debian package gcompris-qt-data 3.1-2, paintings.rcc"
LICENSE = "GPL-3.0-or-later (the scan, as WebMuseum and debian/copyright state); the painting is in the public domain"
MARGIN = 24  # around the board: some pieces reach beyond it
REACH = 2    # how far a piece may lie from where the board says, in pixels

# name: (board, title, painter, painter's years, year of the work)
PAINTINGS = {
    "galette": (1, "Bal du moulin de la Galette", "Pierre-Auguste Renoir", "1841-1919", "1876"),
    "spring": (2, "Spring", "Giuseppe Arcimboldo", "1526-1593", "1573"),
    "librarian": (3, "The Librarian", "Giuseppe Arcimboldo", "1526-1593", "1566"),
    "oiran": (4, "Oiran and Kamuro", "Katsushika Hokusai", "1760-1849", "before 1850"),
    "fan": (5, "Woman Holding a Fan", "Katsushika Hokusai", "1760-1849", "before 1850"),
    "ejiri": (6, "Ejiri in Suruga Province", "Katsushika Hokusai", "1760-1849", "about 1832"),
    "great-wave": (7, "The Great Wave off Kanagawa", "Katsushika Hokusai", "1760-1849", "about 1831"),
    "snow-shrine": (8, "The Benzaiten Shrine at Inokashira in Snow", "Utagawa Hiroshige", "1797-1858", "before 1859"),
    "prawns": (9, "Horse-Mackerel and Prawns", "Utagawa Hiroshige", "1797-1858", "about 1840"),
    "ryogoku": (10, "Viewing Sunset over the Ryogoku Bridge", "Katsushika Hokusai", "1760-1849", "about 1830"),
    "poppies": (11, "Poppies", "Katsushika Hokusai", "1760-1849", "about 1833"),
    "kazusa": (12, "Kazusa Sea Route", "Katsushika Hokusai", "1760-1849", "about 1830"),
    "mona-lisa": (14, "Mona Lisa", "Leonardo da Vinci", "1452-1519", "about 1503"),
    "pesaro": (15, "The Pesaro Altarpiece", "Giovanni Bellini", "about 1430-1516", "about 1475"),
    "lion": (16, "Lion", "Albrecht Dürer", "1471-1528", "1494"),
    "harvesters": (17, "The Harvesters", "Pieter Bruegel the Elder", "about 1525-1569", "1565"),
    "piano": (18, "Girls at the Piano", "Pierre-Auguste Renoir", "1841-1919", "1892"),
    "ramparts": (20, "The Ramparts at Aigues-Mortes", "Frédéric Bazille", "1841-1870", "1867"),
    "summertime": (21, "Summertime", "Mary Cassatt", "1844-1926", "1894"),
    "auvers": (22, "Village Street in Auvers", "Vincent van Gogh", "1853-1890", "1890"),
}


def fail(text):
    sys.exit("paintings.py: " + text)


def resource_file(path):
    """The bytes of paintings.rcc, from the package or as they are installed."""
    data = path.read_bytes()
    digest = hashlib.sha256(data).hexdigest()
    if digest == RCC_SHA256:
        return data
    if digest != DEB_SHA256:
        fail(f"{path}: neither the expected package nor its paintings.rcc (SHA-256 {digest})")
    place = 8  # an ar archive: headers of 60 bytes, members at even places
    while place < len(data):
        name = data[place:place + 16].decode().strip()
        size = int(data[place + 48:place + 58])
        if name.startswith("data.tar"):
            with tarfile.open(fileobj=io.BytesIO(data[place + 60:place + 60 + size])) as tar:
                rcc = tar.extractfile("./usr/share/gcompris-qt/rcc/paintings.rcc").read()
            if hashlib.sha256(rcc).hexdigest() != RCC_SHA256:
                fail("the paintings.rcc inside is not the expected one")
            return rcc
        place += 60 + size + size % 2
    fail(f"{path}: no data in this package")


def entries(rcc):
    """File name -> bytes, of a Qt resource file (version 2 or 3)."""
    magic, version, tree, data, names = struct.unpack(">4sIIII", rcc[:20])
    if magic != b"qres" or version not in (2, 3):
        fail("not a Qt resource file of version 2 or 3")
    found = {}

    def name(offset):
        length, = struct.unpack(">H", rcc[names + offset:names + offset + 2])
        return rcc[names + offset + 6:names + offset + 6 + 2 * length].decode("utf-16-be")

    def walk(node):
        place = tree + node * 22
        name_offset, flags = struct.unpack(">IH", rcc[place:place + 6])
        if flags & 2:  # a folder
            count, first = struct.unpack(">II", rcc[place + 6:place + 14])
            for child in range(first, first + count):
                walk(child)
            return
        offset, = struct.unpack(">I", rcc[place + 10:place + 14])
        size, = struct.unpack(">I", rcc[data + offset:data + offset + 4])
        content = rcc[data + offset + 4:data + offset + 4 + size]
        found[name(name_offset)] = zlib.decompress(content[4:]) if flags & 1 else content

    walk(0)
    return found


def assembled(files, board):
    qml = files[f"board{board}_0.qml"].decode()
    size = re.search(r'"width"\s*:\s*(\d+),\s*"height"\s*:\s*(\d+)', qml)
    width, height = int(size[1]), int(size[2])
    pieces = []
    for name, x, y in re.findall(r'image/(\S+\.webp)",\s*"x"\s*:\s*"([\d.]+)",\s*"y"\s*:\s*"([\d.]+)"', qml):
        pixels = np.asarray(Image.open(io.BytesIO(files[name])).convert("RGBA"), np.float64) / 255
        rows, columns = pixels.shape[:2]
        pieces.append([pixels, round(float(y) * height - rows / 2) + MARGIN, round(float(x) * width - columns / 2) + MARGIN])
    opacity = np.zeros((height + 2 * MARGIN + 8, width + 2 * MARGIN + 8))

    def window(piece, down=0, right=0):
        rows, columns = piece[0].shape[:2]
        top, left = piece[1] + down, piece[2] + right
        return np.s_[top:top + rows, left:left + columns]

    for piece in pieces:
        opacity[window(piece)] += piece[0][..., 3]
    covered = opacity > 0.5
    rows = np.flatnonzero(covered.mean(1) > 0.5 * covered.mean(1).max())
    columns = np.flatnonzero(covered.mean(0) > 0.5 * covered.mean(0).max())
    frame = np.s_[rows[0]:rows[-1] + 1, columns[0]:columns[-1] + 1]
    wanted = np.zeros_like(opacity)
    wanted[frame] = 1

    moved = True
    while moved:
        moved = False
        for piece in pieces:
            alpha = piece[0][..., 3]
            opacity[window(piece)] -= alpha
            room = (wanted - opacity).clip(-1, 1)
            # The sum of (room - alpha)^2 over the plane changes only by the product.
            best = max(((down, right) for down in range(-REACH, REACH + 1) for right in range(-REACH, REACH + 1)),
                       key=lambda shift: ((room[window(piece, *shift)] * alpha).sum(), -abs(shift[0]) - abs(shift[1])))
            moved |= best != (0, 0)
            piece[1] += best[0]
            piece[2] += best[1]
            opacity[window(piece)] += alpha

    colors = np.zeros(opacity.shape + (3,))
    for piece in pieces:
        colors[window(piece)] += piece[0][..., :3] * piece[0][..., 3:]
    inside = opacity[frame]
    gaps = float((inside < 0.5).mean())
    overlaps = float((inside > 1.5).mean())
    picture = colors[frame] / np.maximum(opacity[frame][..., None], 1e-6)
    holes = inside < 0.02
    for row, column in zip(*np.nonzero(holes)):  # a pixel between four pieces: its nearest neighbours
        near = np.s_[max(row - 2, 0):row + 3, max(column - 2, 0):column + 3]
        weight = np.where(holes[near], 0, 1)
        picture[row, column] = (picture[near] * weight[..., None]).sum((0, 1)) / max(weight.sum(), 1)
    # The frame's outermost pixels are the pieces' soft edges.
    return Image.fromarray((picture[2:-2, 2:-2] * 255 + 0.5).astype(np.uint8)), gaps, overlaps


def main(source, folder):
    files = entries(resource_file(Path(source)))
    out = Path(folder)
    out.mkdir(parents=True, exist_ok=True)
    listing = {}
    for name, (board, title, painter, years, year) in PAINTINGS.items():
        picture, gaps, overlaps = assembled(files, board)
        if gaps > 0.004 or overlaps > 0.05:
            fail(f"{name}: the pieces leave gaps ({gaps:.2%}) or overlap ({overlaps:.2%})")
        picture.save(out / f"{name}.png")
        listing[name] = {"title": title, "painter": painter, "years": years, "year": year, "source": PACKAGE,
                         "license": LICENSE, "width": picture.width, "height": picture.height}
        print(f"{name}: {picture.width}x{picture.height}, gaps {gaps:.3%}, overlaps {overlaps:.3%}")
    (out / "paintings.json").write_text(json.dumps(listing, indent=2, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(*sys.argv[1:])
