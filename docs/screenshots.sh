#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Makes the README's pictures again: docs/images/*. Needs what ./studio builds, and xvfb-run.
set -euo pipefail

cd "$(dirname "${BASH_SOURCE[0]}")/.."
./studio models >/dev/null
bin=build/release/bin
images=docs/images
mkdir -p "$images"

# window FILE OPTION...: the studio's real window on a screen of its own.
window() {
    local file=$1
    shift
    xvfb-run -a -s "-screen 0 1600x1000x24" "$bin/imago-studio" --screenshot "$images/$file" "$@"
}

people() {
    "$bin/imago" portrait --count 12 --seed "$1" --size 192 --sheet -o "$images/people.webp"
}

# sweep NAME SEED: one row of the contact sheet.
sweep() {
    "$bin/imago" sweep "$1" --seed "$2" --steps 7 --size 160 --linked -o "$images/sweep-$1.webp"
}

people 100
sweep gender 7
sweep age 12
sweep smile 21
sweep surprise 33
sweep hair-length 7
sweep skin-tone 12
window studio.png
