#!/usr/bin/env bash
# Prints how soon a copy for a rehearsal is usable beside pg_dump | pg_restore, and how long a writer of 200 updates a
# second waits meanwhile: ratios of the same run, as median and spread of RUNS.
#
#   benchmarks/copy.sh [MEGABYTES] [RUNS]           default 300 and 3
#   benchmarks/copy.sh MEGABYTES RUNS reflink       on an XFS of its own, which takes root and mkfs.xfs: beside a plain copy
set -euo pipefail
megabytes=${1:-300}
runs=${2:-3}
cd "$(dirname "$0")/.."
work=$(mktemp -d)
place=
leave() {
  if [ -n "$place" ]; then umount "$place" || true; fi
  rm -rf "$work"
}
trap leave EXIT
if [ "${3:-}" = reflink ]; then
  chmod 755 "$work"
  truncate --size=$((megabytes * 8 + 8000))M "$work/image"
  mkfs.xfs -q -m reflink=1 "$work/image"
  mkdir "$work/xfs"
  mount -o loop "$work/image" "$work/xfs"
  place=$work/xfs
  mkdir "$place/backups" "$place/server"
fi
./mvnw -o -q -B -pl backup-worker -am test -Dtest=CopyBenchmark -Dsurefire.failIfNoSpecifiedTests=false \
  -Dspotless.check.skip=true -DargLine="-Dbelay.benchmark.megabytes=$megabytes -Dbelay.benchmark.runs=$runs -Dbelay.benchmark.output=$work/table -Dbelay.benchmark.place=$place"
date -u '+%Y-%m-%d %H:%M UTC'
uptime | sed 's/.*load average/load average/'
cat "$work/table"
