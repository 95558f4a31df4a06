#!/usr/bin/env bash
# Prints how long the embedded stack takes to be ready, what it holds of memory when idle, and how long the demo takes,
# each beside a baseline of the same run: the start of a JVM that does nothing.
#
#   benchmarks/stack.sh [RUNS]     default 3; the build must be done (./belay --help once)
set -euo pipefail
runs=${1:-3}
home=$(cd "$(dirname "$0")/.." && pwd)
work=$(mktemp -d /var/tmp/belay-benchmark.XXXXXX)
chmod 755 "$work"
trap 'BELAY_STATE=$work/state "$home/belay" down >/dev/null 2>&1 || true; rm -rf "$work"' EXIT
export BELAY_NO_BUILD=1

seconds() { # of a command, whose output goes to a file
  local start end
  start=$(date +%s.%N)
  "$@" >"$work/output" 2>&1 || { cat "$work/output" >&2; exit 1; }
  end=$(date +%s.%N)
  awk -v a="$start" -v b="$end" 'BEGIN { printf "%.1f", b - a }'
}

# Proportional set size in MB of the processes that up has recorded, and of all below them.
memory() {
  local roots total=0 pid
  roots=$(pgrep -f "$work/state" || true)
  for pid in $(for root in $roots; do echo "$root"; pgrep -P "$root" || true; done | sort -u); do
    total=$((total + $(awk '/^Pss:/ { print $2 }' "/proc/$pid/smaps_rollup" 2>/dev/null || echo 0)))
  done
  echo $((total / 1024))
}

median() { sort -n | awk '{ v[NR] = $1 } END { print v[int((NR + 1) / 2)] }'; }

printf '%-28s %10s %10s\n' 'figure' 'median' "of n=$runs"
for _ in $(seq "$runs"); do seconds java -version; echo; done | median | xargs printf '%-28s %8s s\n' 'baseline: java -version'

ready=() idle=()
for run in $(seq "$runs"); do
  ready+=("$(BELAY_STATE="$work/state" seconds "$home/belay" up)")
  sleep 20
  idle+=("$(memory)")
  BELAY_STATE="$work/state" "$home/belay" down >/dev/null
done
printf '%s\n' "${ready[@]}" | median | xargs printf '%-28s %8s s   (%s)\n' 'up: ready after' | sed "s/()/(${ready[*]}; goal 30)/"
printf '%s\n' "${idle[@]}" | median | xargs printf '%-28s %8s MB  (%s)\n' 'idle stack: memory (PSS)' | sed "s/()/(${idle[*]}; goal 1500)/"

demo=()
for run in $(seq "$runs"); do
  demo+=("$(BELAY_STATE="$work/demo-$run" seconds "$home/belay" demo)")
done
printf '%s\n' "${demo[@]}" | median | xargs printf '%-28s %8s s   (%s)\n' 'demo: ends after' | sed "s/()/(${demo[*]}; goal 180)/"
