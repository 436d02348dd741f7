#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Makes the README's pictures again: docs/images/*. Needs what ./studio builds, and xvfb-run.
set -euo pipefail

cd "$(dirname "${BASH_SOURCE[0]}")/.."
./studio attributes >/dev/null  # builds what is out of date
bin=build/release/bin
images=docs/images
mkdir -p "$images"

# window FILE OPTION...: the studio's real window on a screen of its own.
window() {
    local file=$1
    shift
    xvfb-run -a -s "-screen 0 1600x1000x24" "$bin/imago-studio" --screenshot "$images/$file" "$@"
}

"$bin/imago" portrait --count 18 --seed 100 --size 160 --sheet -o "$images/people.webp"
"$bin/imago" sweep gender age smile surprise hair-length skin-tone \
    --seed 7 --steps 7 --size 160 --linked -o "$images/sweeps.webp"
window studio.png --size 1440x900 --language en --theme dark
