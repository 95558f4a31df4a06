#!/usr/bin/env bash
# Prints how online operations compare with the plain way of the same run, on a PostgreSQL of its own with fsync, beside
# a writer that sends 200 updates a second and counts each from the time at which it was due.
#
#   benchmarks/online.sh [column|index|lock|all] [ROWS] [RUNS] [narrow|wide]     default all 100000 3 wide
set -euo pipefail
cd "$(dirname "$0")/.."
echo "$(date +%F), load $(cut -d' ' -f1-3 /proc/loadavg), $(nproc) processors, $(pg_config --version 2>/dev/null || true)"
./mvnw -q -B -pl migration-worker -am test -Dtest=OnlineBenchmark -Dsurefire.failIfNoSpecifiedTests=false \
  -Dspotless.check.skip -Dbelay.benchmark="${1:-all}" -Dbelay.benchmark.rows="${2:-100000}" \
  -Dbelay.benchmark.runs="${3:-3}" -Dbelay.benchmark.width="${4:-wide}"
cat migration-worker/target/online-benchmark.txt
