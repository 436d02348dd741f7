#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Images a second of `imago train` against the same step written in PyTorch.

Both train the built-in portraits' decoder at 128 px at every step and the encoder at every fourth, in float32, with the
same networks (checked against the weights' names and shapes), batch, losses, gradient clipping, AdamW and moving
average, one after the other, several rounds. `imago train` is measured twice: step against step, with its portraits
drawn beforehand as the other side's are, and while it also draws them, as a real training does.

    tests/bench/train/train_speed.py                               with this Python's torch (Debian: python3-torch)
    tests/bench/train/train_speed.py --python other/bin/python     and with another one's beside it
"""
import argparse
import json
import sys
import tempfile
from pathlib import Path

from two_sides import ours, print_ratios, run, shapes_of, tell_speed, theirs, updates

ROOT = Path(__file__).resolve().parents[3]
CHANNELS = [256, 192, 128, 64, 32]
ENCODER, RESIDUAL = [24, 48, 96, 144, 192], [1, 1, 2, 2, 1]
ATTRIBUTES, LATENT, STYLE, PARTS, PLACING = 40, 48, 320, 10, 192
REACH = {16: 0.3, 32: 0.18, 64: 0.1}  # of landmarks, at the levels that draw around them
LANDMARKS, OVERVIEW, SHARED, GLANCE, HIDDEN = 48, 96, 64, 16, 384
WINDOW, AHEAD = 256, 4096  # portraits in use, and those that `imago train` draws before they are needed


def networks(torch):
    nn, fn = torch.nn, torch.nn.functional

    class Film(nn.Module):
        def __init__(self, inside, out):
            super().__init__()
            same = inside == out
            self.conv = nn.Conv2d(inside, out, 3, padding=1) if same else nn.Conv2d(inside, 4 * out, 1)
            self.norm = nn.GroupNorm(8, out)
            self.film = nn.Linear(STYLE, 2 * out)
            self.doubles = not same

        def forward(self, x, style):
            y = self.conv(x)
            y = self.norm(fn.pixel_shuffle(y, 2) if self.doubles else y)
            scale, shift = self.film(style)[:, :, None, None].chunk(2, 1)
            y = fn.silu(torch.addcmul(shift, y, scale + 1.0))
            return y if self.doubles else y + x

    class Decoder(nn.Module):
        def __init__(self):
            super().__init__()
            self.map1 = nn.Linear(3 * ATTRIBUTES + LATENT, STYLE)
            self.map2 = nn.Linear(STYLE, STYLE)
            self.map3 = nn.Linear(STYLE, STYLE)
            self.first = nn.Linear(STYLE, 16 * CHANNELS[0])
            self.base = Film(CHANNELS[0], CHANNELS[0])
            for level in range(1, len(CHANNELS)):
                side, channels = 4 << level, CHANNELS[level]
                setattr(self, f"up{side}", Film(CHANNELS[level - 1], channels))
                setattr(self, f"keep{side}", Film(channels, channels))
                setattr(self, f"detail{side}", nn.Conv2d(channels, 16, 1))
            self.place1 = nn.Linear(3 * ATTRIBUTES + LATENT, PLACING)
            self.place2 = nn.Linear(PLACING, PLACING)
            self.place3 = nn.Linear(PLACING, 2 * LANDMARKS)
            for side, channels in zip(REACH, CHANNELS[-len(REACH):]):
                setattr(self, f"around{side}", nn.Linear(3 * LANDMARKS, channels, bias=False))
                setattr(self, f"weigh{side}", nn.Linear(STYLE, 3 * LANDMARKS))
            self.parts = nn.Conv2d(CHANNELS[-1], PARTS, 1)

        def seen_around(self, side, landmarks, style):
            middles = (torch.arange(side) + 0.5) * (2 / side) - 1
            right = (middles - landmarks[:, :, :1]) / REACH[side]
            below = (middles - landmarks[:, :, 1:]) / REACH[side]
            columns, rows = (-0.5 * right ** 2).exp(), (-0.5 * below ** 2).exp()
            weights = getattr(self, f"around{side}").weight.t() * (1 + getattr(self, f"weigh{side}")(style))[:, :, None]
            near, to_right, to_below = weights[:, :, None].chunk(3, 1)
            column = columns[:, :, :, None]
            weighed = torch.cat([torch.addcmul(column * near, (columns * right)[:, :, :, None], to_right),
                                 column * to_below], 1)
            seen = torch.bmm(torch.cat([rows, rows * below], 1).transpose(1, 2), weighed.flatten(2))
            return seen.view(len(style), side, side, -1).permute(0, 3, 1, 2)

        def forward(self, attributes, z):
            asked = torch.cat([attributes, torch.sin(1.7 * attributes), torch.cos(1.7 * attributes), z], 1)
            h = fn.silu(self.place1(asked))
            landmarks = self.place3(h + fn.silu(self.place2(h))).view(-1, LANDMARKS, 2)
            h = fn.silu(self.map1(asked))
            h = h + fn.silu(self.map2(h))
            style = fn.silu(self.map3(h))
            x = self.first(style).view(-1, CHANNELS[0], 4, 4).contiguous(memory_format=torch.channels_last)
            x = self.base(x, style)
            picture = None
            for level in range(1, len(CHANNELS)):
                side = 4 << level
                x = getattr(self, f"up{side}")(x, style)
                if side in REACH:
                    x = x + self.seen_around(side, landmarks.detach(), style)
                x = getattr(self, f"keep{side}")(x, style)
                added = fn.pixel_shuffle(getattr(self, f"detail{side}")(x), 2)
                if picture is not None:
                    added = added + fn.interpolate(picture, scale_factor=2, mode="bilinear", align_corners=False)
                picture = added
            return picture, self.parts(x), landmarks

    class Encoder(nn.Module):
        def __init__(self):
            super().__init__()
            inside = 4
            for level, channels in enumerate(ENCODER):
                self.add(f"{level}", 4 * inside, channels)
                for each in range(RESIDUAL[level]):
                    self.add(f"{level}_{each}", channels, channels)
                if level > 0:
                    setattr(self, f"lateral{level}", nn.Conv2d(channels, SHARED, 1))
                inside = channels
            self.add("Shared", SHARED, SHARED)
            self.heat = nn.Conv2d(SHARED, LANDMARKS, 1)
            self.overview = nn.Conv2d(inside, OVERVIEW, 1)
            self.glanceFine, self.glanceShared = nn.Conv2d(ENCODER[0], GLANCE, 1), nn.Conv2d(SHARED, GLANCE, 1)
            self.hidden = nn.Linear(16 * OVERVIEW + 2 * LANDMARKS * (GLANCE + 1), HIDDEN)
            self.head = nn.Linear(HIDDEN, 2 * LATENT + ATTRIBUTES)

        def add(self, name, inside, out):
            setattr(self, f"conv{name}", nn.Conv2d(inside, out, 3, padding=1))
            setattr(self, f"norm{name}", nn.GroupNorm(8, out))

        def layer(self, name, x):
            return fn.silu(getattr(self, f"norm{name}")(getattr(self, f"conv{name}")(x)))

        def forward(self, x):
            seen = []
            for level in range(len(ENCODER)):
                x = self.layer(f"{level}", fn.pixel_unshuffle(x, 2))
                for each in range(RESIDUAL[level]):
                    x = x + self.layer(f"{level}_{each}", x)
                seen.append(x)
            shared = self.lateral4(seen[4])
            for level in (3, 2, 1):
                shared = fn.interpolate(shared, scale_factor=2, mode="bilinear", align_corners=False)
                shared = shared + getattr(self, f"lateral{level}")(seen[level])
            shared = self.layer("Shared", shared)
            heat = 4.0 * self.heat(shared)
            share = heat.flatten(2).softmax(2).view_as(heat)
            centres = (torch.arange(heat.size(3)) + 0.5) * (2 / heat.size(3)) - 1
            places = torch.stack([(share.sum(2) * centres).sum(2), (share.sum(3) * centres).sum(2)], 2)
            glances = [fn.grid_sample(seeing, places.detach().unsqueeze(2), align_corners=False).flatten(1)
                       for seeing in (self.glanceFine(seen[0]), self.glanceShared(shared))]
            out = torch.cat([self.overview(seen[4]).flatten(1), *glances, 3.0 * places.flatten(1)], 1)
            out = self.head(fn.silu(self.hidden(out)))
            return out[:, :LATENT], out[:, LATENT : 2 * LATENT].clamp(-8, 4), out[:, 2 * LATENT :], places, heat

    return Decoder(), Encoder()


def work(options):
    """One side's rounds in PyTorch; prints images a second."""
    import torch

    fn = torch.nn.functional
    torch.set_num_threads(options.threads)
    decoder, encoder = networks(torch)
    for network, name in ((decoder, "decoder"), (encoder, "encoder")):
        ours = {key: tuple(value.shape) for key, value in network.state_dict().items()}
        if ours != shapes_of(options.package / "weights" / f"{name}.safetensors"):
            sys.exit(f"the {name} here is not the package's")
        network.to(memory_format=torch.channels_last)
    size = options.batch
    generator = torch.Generator().manual_seed(1)
    picture = (torch.rand(size, 4, 128, 128, generator=generator) * 2 - 1).contiguous(memory_format=torch.channels_last)
    parts = torch.randint(0, PARTS, (size, 64, 64), generator=generator)
    attributes = torch.randn(size, ATTRIBUTES, generator=generator)
    z = torch.randn(size, LATENT, generator=generator)
    landmarks = torch.rand(size, LANDMARKS, 2, generator=generator) * 1.8 - 0.9
    changed = torch.ones(size // 2)
    table = torch.tensor([0.35, 1.2, 6.0, 4.0, 4.0, 4.0, 0.8, 0.8, 2.5, 0.35])
    parameters = [list(n.parameters()) for n in (decoder, encoder)]
    update = updates(torch, parameters, rate=1e-3, betas=(0.9, 0.99), clip=2.0, muon=True)

    def distance(difference):
        return difference.abs() + 4.0 * difference ** 2

    def weighted(difference, weights):
        return (difference.abs() * weights).mean()

    def pyramid(difference, weights):
        total = 0
        for level in range(3):
            half = fn.avg_pool2d(difference, 2)
            coarse = fn.interpolate(half, scale_factor=2, mode="nearest")
            total = total + weighted(difference - coarse, weights) * (1.5 if level == 0 else 1.0)
            difference, weights = half, fn.avg_pool2d(weights, 2)
        return total + weighted(difference, weights)

    def pairs(drawn, truth, weights):
        true_change, drawn_change = truth[1::2] - truth[::2], drawn[1::2] - drawn[::2]
        strength = true_change.abs().mean(1, True)
        mask = fn.max_pool2d((strength > 0.06).float(), 3, 1, 1) * weights[::2] + 0.05
        error = (distance(drawn_change - true_change).mean(1, True) * mask).sum((1, 2, 3))
        return (error / mask.sum((1, 2, 3)) * changed).sum() / (changed.sum() + 1e-6)

    def dropped():
        saturation = torch.rand(size, 1, 1, 1) ** 2
        grey = torch.rand(2, size, 1, 1, 1)
        top, other = grey + saturation * (torch.rand(2, size, 3, 1, 1) - grey)
        bottom = (top + 0.3 * (other - 0.5)).clamp(0, 1)
        backdrop = top + (bottom - top) * torch.linspace(0, 1, 128).view(1, 1, -1, 1)
        clear = 0.5 - 0.5 * picture[:, 3:]
        opaque = torch.cat([picture[:, :3] + 2 * clear * backdrop, torch.ones_like(clear)], 1)
        shown = picture + (opaque - picture) * (torch.rand(size, 1, 1, 1) < 0.7).float()
        soft = fn.avg_pool2d(shown, 3, 1, 1)
        return (shown + (soft - shown) * torch.rand(size, 1, 1, 1) ** 2 * 0.7).contiguous(
            memory_format=torch.channels_last)

    def found(places, heat):
        side = heat.size(3)
        inside = (landmarks.abs() < 0.97).all(2).float()
        cell = (landmarks + 1) * (0.5 * side) - 0.5
        corner = cell.floor().clamp(0, side - 2)
        x, y = (cell - corner).clamp(0, 1).unbind(2)
        first = (corner[:, :, 1] * side + corner[:, :, 0]).long()
        share = fn.log_softmax(heat.flatten(2), 2)

        def at(further):
            return share.gather(2, (first + further).unsqueeze(2)).squeeze(2)

        wrong = -((1 - x) * (1 - y) * at(0) + x * (1 - y) * at(1) + (1 - x) * y * at(side) + x * y * at(side + 1))
        return ((0.05 * wrong + 2.0 * (places - landmarks).abs().mean(2)) * inside).mean()

    def encoded(mean, spread):
        """z of the batch, of a quarter of the pairs as the encoder reads it."""
        read = mean[::2] + torch.randn(size // 2, LATENT) * (0.5 * spread[::2]).exp()
        taken = (torch.rand(size // 2, 1) < 0.25).float() * changed.unsqueeze(1)
        return z + (read.repeat_interleave(2, 0) - z) * taken.repeat_interleave(2, 0)

    def step(number):
        used = [0, 1] if number % 4 == 0 else [0]
        for which in used:
            (decoder, encoder)[which].zero_grad()
        if len(used) > 1:
            mean, spread, read, places, heat = encoder(dropped())
        drawn, logits, told = decoder(attributes, encoded(mean, spread) if len(used) > 1 else z)
        weights = fn.interpolate(table[parts].unsqueeze(1), scale_factor=2, mode="nearest")
        difference = drawn - picture
        loss = ((distance(difference) * weights).mean() + 0.5 * pyramid(difference, weights) + pairs(drawn, picture, weights) +
                0.02 * fn.cross_entropy(logits, parts) + 2.0 * (told - landmarks).abs().mean())
        if len(used) > 1:
            kl = (-0.5 * (1 + spread - mean ** 2 - spread.exp())).sum(1).mean()
            identity = 0.5 * ((z - mean) ** 2 * (-spread).exp() + spread).mean()
            loss = loss + 2e-5 * kl + 0.05 * identity + 0.1 * fn.mse_loss(read, attributes)
            loss = loss + 0.1 * found(places, heat)
        loss.backward()
        loss.item()
        for which in used:
            update(which)

    # The other side's steps 51 to 100: as many of fifty train the encoder.
    tell_speed(torch, lambda number: step(50 + number), options.steps, size)


def go_on(options, folder, steps):
    """Images a second of a training that goes on to so many steps with the portraits that lie in its folder."""
    plan = json.loads((folder / "plan.json").read_text())
    plan.update(window=WINDOW, firstWindow=WINDOW, freshPerStep=0, stages=[{"side": 128, "steps": steps}])
    (folder / "plan.json").write_text(json.dumps(plan))
    images = ours(options.program, folder, "--builtin", "portraits", "--resume", "--threads", options.threads,
                  steps=steps)
    drawn = [json.loads(line)["drawn"] for line in (folder / "log.jsonl").read_text().splitlines()[-2:]]
    if drawn[0] != drawn[1]:
        sys.exit("portraits were drawn meanwhile")
    return images


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--program", type=Path, default=ROOT / "build/release/bin/imago")
    parser.add_argument("--package", type=Path, default=ROOT / "resources/models/portraits")
    parser.add_argument("--python", action="append", default=[], help="another Python with its own torch")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--steps", type=int, default=50)
    parser.add_argument("--batch", type=int, default=16)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--worker", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.worker:
        return work(options)
    speeds = {}
    with tempfile.TemporaryDirectory() as name:
        drawn = Path(name) / "drawn"
        run(options.program, "train", "--builtin", "portraits", "--batch", options.batch, "--window", AHEAD,
            "--steps", 3, "-o", drawn)
        for each in range(options.rounds):
            speeds.setdefault("imago train", []).append(go_on(options, drawn, 100 * (each + 1)))
            with tempfile.TemporaryDirectory() as folder:
                images = ours(options.program, Path(folder), "--builtin", "portraits", "--from", options.package,
                              "--batch", options.batch, "--window", WINDOW, "--threads", options.threads,
                              "--draw-threads", 1)
            speeds.setdefault("imago train, drawing", []).append(images)
            for python in [sys.executable, *options.python]:
                version, images = theirs(python, __file__, "--worker", "--threads", options.threads, "--batch",
                                         options.batch, "--steps", options.steps, "--package", options.package)
                speeds.setdefault(version, []).append(images)
    print_ratios(speeds)


if __name__ == "__main__":
    main()
