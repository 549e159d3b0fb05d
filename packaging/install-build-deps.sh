#!/usr/bin/env bash
# Installs what is missing to build and run; with --check also what only ./check needs.
# Says nothing and needs no network where nothing is missing.
set -euo pipefail
cd "$(dirname "$0")/.."

die()
{
    echo "$0: $*" >&2
    exit 1
}

others='/ check$/d'
if [ "${1:-}" = --check ]; then
    others='s/ check$//'
fi

missing=()
if command -v dpkg-query > /dev/null; then
    while read -r package; do
        dpkg-query -W -f='${db:Status-Status}\n' "$package" 2> /dev/null | grep -qx installed || missing+=("$package")
    done < <(sed -e '/^#/d' -e "$others" packaging/build-deps.txt)
    command -v node > /dev/null || missing+=(nodejs)
    command -v npm > /dev/null || missing+=(npm)
fi

if [ ${#missing[@]} -gt 0 ]; then
    echo "Installing ${missing[*]}"
    as_root=()
    if [ "$(id -u)" -ne 0 ]; then
        command -v sudo > /dev/null || die "run this as root, or install sudo"
        as_root=(sudo)
    fi
    as_root+=(env DEBIAN_FRONTEND=noninteractive apt-get -q -o Dpkg::Use-Pty=0)
    "${as_root[@]}" update
    "${as_root[@]}" install -y --no-install-recommends "${missing[@]}"
fi

if ! command -v node > /dev/null || ! node -e 'process.exit(parseInt(process.versions.node) < 18 ? 1 : 0)'; then
    die "node 18 or newer is needed"
fi

# A whole build with its tests takes 3.3 GB, its packages 0.3.
if [ ! -e build ] && [ "$(df -Pk . | awk 'NR == 2 { print $4 }')" -lt 4500000 ]; then
    die "less than 4.5 GB are free in $PWD; the build needs them"
fi

folders=(contracts)
if [ "${1:-}" = --check ]; then
    folders+=(tests/client)
fi
for folder in "${folders[@]}"; do
    # npm writes this file at the end of an installation.
    installed=$folder/node_modules/.package-lock.json
    if [ ! -e "$installed" ] || [ "$folder/package-lock.json" -nt "$installed" ]; then
        echo "Installing the node packages of $folder/"
        (cd "$folder" && npm ci --prefer-offline --no-audit --no-fund)
    fi
done
