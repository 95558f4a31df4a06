#!/usr/bin/env bash
# Prints how soon a copy for a rehearsal is usable beside pg_dump | pg_restore, and how long a writer of 200 updates a
# second waits meanwhile: ratios of the same run, as median and spread of RUNS.
#
#   benchmarks/copy.sh [MEGABYTES] [RUNS]           default 300 and 3
#   benchmarks/copy.sh MEGABYTES RUNS ext4          on a file system of its own, which takes root
#   benchmarks/copy.sh MEGABYTES RUNS reflink       on an XFS of its own, which takes root and mkfs.xfs: beside a plain copy
#
# On a file system in use, ext4 may take up to a millisecond to make a file while many others have been removed in the
# last minutes; a copy has a thousand. The table shows what it takes.
set -euo pipefail
megabytes=${1:-300}
runs=${2:-3}
cd "$(dirname "$0")/.."
work=$(mktemp -d)
place=
mounted=
leave() {
  if [ -n "$mounted" ]; then umount "$mounted" || true; fi
  rm -rf "$work"
}
trap leave EXIT
if [ -n "${3:-}" ]; then
  chmod 755 "$work"
  truncate --size=$((megabytes * 8 + 8000))M "$work/image"
  case $3 in
    ext4) mkfs.ext4 -q "$work/image" ;;
    reflink) mkfs.xfs -q -m reflink=1 "$work/image" ;;
    *) echo "benchmarks/copy.sh: \"$3\" is no file system; expected ext4 or reflink" >&2; exit 2 ;;
  esac
  mkdir "$work/mounted"
  mount -o loop "$work/image" "$work/mounted"
  mounted=$work/mounted
fi
temporary=${TMPDIR:-/tmp}
case ${3:-} in
  ext4) chmod 1777 "$mounted"; temporary=$mounted ;;
  reflink) place=$mounted; mkdir "$place/backups" "$place/server" ;;
esac
./mvnw -o -q -B -pl backup-worker -am test -Dtest=CopyBenchmark -Dsurefire.failIfNoSpecifiedTests=false \
  -Dspotless.check.skip=true -DargLine="-Djava.io.tmpdir=$temporary -Dbelay.benchmark.megabytes=$megabytes -Dbelay.benchmark.runs=$runs -Dbelay.benchmark.output=$work/table -Dbelay.benchmark.place=$place"
date -u '+%Y-%m-%d %H:%M UTC'
uptime | sed 's/.*load average/load average/'
cat "$work/table"
