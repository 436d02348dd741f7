#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Trains one model with two processes in network namespaces of their own, which see each other over a virtual cable as two
# machines do, and compares the losses with one process. Needs root, iproute2 and a build.
#   namespaces.sh IMAGO FOLDER-OF-PICTURES
set -euo pipefail

imago=$(realpath "$1")
pictures=$(realpath "$2")
work=$(mktemp -d)
names=(imago-a imago-b)

tidy() {
    for name in "${names[@]}"; do ip netns del "$name" 2>/dev/null || true; done
    rm -rf "$work"
}
trap tidy EXIT

for i in 0 1; do
    ip netns add "${names[i]}"
done
ip link add wire-a netns "${names[0]}" type veth peer name wire-b netns "${names[1]}"
for i in 0 1; do
    letter=${names[i]##*-}
    ip -n "${names[i]}" link set lo up
    ip -n "${names[i]}" address add "10.77.0.$((i + 1))/24" dev "wire-$letter"
    ip -n "${names[i]}" link set "wire-$letter" up
done

order=(train "$pictures" --kind vae --size 32 --steps 100 --batch 16 --threads 1)
export MASTER_ADDR=10.77.0.1 MASTER_PORT=29500
for i in 0 1; do
    RANK=$i WORLD_SIZE=2 ip netns exec "${names[i]}" "$imago" "${order[@]}" -o "$work/machine-$i" >"$work/log-$i" 2>&1 &
done
wait -n || { cat "$work"/log-*; exit 1; }
wait -n || { cat "$work"/log-*; exit 1; }
env -u MASTER_ADDR -u MASTER_PORT "$imago" "${order[@]}" -o "$work/alone" >/dev/null 2>&1
echo "one process:          $(tail -n 1 "$work/alone/log.jsonl")"
echo "two across the cable: $(tail -n 1 "$work/machine-0/log.jsonl")"
