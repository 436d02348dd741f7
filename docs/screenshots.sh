#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Makes the README's pictures again: docs/images/*. Needs xvfb-run, ffmpeg and dataset-fashion-mnist, and an hour on two free
# cores: it trains a model.
#   docs/screenshots.sh [FOLDER]    with the programs in FOLDER instead of those that ./studio builds
set -euo pipefail

cd "$(dirname "${BASH_SOURCE[0]}")/.."
if (($# > 0)); then
    bin=$1
else
    source app/setup.sh
    ready_to_build "${build_packages[@]}" xvfb xauth ffmpeg dataset-fashion-mnist
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
    --seed 164 --steps 7 --size 160 --linked -o "$images/sweeps.webp"
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
gallery=resources/styles/gallery
look=(--size 1440x900 --language en --theme dark)
window studio.webp "${look[@]}" --after 3000
"$bin/imago" portrait --seed 164 --set smile=0.4 --size 1024 -o "$folder/portrait.png"
window style.webp --room style "${look[@]}" --after 20000 \
    --photo "$folder/portrait.png" --painting $gallery/great-wave.imagostyle
"$bin/imago" style-sheet tests/bench/style/pairs/photos/cat.webp --size 240 --columns 6 -o "$images/styles-photo.webp"

# A clip of a head that turns.
"$bin/imago" sweep yaw --seed 12 --set smile=0.5 --from -28 --to 28 --steps 48 --size 640 -o "$folder/turn/"
cat "$folder"/turn/*.png |
    ffmpeg -v error -f image2pipe -framerate 24 -i - -crf 14 -pix_fmt yuv420p "$folder/turn.mp4"
window video.webp --room video "${look[@]}" --after 15000 --clip "$folder/turn.mp4" --painting $gallery/auvers.imagostyle

# A GAN of Fashion-MNIST, as docs/training.md measures it; its training is found in the profile, as a user's is.
mine="$folder/profile/trainings/fashion"
"$bin/imago" train /usr/share/datasets/fashion-mnist --kind gan --pad --size 32 --steps 6100 -o "$mine"
window train.webp --room train "${look[@]}" --after 4000 --profile "$folder/profile"
window explore.webp --room explore --panel sweeps "${look[@]}" --after 15000 --profile "$folder/profile" --model "$mine/package"
