#!/bin/sh
# Writes the figures of docs/accuracy.md anew, between its two marks.
# usage, from the project's root: tests/accuracy/card.sh LABELS.jsonl [path of lacuna]
set -eu
labels=$1
lacuna=${2:-target/release/lacuna}
card=docs/accuracy.md
figures=$(mktemp)
trap 'rm -f "$figures"' EXIT
"$lacuna" eval "$labels" --mapping tests/accuracy/labels.toml --disputed tests/accuracy/disputed.toml --format markdown > "$figures"
awk -v figures="$figures" '
    /^<!-- figures -->$/ { print; print ""; while ((getline line < figures) > 0) print line; print ""; inside = 1 }
    /^<!-- end of figures -->$/ { inside = 0 }
    !inside || /^<!-- end of figures -->$/ { if (!/^<!-- figures -->$/) print }
' "$card" > "$figures.card"
mv "$figures.card" "$card"
