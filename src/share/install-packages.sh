#!/bin/sh
# Installs those of the named Debian packages that are missing; says which, and uses sudo when not root.
set -eu
missing=
for package in "$@"; do
    dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q 'ok installed' || missing="$missing $package"
done
[ -n "$missing" ] || exit 0
if ! command -v apt-get >/dev/null; then
    echo "make: these packages are missing, and apt-get is not here to install them:$missing" >&2
    exit 1
fi
root=
if [ "$(id -u)" != 0 ]; then
    command -v sudo >/dev/null || {
        echo "make: become root, or install sudo, so that these packages can be installed:$missing" >&2
        exit 1
    }
    root=sudo
fi
echo "Installing from Debian's packages:$missing"
$root apt-get update -q=2
# shellcheck disable=SC2086 # a list of words on purpose
$root env DEBIAN_FRONTEND=noninteractive apt-get install -y -q=2 --no-install-recommends $missing >/dev/null
