#!/usr/bin/env bash
# Takes new messages over into the German catalogue; what is new stands there untranslated.
set -euo pipefail
cd "$(dirname "$0")/.."
pot=$(mktemp)
pybabel --quiet extract -F babel.cfg -k _l -k lazy_gettext -k ngettext:1,2 \
  --no-location --sort-output --project ortsstimme -o "$pot" .
pybabel --quiet update -i "$pot" -d app/translations --no-fuzzy-matching --ignore-obsolete --ignore-pot-creation-date -w 100
rm "$pot"
