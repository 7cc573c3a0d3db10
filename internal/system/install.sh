#!/usr/bin/env bash
# Installs what the tests of this folder need and the machine lacks, by apt-get.
set -euo pipefail

as_root() {
  if [ "$(id -u)" = 0 ]; then "$@"; else sudo -n "$@"; fi
}

PATH=$PATH:/usr/sbin
missing=()
for need in chromium:chromium node:nodejs npm:npm haproxy:haproxy pgbouncer:pgbouncer; do
  command -v "${need%%:*}" >/dev/null || missing+=("${need##*:}")
done
[ ${#missing[@]} -gt 0 ] || exit 0
command -v apt-get >/dev/null || { echo "install ${missing[*]} by this system's package manager" >&2; exit 1; }
export DEBIAN_FRONTEND=noninteractive
as_root apt-get update -q
as_root apt-get install -y -q --no-install-recommends "${missing[@]}"
