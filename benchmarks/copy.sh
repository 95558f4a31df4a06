#!/usr/bin/env bash
# Prints how soon a copy for a rehearsal is usable beside pg_dump | pg_restore, and how long a writer of 200 updates a
# second waits meanwhile: ratios of the same run, as median and spread of RUNS.
#
#   benchmarks/copy.sh [MEGABYTES] [RUNS]     default 300 and 3
set -euo pipefail
megabytes=${1:-300}
runs=${2:-3}
cd "$(dirname "$0")/.."
output=$(mktemp)
trap 'rm -f "$output"' EXIT
./mvnw -o -q -B -pl backup-worker -am test -Dtest=CopyBenchmark -Dsurefire.failIfNoSpecifiedTests=false \
  -Dspotless.check.skip=true -DargLine="-Dbelay.benchmark.megabytes=$megabytes -Dbelay.benchmark.runs=$runs -Dbelay.benchmark.output=$output"
date -u '+%Y-%m-%d %H:%M UTC'
uptime | sed 's/.*load average/load average/'
cat "$output"
