#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Makes the small pictures of tests/files/picture_test.cpp with other people's programs, so that our readers are not
# only tested against our writers. Needs: imagemagick and the Python packages pillow,
# pillow-heif and numpy. Each shows 16 x 12 pixels in four quarters: red, green / blue, white;
# animations show black afterwards.
set -e
cd "$(dirname "$0")/pictures"

base=$(mktemp --suffix=.png)
black=$(mktemp --suffix=.png)
trap 'rm -f "$base" "$black"' EXIT
convert -size 8x6 xc:red xc:lime +append \( -size 8x6 xc:blue xc:white +append \) -append -strip PNG24:"$base"
convert -size 16x12 xc:black -strip PNG24:"$black"

convert "$base" -interlace PNG PNG8:palette_interlaced.png
convert "$base" -depth 16 PNG64:wide.png
convert "$base" -colorspace Gray -depth 4 -strip grey_4bit.png
convert "$base" -quality 95 -sampling-factor 1x1 plain.jpg
convert "$base" -quality 95 -interlace JPEG -colorspace Gray grey_progressive.jpg
convert "$base" -quality 95 -colorspace CMYK cmyk.jpg
convert "$base" -compress LZW plain_lzw.tif
convert "$base" -depth 16 -compress Zip wide.tif
convert "$base" -define tiff:tile-geometry=16x16 tiled.tif
convert "$base" -colorspace CMYK -compress LZW cmyk.tif
convert "$base" -type Palette -compress None palette.tif
convert "$base" -interlace plane planes.tif
convert "$base" -endian MSB -compress None big_endian.tif
convert "$base" -quality 90 plain.heic
convert "$base" -quality 90 plain.avif
convert -delay 10 "$base" "$black" -loop 0 animated.gif
convert "$base" -interlace GIF interlaced.gif
python3 - "$base" "$black" <<'PYTHON'
import sys
import numpy
import pillow_heif
from PIL import Image
first, second = (Image.open(name).convert("RGBA") for name in sys.argv[1:])
first.save("animated.webp", save_all=True, append_images=[second], duration=100, lossless=True)
first.save("lossless.webp", lossless=True)
first.convert("RGB").save("lossy.webp", quality=95)
wide = numpy.asarray(first.convert("RGB")).astype(numpy.uint16) * 257
pillow_heif.from_bytes("RGB;16", (16, 12), wide.tobytes()).save("ten_bits.heic", quality=90)
PYTHON
