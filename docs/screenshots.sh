#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Makes the README's pictures again: docs/images/*. Needs xvfb-run.
#   docs/screenshots.sh [FOLDER]    with the programs in FOLDER instead of those that ./studio builds
set -euo pipefail

cd "$(dirname "${BASH_SOURCE[0]}")/.."
if (($# > 0)); then
    bin=$1
else
    source app/setup.sh
    ready_to_build "${build_packages[@]}" xvfb xauth
    configure release
    build release imago imago-studio imago_neural
    bin=build/release/bin
fi
images=docs/images
mkdir -p "$images"

# window FILE OPTION...: the studio's real window on a screen of its own.
window() {
    local file=$1
    shift
    xvfb-run -a -s "-screen 0 1600x1000x24" "$bin/imago-studio" --screenshot "$images/$file" "$@"
}

"$bin/imago" portrait --count 24 --seed 1 --size 160 --sheet -o "$images/people.webp"
"$bin/imago" sweep gender age smile surprise hair-length skin-tone \
    --seed 14 --steps 7 --size 160 --linked -o "$images/sweeps.webp"
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"$bin/imago" portrait --seed 14 --set smile=0.4 --size 1024 -o "$folder/portrait.png"
window style.png --room style --size 1440x900 --language en --theme dark --after 20000 \
    --photo "$folder/portrait.png" --painting resources/styles/gallery/great-wave.imagostyle
"$bin/imago" style-sheet tests/bench/style/pairs/photos/cat.webp --size 240 --columns 6 -o "$images/styles-photo.webp"
"$bin/imago" portrait --seed 12 --size 200 -o "$folder/small.png"
"$bin/imago" style-sheet "$folder/small.png" --size 200 --columns 6 -o "$images/styles-portrait.webp"
window studio.png --size 1440x900 --language en --theme dark --after 3000
