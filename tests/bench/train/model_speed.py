#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Images a second of `imago train` on one's own pictures against the same step written in PyTorch.

Both kinds of model in float32: a GAN of Fashion-MNIST (32 px, ten classes; non-saturating loss, naming of classes) and
a VAE of portraits without labels (64 px; pyramid L1, KL with free bits). Networks (checked against the package's names
and shapes), batch, losses, optimisers, moving average and memory layout are the same; the two sides run one after the
other, several rounds. `imago train` also reads its pictures and looks after itself meanwhile, as a real training does;
the other side's lie ready in memory.

    tests/bench/train/model_speed.py                               with this Python's torch (Debian: python3-torch)
    tests/bench/train/model_speed.py --python other/bin/python     and with another one's beside it
"""
import argparse
import json
import sys
import tempfile
from pathlib import Path

from two_sides import ours, print_ratios, run, shapes_of, tell_speed, theirs, updates

ROOT = Path(__file__).resolve().parents[3]
FASHION = Path("/usr/share/datasets/fashion-mnist")
KINDS = ("gan", "vae")


def networks(torch, plan):
    nn, fn = torch.nn, torch.nn.functional
    style, classes = plan["style"], len(plan["pictures"]["classes"])
    planes = 1 if plan["pictures"]["grey"] else 3

    class Film(nn.Module):
        def __init__(self, inside, out):
            super().__init__()
            self.doubles = inside != out
            self.conv = nn.Conv2d(inside, out, 1) if self.doubles else nn.Conv2d(inside, out, 3, padding=1)
            self.norm = nn.GroupNorm(8, out)
            self.film = nn.Linear(style, 2 * out)

        def forward(self, x, s):
            y = self.conv(x)
            y = self.norm(twice(y) if self.doubles else y)
            scale, shift = self.film(s)[:, :, None, None].chunk(2, 1)
            y = fn.silu(torch.addcmul(shift, y, scale + 1.0))
            return y if self.doubles else y + x

    def twice(x):
        return fn.interpolate(x, scale_factor=2, mode="bilinear", align_corners=False)

    class Decoder(nn.Module):
        def __init__(self):
            super().__init__()
            widths = plan["channels"]
            self.levels = len(widths)
            side = plan["pictures"]["width"] >> self.levels
            self.map1 = nn.Linear(plan["latent"] + classes, style)
            self.map2, self.map3 = nn.Linear(style, style), nn.Linear(style, style)
            self.first = nn.Linear(style, 16 * widths[0])
            self.constant = nn.Parameter(0.2 * torch.randn(1, widths[0], side, side))
            self.base = Film(widths[0], widths[0])
            for level, width in enumerate(widths):
                if level > 0:
                    setattr(self, f"up{level}", Film(widths[level - 1], width))
                    setattr(self, f"keep{level}", Film(width, width))
                setattr(self, f"detail{level}", nn.Conv2d(width, planes, 3, padding=1))

        def forward(self, z, label):
            h = fn.silu(self.map1(z if label is None else torch.cat([z, label], 1)))
            s = fn.silu(self.map3(h + fn.silu(self.map2(h))))
            x = self.first(s).view(-1, self.constant.size(1), 4, 4) + self.constant
            x = self.base(x.contiguous(memory_format=torch.channels_last), s)
            picture = None
            for level in range(self.levels):
                if level > 0:
                    x = getattr(self, f"keep{level}")(getattr(self, f"up{level}")(x, s), s)
                added = getattr(self, f"detail{level}")(twice(x))
                picture = added if picture is None else twice(picture) + added
            return picture.expand(-1, 3, -1, -1)

    class Halving(nn.Module):
        def __init__(self, inside, out):
            super().__init__()
            self.mix = nn.Conv2d(4 * inside, out, 1)
            self.look = nn.Conv2d(out, out, 3, padding=1)
            self.norm1, self.norm2 = nn.GroupNorm(8, out), nn.GroupNorm(8, out)

        def forward(self, x):
            y = fn.silu(self.norm1(self.mix(fn.pixel_unshuffle(x, 2))))
            return y + fn.silu(self.norm2(self.look(y)))

    class Encoder(nn.Module):
        def __init__(self):
            super().__init__()
            widths = plan["encoderChannels"]
            for level, width in enumerate(widths):
                setattr(self, f"level{level}", Halving(widths[level - 1] if level else 3, width))
            self.count = len(widths)
            self.hidden = nn.Linear(16 * widths[-1] + classes, 2 * style)
            self.head = nn.Linear(2 * style, 2 * plan["latent"])

        def forward(self, x):
            for level in range(self.count):
                x = getattr(self, f"level{level}")(x)
            x = fn.adaptive_avg_pool2d(x, 4).flatten(1)
            mean, spread = self.head(fn.silu(self.hidden(x))).chunk(2, 1)
            return mean, spread.clamp(-8, 4)

    class ModulatedNorm(nn.Module):
        def __init__(self, channels):
            super().__init__()
            self.film = nn.Linear(plan["latent"] + classes, 2 * channels)
            self.register_buffer("mean", torch.zeros(channels))
            self.register_buffer("variance", torch.ones(channels))

        def forward(self, x, s):
            y = fn.batch_norm(x, self.mean, self.variance, training=True, momentum=0.0)
            scale, shift = self.film(s)[:, :, None, None].chunk(2, 1)
            return torch.addcmul(shift, y, scale + 1.0)

    class Generator(nn.Module):
        def __init__(self):
            super().__init__()
            widths = plan["channels"]
            self.levels, self.width = len(widths), widths[0]
            self.side = plan["pictures"]["width"] >> self.levels
            self.first = nn.Linear(plan["latent"] + classes, self.side ** 2 * widths[0], bias=False)
            for level, width in enumerate(widths):
                last = level + 1 == self.levels
                setattr(self, f"norm{level}", ModulatedNorm(width))
                out = planes if last else widths[level + 1]
                setattr(self, f"up{level}", nn.ConvTranspose2d(width, out, 4, 2, 1, bias=last))

        def forward(self, z, label):
            s = torch.cat([z, 3.0 * label], 1)
            x = self.first(s).view(-1, self.width, self.side, self.side).contiguous(memory_format=torch.channels_last)
            for level in range(self.levels):
                x = getattr(self, f"up{level}")(fn.relu(getattr(self, f"norm{level}")(x, s)))
            return torch.tanh(x).expand(-1, 3, -1, -1)

    class Critic(nn.Module):
        def __init__(self):
            super().__init__()
            widths = plan["discriminatorChannels"]
            self.levels = len(widths)
            for level, width in enumerate(widths):
                inside = widths[level - 1] if level else 3
                setattr(self, f"level{level}", nn.Conv2d(inside, width, 4, 2, 1, bias=level == 0))
                if level:
                    setattr(self, f"norm{level}", nn.BatchNorm2d(width, track_running_stats=False))
            out = widths[-1] * (plan["pictures"]["width"] >> self.levels) ** 2
            self.logit, self.naming = nn.Linear(out, 1), nn.Linear(out, classes)
            self.label = nn.Linear(classes, out, bias=False)

        def forward(self, x, label):
            for level in range(self.levels):
                x = getattr(self, f"level{level}")(x)
                x = fn.leaky_relu(getattr(self, f"norm{level}")(x) if level else x, 0.2)
            x = x.flatten(1)
            logits = self.logit(x).squeeze(1) + (self.label(label) * x).sum(1)
            return logits, -(fn.log_softmax(self.naming(x), 1) * label).sum(1).mean()

    return (Generator(), Critic()) if plan["kind"] == "gan" else (Decoder(), Encoder())


def work(options):
    """One side's rounds in PyTorch; prints images a second."""
    import torch

    fn = torch.nn.functional
    torch.set_num_threads(options.threads)
    plan = json.loads((options.training / "plan.json").read_text())
    decoder, other = networks(torch, plan)
    for network, name in ((decoder, "decoder"), (other, "encoder")):
        file = options.training / "package/weights" / f"{name}.safetensors"
        ours = {key: tuple(value.shape) for key, value in network.state_dict().items()}
        if file.exists() and ours != shapes_of(file):
            sys.exit(f"the {name} here is not the package's")
        network.to(memory_format=torch.channels_last)
    gan = plan["kind"] == "gan"
    size, side = plan["batch"], plan["pictures"]["width"]
    picture = (torch.rand(size, 3, side, side) * 2 - 1).contiguous(memory_format=torch.channels_last)
    label = torch.eye(10)[torch.randint(10, (size,))] if gan else None
    betas = (0.5, 0.999) if gan else (0.9, 0.99)
    parameters = [list(n.parameters()) for n in (decoder, other)]
    update = updates(torch, parameters, rate=5e-4, betas=betas, clip=100.0 if gan else 2.0, muon=not gan)

    def gan_step(number):
        naming = plan["gan"]["naming"]
        decoder.zero_grad()
        drawn = decoder(torch.randn(size, plan["latent"]), label)
        seen = drawn.detach().requires_grad_(True)
        other.zero_grad()
        real, misnamed_real = other(picture, label)
        fake, misnamed_fake = other(seen, label)
        loss = fn.softplus(-real).mean() + fn.softplus(fake).mean()
        loss.item(), real.mean().item(), fake.mean().item(), misnamed_real.item(), misnamed_fake.item()
        wish = fn.softplus(-fake).mean() + naming * misnamed_fake
        wish.item()
        towards = torch.autograd.grad(wish, seen, retain_graph=True)[0]
        (loss + naming * misnamed_real).backward()
        update(1)
        drawn.backward(towards)
        update(0)

    def pyramid(difference):
        total = difference.abs().mean()
        while difference.size(2) >= 16:
            half = fn.avg_pool2d(difference, 2)
            total = total + 0.5 * (difference - fn.interpolate(half, scale_factor=2)).abs().mean()
            difference = half
        return total + 0.5 * difference.abs().mean()

    def vae_step(number):
        decoder.zero_grad()
        other.zero_grad()
        mean, spread = other(picture)
        drawn = decoder(mean + torch.exp(0.5 * spread) * torch.randn_like(mean), None)
        nats = (0.5 * (mean ** 2 + spread.exp() - 1 - spread)).mean(0)
        pixels = pyramid(drawn - picture)
        loss = pixels + 1e-4 * nats.clamp_min(0.05).sum()
        loss.backward()
        pixels.item(), nats.sum().item()
        update(0)
        update(1)

    step = gan_step if gan else vae_step
    tell_speed(torch, step, options.steps, size)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--program", type=Path, default=ROOT / "build/release/bin/imago")
    parser.add_argument("--python", action="append", default=[], help="another Python with its own torch")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--steps", type=int, default=50)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--training", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.training:
        return work(options)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        run(options.program, "faces", "--count", 200, "--size", 64, "-o", folder / "faces")
        (folder / "faces/labels.csv").unlink()
        for kind in KINDS:
            speeds = {}
            for each in range(options.rounds):
                training = folder / f"{kind}-{each}"
                of_kind = ([FASHION, "--size", 32, "--pad", "--projected", "false"] if kind == "gan" else
                           [folder / "faces", "--size", 64, "--perceptual", 0])
                images = ours(options.program, training, *of_kind, "--kind", kind, "--threads", options.threads)
                speeds.setdefault("imago train", []).append(images)
                for python in [sys.executable, *options.python]:
                    version, images = theirs(python, __file__, "--training", training, "--threads", options.threads,
                                             "--steps", options.steps)
                    speeds.setdefault(version, []).append(images)
            print_ratios(speeds, f"{kind}  ")


if __name__ == "__main__":
    main()
