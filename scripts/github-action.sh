#!/usr/bin/env bash
# What action.yml runs: sallyport with the action's inputs, which stand in the environment, as flags. Values never become code.
set -euo pipefail

arguments=("${COMMAND:-test}")

add() {
  local flag="$1" line
  while IFS= read -r line; do
    [ -z "$line" ] || arguments+=("$flag$line")
  done <<<"$2"
}

if [ "${COMMAND:-test}" = test ]; then
  add --policies= "${POLICIES:-}"
  add --context= "${CONTEXT:-}"
  arguments+=(--output=github)
  [ -z "${GITHUB_STEP_SUMMARY:-}" ] || arguments+=("--output=markdown=$GITHUB_STEP_SUMMARY")
fi
add '' "${FLAGS:-}"
arguments+=(--)
add '' "${PATHS:-}"

exec node "$ACTION_PATH/dist/cli.js" "${arguments[@]}"
