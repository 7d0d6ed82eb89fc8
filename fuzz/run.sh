#!/usr/bin/env bash
# Fuzzes a target of fuzz/targets with coverage guidance: fuzz/run.sh TARGET [SECONDS], 600 seconds where none are given.
#   FUZZ_JAZZER    Jazzer.js' command, where npx should not fetch it
#   FUZZ_CORPUS    where interesting inputs are kept; a folder that is thrown away, where none is given
# The seeds are ours and stay as they are; what fails an oracle is written to the working folder, which is named.
set -euo pipefail
cd "$(dirname "$0")/.."

target="${1:?name a target: $(basename -s .ts fuzz/targets/*.ts | tr '\n' ' ')}"
seconds="${2:-600}"
[ -f "fuzz/targets/$target.ts" ] || { echo "no such target: $target" >&2; exit 1; }
work="$(mktemp -d)"
corpus="${FUZZ_CORPUS:-$work/corpus}"
mkdir -p "$corpus"
jazzer="${FUZZ_JAZZER:-npx --yes --package @jazzer.js/core@4.0.0 jazzer}"

# One CommonJS file, so that our code and the parsers that it calls are instrumented alike.
npx esbuild "fuzz/targets/$target.ts" --bundle --format=cjs --platform=node --target=node20.19 \
  --outfile="$work/target.cjs" --log-level=warning
dictionary="fuzz/dictionaries/$target.dict"
options=("-max_total_time=$seconds" -timeout=10 -rss_limit_mb=3000 -max_len=4096 "-artifact_prefix=$work/" -print_final_stats=1)
[ ! -f "$dictionary" ] || options+=("-dict=$dictionary")
echo "working folder: $work"
# shellcheck disable=SC2086
$jazzer "$work/target.cjs" "$corpus" "fuzz/seeds/$target" --sync -- "${options[@]}"
