#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Trains one model with two and with four processes in network namespaces of their own, which see each other over virtual cables
# and a bridge as machines do, and holds their losses against one process: each mean that the log has within 10 %. Needs root and
# iproute2; ends with 77 where namespaces can't be made.
#   namespaces.sh IMAGO
set -euo pipefail

imago=$(realpath "$1")
work=$(mktemp -d)
tag=imago-$$
most=4

tidy() {
    for ((i = 0; i <= most; ++i)); do ip netns del "$tag-$i" 2>/dev/null || true; done
    rm -rf "$work"
}
trap tidy EXIT

if ! command -v ip >/dev/null || ! ip netns add "$tag-$most" 2>/dev/null; then
    echo "network namespaces can't be made here"
    exit 77
fi
ip -n "$tag-$most" link add bridge type bridge
ip -n "$tag-$most" link set bridge up
for ((i = 0; i < most; ++i)); do
    ip netns add "$tag-$i"
    ip link add wire netns "$tag-$i" type veth peer name "port-$i" netns "$tag-$most"
    ip -n "$tag-$most" link set "port-$i" master bridge up
    ip -n "$tag-$i" link set lo up
    ip -n "$tag-$i" address add "10.77.0.$((i + 1))/24" dev wire
    ip -n "$tag-$i" link set wire up
done

mkdir "$work/pictures"
for ((seed = 0; seed < 24; ++seed)); do
    "$imago" art marbling --seed "$seed" --size 64 -o "$work/pictures/$seed.png" >/dev/null
done
order=(train "$work/pictures" --kind vae --size 16 --steps 100 --batch 16 --threads 1 --perceptual 0 --no-quality)
"$imago" "${order[@]}" -o "$work/1" >/dev/null 2>&1

# Means of the loss of pixels over each 50 steps, one a line. A slow process alone reports more often than that.
curve() {
    sed -n 's/.*"step":\([0-9]*\),.*"pixels":\([0-9.e-]*\).*/\1 \2/p' "$work/$1/log.jsonl" | awk '
        { sum += $2 * ($1 - before); before = $1 }
        $1 % 50 == 0 { print sum / 50; sum = 0 }'
}

export MASTER_ADDR=10.77.0.1 MASTER_PORT=29500 GLOO_SOCKET_IFNAME=wire
for count in 2 4; do
    running=()
    for ((i = 0; i < count; ++i)); do
        RANK=$i WORLD_SIZE=$count ip netns exec "$tag-$i" "$imago" "${order[@]}" -o "$work/$count-$i" >"$work/said-$i" 2>&1 &
        running+=($!)
    done
    for process in "${running[@]}"; do
        wait "$process" || { cat "$work"/said-*; exit 1; }
    done
    paste <(curve 1) <(curve "$count-0") | awk -v count="$count" '
        { print "one process " $1 ", " count " across the bridge " $2; far = far || $2 > 1.1 * $1 || $2 < 0.9 * $1; ++lines }
        END { exit far || lines < 2 }' || { echo "the losses differ"; exit 1; }
done
