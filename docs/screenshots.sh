#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Makes the README's pictures again: docs/images/*. Needs xvfb-run and ffmpeg, and a quarter of an hour on two free cores: it
# trains a small model.
#   docs/screenshots.sh [FOLDER]    with the programs in FOLDER instead of those that ./studio builds
set -euo pipefail

cd "$(dirname "${BASH_SOURCE[0]}")/.."
if (($# > 0)); then
    bin=$1
else
    source app/setup.sh
    ready_to_build "${build_packages[@]}" xvfb xauth ffmpeg
    configure release
    build release imago imago-studio imago_neural imago_video
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
gallery=resources/styles/gallery
look=(--size 1440x900 --language en --theme dark)
window studio.webp "${look[@]}" --after 3000
"$bin/imago" portrait --seed 14 --set smile=0.4 --size 1024 -o "$folder/portrait.png"
window style.webp --room style "${look[@]}" --after 20000 \
    --photo "$folder/portrait.png" --painting $gallery/great-wave.imagostyle
"$bin/imago" style-sheet tests/bench/style/pairs/photos/cat.webp --size 240 --columns 6 -o "$images/styles-photo.webp"

# A clip of a head that turns.
"$bin/imago" sweep yaw --seed 12 --set smile=0.5 --from -28 --to 28 --steps 48 --size 640 -o "$folder/turn/"
cat "$folder"/turn/*.png |
    ffmpeg -v error -f image2pipe -framerate 24 -i - -crf 14 -pix_fmt yuv420p "$folder/turn.mp4"
window video.webp --room video "${look[@]}" --after 15000 --clip "$folder/turn.mp4" --painting $gallery/auvers.imagostyle

# A small model of portraits; its training is found in the profile, as a user's is.
mine="$folder/profile/trainings/portraits"
"$bin/imago" faces --count 2000 --size 64 --seed 5 -o "$folder/portraits"
rm "$folder/portraits/labels.csv"
"$bin/imago" train "$folder/portraits" --title Portraits --kind vae --size 64 --steps 600 -o "$mine"
window train.webp --room train "${look[@]}" --after 4000 --profile "$folder/profile"
"$bin/imago" discover "$mine/package"
window explore.webp --room explore "${look[@]}" --after 15000 --profile "$folder/profile" --model "$mine/package"
