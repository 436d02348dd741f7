# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash
# Shared by ./studio and ./check: installs what the build needs and builds a preset. Sourced, never run.

# What a build with everything switched on needs, as Debian 12 and its relatives call it.
# shellcheck disable=SC2034  # used by those that source this
build_packages=(
    g++ cmake ninja-build ccache pkg-config
    libtorch-dev libopenblas0-openmp libgloo-dev
    qt6-base-dev qt6-tools-dev qt6-l10n-tools libqt6svg6 qt6-translations-l10n breeze-icon-theme
    libqcustomplot-dev
    fonts-wqy-microhei
    libpng-dev libjpeg-dev libtiff-dev libwebp-dev libgif-dev libheif-dev liblcms2-dev zlib1g-dev
    libavdevice-dev libavformat-dev libavcodec-dev libavutil-dev libswscale-dev libswresample-dev libopencv-dev opencv-data
    nlohmann-json3-dev libexpected-dev libeigen3-dev libzip-dev libcsv-dev libexiv2-dev libssl-dev libcli11-dev
    catch2
)

say() {
    printf '%s\n' "$*" >&2
}

# Something that only the reader can mend: one line, exit code 2.
stop() {
    say "$(basename "$0"): $*"
    exit 2
}

is_debian() {
    command -v apt-get >/dev/null && command -v dpkg-query >/dev/null
}

# Prints those of the packages that are not installed, on one line.
missing_packages() {
    local installed package missing=()
    installed=$(dpkg-query -W -f '${db:Status-Abbrev} ${Package}\n' "$@" 2>/dev/null | sed -n 's/^.i *//p')
    for package in "$@"; do
        grep -qxF -- "$package" <<<"$installed" || missing+=("$package")
    done
    printf '%s\n' "${missing[*]}"
}

run_as_root() {
    if ((EUID == 0)); then
        "$@"
    else
        sudo "$@"
    fi
}

apt_install() {
    run_as_root env DEBIAN_FRONTEND=noninteractive apt-get -q -y -o DPkg::Lock::Timeout=300 \
        -o Acquire::Retries=3 -o Dpkg::Use-Pty=0 install --no-install-recommends "$@" </dev/null >&2
}

# Installs those of the packages that are missing, after saying which.
install_packages() {
    local missing
    read -ra missing <<<"$(missing_packages "$@")"
    ((${#missing[@]} == 0)) && return
    say "Missing packages: ${missing[*]}"
    if ((EUID != 0)) && ! { command -v sudo >/dev/null && { sudo -n true 2>/dev/null || [[ -t 0 ]]; }; }; then
        stop "this needs root. Please run: sudo apt-get install ${missing[*]}"
    fi
    say "Installing them with apt-get ..."
    # A new machine has no package lists yet, an old one has lists of packages that have moved on.
    if ! apt_install "${missing[@]}"; then
        say "Fetching the package lists ..."
        run_as_root apt-get -q -o DPkg::Lock::Timeout=300 -o Acquire::Retries=3 update </dev/null >&2 ||
            stop "apt-get update failed (see above); is this machine connected?"
        apt_install "${missing[@]}" || stop "apt-get could not install: ${missing[*]} (see above)"
    fi
    read -ra missing <<<"$(missing_packages "$@")"
    ((${#missing[@]} == 0)) || stop "still missing after apt-get: ${missing[*]}"
}

# On a system without apt: names the programs that are missing. The configure step names the libraries.
require_programs() {
    local program missing=()
    for program in "c++:a C++20 compiler (GCC 12 or Clang 14)" "cmake:CMake 3.25" "ninja:Ninja" \
        "pkg-config:pkg-config"; do
        command -v "${program%%:*}" >/dev/null || missing+=("${program#*:}")
    done
    ((${#missing[@]} == 0)) && return
    say "This is not Debian or Ubuntu, so nothing is installed for you. Missing programs:"
    printf '  %s\n' "${missing[@]}" >&2
    stop "please install them with this system's package manager and run this again"
}

# ready_to_build PACKAGE...: what the build needs is there, or the program ends. The packages count on Debian alone.
ready_to_build() {
    if is_debian; then
        install_packages "$@"
    else
        require_programs
    fi
}

# As many compilers at once as there are processors, but no more than fit into memory: a file that includes
# LibTorch takes 1.5 GB.
build_jobs() {
    local cores memory
    cores=$(nproc 2>/dev/null || getconf _NPROCESSORS_ONLN)
    memory=$(awk '/^MemAvailable/ { print int($2 / 1500000) }' /proc/meminfo 2>/dev/null || true)
    ((${memory:-0} >= 1 && memory < cores)) && cores=$memory
    printf '%s\n' "$cores"
}

# configure PRESET [CMAKE-ARGUMENT...]: configures where needed. Fails after showing why; ends the program when libraries
# are missing.
configure() {
    local preset=$1 log=build/$1/configure.log
    shift
    local order="$PWD: $*" earlier=""
    [[ ! -e $log ]] || IFS= read -r earlier <"$log"
    # Ninja runs CMake again when a CMakeLists.txt changed; presets and the arguments here it does not know.
    if [[ $earlier == "$order" && -e build/$preset/build.ninja && ! CMakePresets.json -nt $log ]]; then
        return
    fi
    say "Configuring build/$preset ..."
    # What was built in another place, before this folder was moved or copied, can't be used here.
    [[ $earlier == "$PWD: "* ]] || rm -rf "build/$preset"
    mkdir -p "build/$preset"
    printf '%s\n' "$order" >"$log"
    if ! cmake --preset "$preset" "$@" >>"$log" 2>&1 </dev/null; then
        sed -n '/^CMake Error/,$p' "$log" >&2
        ! grep -q 'libraries are missing' "$log" || stop "please install what is missing (see above)"
        printf 'failed\n' >"$log"
        return 1
    fi
}

# build PRESET TARGET...: builds, one line of progress a step. Quick and silent when nothing changed.
build() (
    cd "build/$1" || return
    export NINJA_STATUS="[$1 %f/%t, %es] "
    shift
    [[ $(ninja -n "$@" 2>&1 | tail -n 1) == "ninja: no work to do." ]] && return
    ninja -j "$(build_jobs)" "$@" </dev/null >&2
)
