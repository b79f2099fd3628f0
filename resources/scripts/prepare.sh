# SPDX-FileCopyrightText: 2026 The Tollkeeper founders
# SPDX-License-Identifier: GPL-3.0-or-later
# Read by ./run and ./test: installs what Debian lacks and builds. Expects $root, the project's folder.

build=$root/build/release

# An empty environment has no PATH, and a root shell made by plain su one without the folders that dpkg asks for.
export PATH=$PATH:/usr/sbin:/sbin
# Some maintainer scripts do not survive a closed standard input.
[[ -e /dev/fd/0 ]] || exec </dev/null

say() {
    printf '%s\n' "$*" >&2
}

# The packages of the list that are not installed, one a line.
missingPackages() {
    local wanted installed
    wanted=$(sed -e 's/[[:space:]]*#.*//' -e '/^$/d' "$root/resources/packages/debian.txt" | sort)
    # dpkg-query fails where it does not know a package, which is what we want to hear about.
    # shellcheck disable=SC2086 # one word a package
    installed=$(dpkg-query -W -f '${db:Status-Status} ${Package}\n' $wanted 2>/dev/null || true)
    installed=$(sed -n 's/^installed //p' <<<"$installed" | sort)
    comm -23 <(printf '%s\n' "$wanted") <(printf '%s\n' "$installed")
}

giveUp() {
    say "$1 Install the packages as root and start again:"
    say "    apt-get install --no-install-recommends ${*:2}"
    exit 1
}

installPackages() {
    if ! command -v dpkg-query >/dev/null; then
        say "This is not Debian: the packages named in resources/packages/debian.txt must be there already."
        return
    fi
    local missing as_root=()
    missing=$(missingPackages)
    [[ $missing ]] || return 0
    mapfile -t missing <<<"$missing"
    say "Installing ${#missing[@]} Debian packages: ${missing[*]}"
    if ((EUID != 0)); then
        command -v sudo >/dev/null || giveUp "There is no sudo." "${missing[@]}"
        as_root=(sudo)
    fi
    # Lists that cannot be refreshed are no reason to stop: the installation decides.
    "${as_root[@]}" apt-get -q update >&2 || say "The package lists could not be refreshed."
    "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -q -y -o DPkg::Lock::Timeout=300 \
        install --no-install-recommends "${missing[@]}" >&2 || giveUp "apt-get could not install them." "${missing[@]}"
}

# A build folder that was copied, moved or left half configured is configured anew; any other is ninja's business.
configure() {
    if [[ ! -e $build/build.ninja ]] || ! grep -qxF "CMAKE_HOME_DIRECTORY:INTERNAL=$root" "$build/CMakeCache.txt"; then
        (cd "$root" && cmake --fresh --preset release) >&2
    fi
}

# Debian's nginx for the tests, where there is none: unpacked, because installed it would serve port 80 from then on.
unpackNginx() {
    command -v nginx >/dev/null || [[ -x $build/unpacked/usr/sbin/nginx ]] && return
    command -v apt-get >/dev/null || return 0
    local folder
    folder=$(mktemp -d)
    chmod 755 "$folder" # apt reads as a user of its own
    if (cd "$folder" && apt-get -q download nginx && dpkg-deb -x nginx_*.deb "$build/unpacked") >/dev/null 2>&1; then
        say "Unpacked nginx for the tests, in build/release/unpacked."
    else
        say "Debian's nginx could not be fetched; the tests through it skip."
    fi
    rm -rf "$folder"
}

# prepare TARGET: packages, configuration, and everything TARGET needs.
prepare() {
    installPackages
    configure
    cmake --build "$build" --target "$1" >&2
}
