# SPDX-License-Identifier: GPL-3.0-or-later
"""How far a picture is from a painting's style and from a photo's content, in statistics that no loss of the studio
uses (its losses are Gram matrices of a network's features, colour moments and feature differences), but for one kin: the
losses know the covariances of colours in the octaves of a Laplacian pyramid of sRGB (instant pictures are given them
outright), `texture` the energies of its bands; and refining keeps local correlations of the octaves of light, which `edges` is kin to.

Pictures are H x W x 3 arrays of sRGB in 0..1; everything is computed in OKLab (Ottosson 2020).

Style, two distances of unrelated kinds:
  texture   Portilla & Simoncelli, "A parametric texture model based on joint statistics of complex wavelet coefficients",
            IJCV 40 (2000), section 3, on a complex steerable pyramid of 4 scales and 4 orientations (Simoncelli &
            Freeman 1995) of each OKLab channel: marginals, energies, autocorrelations of the low-pass pictures and of the
            magnitudes, correlations of magnitudes between orientations, scales and channels, and of phases between
            scales (doubled, their equation 5). Each statistic is divided by its standard deviation over the paintings
            of the benchmark; the distance is Euclidean, every kind of statistic weighing the same.
  patches   Sliced Wasserstein-2 distance (Rabin et al. 2011) between the sets of 7 x 7 patches at three scales, as in
            Elnekave & Weiss, "Generating natural images with direct patch distributions matching", ECCV 2022, section 3;
            the patches' mean colours and what remains without them count half each.
Content, two distances between pictures of one size:
  edges     1 - the correlation of gradient magnitudes of L, mean of Gaussian scales 1, 2 and 4 px.
  likeness  self-similarity (Shechtman & Irani 2007; the form of Kolkin et al., "Style transfer by relaxed optimal
            transport and self-similarity", CVPR 2019, equation 5) of patches of L on a grid: mean absolute
            difference of the normalised matrices of distances.

All four are metrics (not squares), and 1 is the median distance between two different paintings, or photos, of the
benchmark (`Yardstick`).
"""
from itertools import combinations
from math import factorial

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from scipy.ndimage import gaussian_filter, gaussian_gradient_magnitude, zoom

SCALES = 4
ORIENTATIONS = 4
LAG = 3  # autocorrelations over 7 x 7
MARGIN = 64  # mirrored around a picture, cut off from every band before it is looked at
PATCH = 7
PATCHES = 6000
PROJECTIONS = 96
QUANTILES = (np.arange(512) + 0.5) / 512
GRID = 24  # cells along the longer side


def oklab(picture):
    """Ottosson's OKLab, H x W x 3."""
    linear = np.where(picture <= 0.04045, picture / 12.92, ((picture + 0.055) / 1.055) ** 2.4)
    lms = linear @ np.array([[0.4122214708, 0.2119034982, 0.0883024619],
                             [0.5363325363, 0.6806995451, 0.2817188376],
                             [0.0514459929, 0.1073969566, 0.6299787005]])
    return np.cbrt(lms) @ np.array([[0.2104542553, 1.9779984951, 0.0259040371],
                                    [0.7936177850, -2.4285922050, 0.7827717662],
                                    [-0.0040720468, 0.4505937099, -0.8086757660]])


class Pyramid:
    """The complex steerable pyramid of one channel, as in Portilla & Simoncelli's own buildSCFpyr."""

    def __init__(self, channel):
        height, width = (side // 2 ** SCALES * 2 ** SCALES for side in channel.shape)
        top, left = (channel.shape[0] - height) // 2, (channel.shape[1] - width) // 2
        padded = np.pad(channel[top:top + height, left:left + width], MARGIN, mode="reflect")
        spectrum = np.fft.fftshift(np.fft.fft2(padded))
        y, x = (np.linspace(-1, 1, side, endpoint=False) for side in padded.shape)
        radius = np.hypot(x[None], y[:, None])
        radius[radius == 0] = 1e-9
        octave, angle = np.log2(radius), np.arctan2(y[:, None], x[None])
        self.high = self.cut(self.back(spectrum * self.rise(octave, 0)).real, 0)
        spectrum = spectrum * self.fall(octave, 0)
        self.low, self.bands = [], []
        order = ORIENTATIONS - 1
        gain = 2 * np.sqrt(2 ** (2 * order) * factorial(order) ** 2 / (ORIENTATIONS * factorial(2 * order)))
        for scale in range(SCALES):
            self.low.append(self.cut(self.back(spectrum).real, scale))
            rising = spectrum * self.rise(octave, scale + 1)
            bands = []
            for k in range(ORIENTATIONS):
                turned = np.angle(np.exp(1j * (angle - np.pi * k / ORIENTATIONS)))
                steered = gain * np.cos(turned) ** order * (np.abs(turned) < np.pi / 2)
                bands.append(self.cut(self.back((-1j) ** order * rising * steered), scale))
            self.bands.append(bands)
            h, w = spectrum.shape
            inner = np.s_[h // 4:h // 4 + h // 2, w // 4:w // 4 + w // 2]
            octave, angle = octave[inner], angle[inner]
            spectrum = spectrum[inner] * self.fall(octave, scale + 1) / 4  # a quarter of the pixels
        self.low.append(self.cut(self.back(spectrum).real, SCALES))

    @staticmethod
    def rise(octave, scale):
        return np.sin(np.pi / 2 * np.clip(octave + scale + 1, 0, 1))

    @staticmethod
    def fall(octave, scale):
        return np.cos(np.pi / 2 * np.clip(octave + scale + 1, 0, 1))

    @staticmethod
    def back(spectrum):
        return np.fft.ifft2(np.fft.ifftshift(spectrum))

    @staticmethod
    def cut(band, scale):
        margin = MARGIN >> scale
        return band[margin:-margin, margin:-margin]


def shape_of(values):
    """Skewness and kurtosis."""
    centred = values - values.mean()
    deviation = max(values.std(), 1e-6)
    return [(centred ** 3).mean() / deviation ** 3, (centred ** 4).mean() / deviation ** 4]


def autocorrelation(values):
    centred = values - values.mean()
    variance = max((centred ** 2).mean(), 1e-12)
    height, width = values.shape
    result = []
    for dy in range(LAG + 1):
        for dx in range(-LAG, LAG + 1):
            if dy == 0 and dx <= 0:
                continue
            a = centred[dy:, max(0, dx):width + min(0, dx)]
            b = centred[:height - dy, max(0, -dx):width - max(0, dx)]
            result.append((a * b).mean() / variance)
    return result


def correlations(rows, others=None):
    """Of the rows among themselves (each pair once) or with others."""
    def normal(values):
        centred = values - values.mean(1, keepdims=True)
        return centred / np.maximum(np.sqrt((centred ** 2).sum(1, keepdims=True)), 1e-9)
    if others is None:
        return (normal(rows) @ normal(rows).T)[np.triu_indices(len(rows), 1)]
    return (normal(rows) @ normal(others).T).ravel()


def enlarged(band, shape):
    """To twice its size."""
    def one(values):
        return zoom(values, np.array(shape) / values.shape, order=1, grid_mode=True, mode="nearest")
    return one(band.real) + 1j * one(band.imag)


def texture(lab):
    """Portilla & Simoncelli's statistics: a dictionary of vectors, one for each kind."""
    kinds = {name: [] for name in ("mean", "shape", "energy", "colour", "low", "magnitude", "orientations", "scales", "phases")}
    pyramids = [Pyramid(lab[..., c]) for c in range(3)]
    flat = lab.reshape(-1, 3)
    kinds["mean"] += [*flat.mean(0), *flat.std(0)]
    kinds["colour"] += [*correlations(flat.T)]
    for c, pyramid in enumerate(pyramids):
        kinds["shape"] += shape_of(flat[:, c])
        kinds["energy"].append(np.log(pyramid.high.std() + 1e-4))
        for low in pyramid.low:
            kinds["low"] += autocorrelation(low)
            kinds["shape"] += shape_of(low)
        for bands in pyramid.bands:
            for band in bands:
                kinds["energy"].append(np.log(np.sqrt((np.abs(band) ** 2).mean()) + 1e-4))
                kinds["magnitude"] += autocorrelation(np.abs(band))
    for scale in range(SCALES):
        fine = np.array([np.abs(band).ravel() for pyramid in pyramids for band in pyramid.bands[scale]])
        kinds["orientations"] += [*correlations(fine)]
        if scale + 1 == SCALES:
            continue
        shape = pyramids[0].bands[scale][0].shape
        coarse = [[enlarged(band, shape) for band in pyramid.bands[scale + 1]] for pyramid in pyramids]
        kinds["scales"] += [*correlations(fine, np.array([np.abs(b).ravel() for bands in coarse for b in bands]))]
        for pyramid, bands in zip(pyramids, coarse):
            real = np.array([band.real.ravel() for band in pyramid.bands[scale]])
            doubled = [(b ** 2 / np.maximum(np.abs(b), 1e-9)).ravel() for b in bands]
            kinds["phases"] += [*correlations(real, np.array([d.real for d in doubled] + [d.imag for d in doubled]))]
    return {name: np.array(values) for name, values in kinds.items()}


def patches(lab):
    """Quantiles of random projections of patches: for each scale the mean colours' and the rest's."""
    random = np.random.default_rng(1)
    result = []
    for scale in range(3):
        small = lab if scale == 0 else gaussian_filter(lab, (0.8 * 2 ** scale / 2, 0.8 * 2 ** scale / 2, 0))
        small = small[::2 ** scale, ::2 ** scale]
        windows = sliding_window_view(small, (PATCH, PATCH), (0, 1)).reshape(-1, 3, PATCH * PATCH)
        windows = windows[random.choice(len(windows), PATCHES, replace=len(windows) < PATCHES)]
        mean = windows.mean(2)
        rest = (windows - mean[..., None]).reshape(PATCHES, -1)
        for part in (mean, rest):
            directions = np.random.default_rng(2).normal(size=(part.shape[1], PROJECTIONS))
            directions /= np.linalg.norm(directions, axis=0)
            result.append(np.quantile(part @ directions, QUANTILES, axis=0))
    return result


def edges(lab):
    return [gaussian_gradient_magnitude(lab[..., 0], sigma).ravel() for sigma in (1, 2, 4)]


def likeness(lab):
    light = lab[..., 0]
    step = max(light.shape) / GRID
    blurred = gaussian_filter(light, step / 5)
    rows, columns = (np.arange(step, side - step, step) for side in light.shape)
    offsets = np.linspace(-0.8, 0.8, 5) * step
    y = (rows[:, None, None, None] + offsets[None, None, :, None]).astype(int)
    x = (columns[None, :, None, None] + offsets[None, None, None, :]).astype(int)
    descriptors = blurred[y, x].reshape(len(rows) * len(columns), -1)
    squared = (descriptors ** 2).sum(1)
    distances = np.sqrt(np.maximum(squared[:, None] + squared[None] - 2 * descriptors @ descriptors.T, 0))
    return distances / max(distances.mean(), 1e-9)


class Yardstick:
    """Measures distances in units of the benchmark's own pictures."""

    def __init__(self, paintings, photos):
        """`paintings`: what `style_of` gave of each; `photos`: pictures, of any sizes."""
        self.deviations = {}
        for kind in paintings[0][0]:
            deviations = np.array([one[0][kind] for one in paintings]).std(0)
            # a statistic that hardly varies among these paintings by chance must not weigh everything
            self.deviations[kind] = np.maximum(deviations, 0.25 * np.median(deviations))
        pairs = list(combinations(paintings, 2))
        self.texture_unit = np.median([self._texture(a[0], b[0]) for a, b in pairs])
        parts = np.array([self._patches(a[1], b[1]) for a, b in pairs])
        self.patch_units = np.median(parts, 0)
        self.patch_unit = np.median((parts / self.patch_units).mean(1))
        strangers = []
        for a, b in ((photos[i - k], photo) for i, photo in enumerate(photos) for k in (1, 2)):
            height, width = min(a.shape[0], b.shape[0]), min(a.shape[1], b.shape[1])
            strangers.append(self._content(self.content_of(a[:height, :width]), self.content_of(b[:height, :width])))
        self.edge_unit, self.likeness_unit = np.median(np.array(strangers), 0)

    @staticmethod
    def style_of(picture):
        lab = oklab(picture)
        return texture(lab), patches(lab)

    @staticmethod
    def content_of(picture):
        lab = oklab(picture)
        return edges(lab), likeness(lab)

    def _texture(self, a, b):
        return np.sqrt(np.mean([np.mean(((a[kind] - b[kind]) / self.deviations[kind]) ** 2) for kind in a]))

    @staticmethod
    def _patches(a, b):
        return [np.sqrt(((x - y) ** 2).mean()) for x, y in zip(a, b)]

    @staticmethod
    def _content(a, b):
        edge = np.mean([1 - np.corrcoef(x, y)[0, 1] for x, y in zip(a[0], b[0])])
        return max(edge, 0.0), np.abs(a[1] - b[1]).mean()

    def style(self, picture, painting):
        """Distances of what `style_of` gave: texture, patches and their mean."""
        first = self._texture(picture[0], painting[0]) / self.texture_unit
        second = (np.array(self._patches(picture[1], painting[1])) / self.patch_units).mean() / self.patch_unit
        return {"texture": float(first), "patches": float(second), "style": float(first + second) / 2}

    def content(self, picture, photo):
        """Distances of what `content_of` gave: edges, likeness and their mean."""
        edge, like = self._content(picture, photo)
        first, second = edge / self.edge_unit, like / self.likeness_unit
        return {"edges": float(first), "likeness": float(second), "content": float(first + second) / 2}
