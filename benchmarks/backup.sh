#!/usr/bin/env bash
# Prints how fast a backup step is beside pg_dump -Fc and sha256sum, and for how long a client gets no answer during a
# restore beside dropdb, createdb and pg_restore: ratios of the same run, as median and spread of RUNS.
#
#   benchmarks/backup.sh [MEGABYTES] [RUNS]     default 100 and 3; 1300 needs about 10 GB of disk
set -euo pipefail
megabytes=${1:-100}
runs=${2:-3}
cd "$(dirname "$0")/.."
output=$(mktemp)
trap 'rm -f "$output"' EXIT
./mvnw -o -q -B -pl backup-worker -am test -Dtest=DatabaseBenchmark -Dsurefire.failIfNoSpecifiedTests=false \
  -Dspotless.check.skip=true -DargLine="-Dbelay.benchmark.megabytes=$megabytes -Dbelay.benchmark.runs=$runs -Dbelay.benchmark.output=$output"
date -u '+%Y-%m-%d %H:%M UTC'
uptime | sed 's/.*load average/load average/'
cat "$output"
