#!/bin/sh
# Makes Belay's namespace where it is not there. The server takes calls a while after it listens.
set -eu

attempt=1
until temporal operator namespace describe --namespace "$NAMESPACE" >/dev/null 2>&1 ||
    temporal operator namespace create --namespace "$NAMESPACE" --retention "$RETENTION"; do
    [ "$attempt" -lt 30 ] || { echo "Namespace $NAMESPACE could not be made; see above." >&2; exit 1; }
    attempt=$((attempt + 1))
    sleep 2
done
echo "Namespace $NAMESPACE is there."
