#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""That the measures measure: python3 -m unittest discover tests/bench/style (two minutes)."""
import unittest

import numpy as np
from scipy.ndimage import gaussian_filter

from distances import Yardstick, oklab
from make_results import PAIRS
from quality import picture

STYLES = ("auvers", "composition_8", "great_wave", "glass", "moulin")
PHOTOS = ("astronaut", "coffee", "koala", "polar_bear")


class Distances(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.paintings = {name: picture(PAIRS / "styles" / f"{name}.webp")[:320, :320] for name in STYLES}
        cls.photos = {name: picture(PAIRS / "photos" / f"{name}.webp")[:320, :320] for name in PHOTOS}
        cls.styles = {name: Yardstick.style_of(painting) for name, painting in cls.paintings.items()}
        cls.yardstick = Yardstick(list(cls.styles.values()), list(cls.photos.values()))

    def style(self, seen, name):
        return self.yardstick.style(Yardstick.style_of(seen), self.styles[name])

    def content(self, seen, name):
        return self.yardstick.content(Yardstick.content_of(seen), Yardstick.content_of(self.photos[name]))

    def test_oklab_knows_white_black_and_red(self):
        colours = oklab(np.array([[[1, 1, 1], [0, 0, 0], [1, 0, 0]]], dtype=float))[0]
        np.testing.assert_allclose(colours[0], (1, 0, 0), atol=1e-6)
        np.testing.assert_allclose(colours[1], (0, 0, 0), atol=1e-6)
        np.testing.assert_allclose(colours[2], (0.62796, 0.22486, 0.12585), atol=1e-4)

    def test_a_painting_has_its_own_style(self):
        for name, painting in self.paintings.items():
            for value in self.style(painting, name).values():
                self.assertAlmostEqual(value, 0, places=9)

    def test_a_photo_has_its_own_content(self):
        for name, photo in self.photos.items():
            for value in self.content(photo, name).values():
                self.assertAlmostEqual(value, 0, places=5)

    def test_shuffled_pixels_are_not_the_style(self):
        for name in ("auvers", "glass"):
            painting = self.paintings[name]
            pixels = painting.reshape(-1, 3).copy()
            np.random.default_rng(1).shuffle(pixels)
            shuffled = self.style(pixels.reshape(painting.shape), name)
            turned = self.style(painting[:, ::-1], name)
            for figure in ("texture", "patches"):
                self.assertGreater(shuffled[figure], 1.5 * turned[figure])

    def test_a_part_of_a_painting_is_nearer_than_another_painting(self):
        for name in ("auvers", "glass", "moulin"):
            part = self.style(self.paintings[name][:, :192], name)["style"]
            others = [self.yardstick.style(self.styles[other], self.styles[name])["style"]
                      for other in STYLES if other != name]
            self.assertLess(part, min(others))

    def test_blur_and_noise_are_not_the_style(self):
        painting = self.paintings["auvers"]
        noise = np.random.default_rng(2).normal(0, 0.1, painting.shape)
        blurred = [self.style(gaussian_filter(painting, (s, s, 0)), "auvers")["style"] for s in (0.5, 1, 2, 4)]
        noisy = [self.style(np.clip(painting + k * noise, 0, 1), "auvers")["style"] for k in (0.25, 0.5, 1, 2)]
        for values in (blurred, noisy):
            self.assertEqual(values, sorted(values))

    def test_style_grows_with_the_share_of_the_photo(self):
        shares = (0, 0.1, 0.2, 0.3, 0.5)  # a double picture beyond that is less like anything than the photo is
        values = [self.style((1 - s) * self.paintings["auvers"] + s * self.photos["koala"], "auvers")["style"]
                  for s in shares]
        self.assertEqual(values, sorted(values))

    def test_content_grows_with_the_share_of_the_painting(self):
        values = [self.content((1 - s) * self.photos["koala"] + s * self.paintings["auvers"], "koala")
                  for s in (0, 0.2, 0.4, 0.6, 0.8, 1)]
        for figure in ("edges", "likeness"):
            one = [value[figure] for value in values]
            self.assertEqual(one, sorted(one))

    def test_content_does_not_care_for_colours_and_light(self):
        photo = self.photos["koala"]
        graded = np.clip(0.1 + 0.8 * photo * np.array((1, 0.9, 0.7)), 0, 1)
        other = self.content(self.paintings["moulin"], "koala")
        self.assertLess(self.content(graded, "koala")["content"], 0.15 * other["content"])

    def test_another_photo_is_about_one_away(self):
        values = [self.content(self.photos[a], b)["content"]
                  for a, b in (("astronaut", "koala"), ("koala", "astronaut"))]
        for value in values:
            self.assertGreater(value, 0.6)
            self.assertLess(value, 1.5)


if __name__ == "__main__":
    unittest.main()
