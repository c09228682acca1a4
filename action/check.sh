#!/usr/bin/env bash
# Checks policies, for action.yml: annotations in the log, a summary of the job, and SARIF where a file is named for it.
# What the workflow says comes in variables and is never run: LACUNA_PATHS, LACUNA_REGIME, LACUNA_ARGS, LACUNA_SARIF.
set -euo pipefail

# GitHub takes no larger summary of a step.
largest=1000000

args=()
# Adds the lines of $1, each as one argument.
add_lines() {
  local line
  while IFS= read -r line; do
    line="${line%$'\r'}"
    if [ -n "$line" ]; then args+=("$line"); fi
  done <<<"$1"
}

summary="$(mktemp)"
trap 'rm -f "$summary"' EXIT
args+=(--format github --output - --format markdown --output "$summary")
if [ -n "${LACUNA_SARIF:-}" ]; then args+=(--format sarif --output "$LACUNA_SARIF"); fi
if [ -n "${LACUNA_REGIME:-}" ]; then args+=(--regime "$LACUNA_REGIME"); fi
add_lines "${LACUNA_ARGS:-}"
# Behind this, nothing is a flag.
args+=(--)
add_lines "${LACUNA_PATHS:-}"

status=0
lacuna check "${args[@]}" || status=$?

if [ -n "${GITHUB_STEP_SUMMARY:-}" ]; then
  if [ "$(wc -c <"$summary")" -le "$largest" ]; then
    cat "$summary" >>"$GITHUB_STEP_SUMMARY"
  else
    echo "The summary is too long to be shown here; the annotations are in the log." >>"$GITHUB_STEP_SUMMARY"
  fi
fi
if [ -n "${GITHUB_OUTPUT:-}" ]; then
  echo "status=$status" >>"$GITHUB_OUTPUT"
  # One line, whatever is in it: a line break in the name would be a second output.
  if [ -n "${LACUNA_SARIF:-}" ]; then echo "sarif=${LACUNA_SARIF//[$'\r\n']/}" >>"$GITHUB_OUTPUT"; fi
fi
if [ "$status" -gt 1 ]; then
  echo "::error title=Lacuna could not check everything::The log of this step says why."
fi
exit "$status"
