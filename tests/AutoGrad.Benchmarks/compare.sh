#!/usr/bin/env bash
# Runs the peers and the project in turn, three rounds, and prints a table in Markdown: the peer's time ÷ ours, of the medians of the rounds.
# usage: compare.sh [threads=1] [peers=../shared/peers beside the repository] [filter: step/…, function/… or matmul/…, all three by default]
# The lines that were measured are kept in $LINES_TO, if that names a directory; $ROUNDS is the number of rounds.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
threads=${1:-1} peers=${2:-$here/../../../shared/peers} filters=("${3:-step/}")
[[ $# -ge 3 ]] || filters=(step/ function/ matmul/)
[[ $threads =~ ^[1-9][0-9]*$ ]] || { echo "compare.sh: '$threads' is no number of threads; give 1 or more." >&2; exit 2; }
[[ -r $peers/run-torchsharp.sh ]] || { echo "compare.sh: there is no run-torchsharp.sh in '$peers'; give the peers' directory as the second argument." >&2; exit 2; }
lines=${LINES_TO:-$(mktemp -d)}
mkdir -p "$lines"
dotnet build -c Release "$here" --nologo -v q -clp:ErrorsOnly >&2
ours() { dotnet "$here/bin/Release/net10.0/AutoGrad.Benchmarks.dll" "$@"; }
for name in torchsharp openblas ours; do : >"$lines/$name-$threads.jsonl"; done
for ((round = 1; round <= ${ROUNDS:-3}; round++)); do
  for filter in "${filters[@]}"; do
    case $filter in
      step/*) family=steps ;;
      function/*) family=functions ;;
      matmul/*) family=matmul ;;
      *) echo "compare.sh: '$filter' begins with none of step/, function/ and matmul/." >&2; exit 2 ;;
    esac
    echo "round $round: $filter" >&2
    bash "$peers/run-torchsharp.sh" "$threads" "$filter" >>"$lines/torchsharp-$threads.jsonl"
    [[ $family != matmul ]] || bash "$peers/run-openblas.sh" "$threads" >>"$lines/openblas-$threads.jsonl"
    ours "$family" --threads "$threads" --filter "$filter" >>"$lines/ours-$threads.jsonl"
  done
done
ours compare "$lines/ours-$threads.jsonl" "TorchSharp=$lines/torchsharp-$threads.jsonl" "OpenBLAS=$lines/openblas-$threads.jsonl"
