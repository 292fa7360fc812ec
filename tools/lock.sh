#!/usr/bin/env bash
# Pins requirements/*.in with hashes; the files name no index and no folder of this machine.
set -euo pipefail
cd "$(dirname "$0")/../requirements"
PATH="$PWD/../.venv/bin:$PATH"
compile() {
  pip-compile --quiet --generate-hashes --allow-unsafe --strip-extras --no-header \
    --no-emit-index-url --no-emit-trusted-host --no-emit-find-links "$@"
}
compile -o dev.txt dev.in
# The same versions for running as for testing.
printf -- '-c dev.txt\n' | cat - base.in >base-pinned.in
compile -o base.txt base-pinned.in
sed -i 's/base-pinned\.in/base.in/' base.txt
rm base-pinned.in
compile -o node.txt node.in
