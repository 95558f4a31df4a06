#!/bin/sh
# The server takes its database's password from a variable alone, and the password lies in a file.
set -eu

POSTGRES_PWD=$(cat "${SECRETS_DIRECTORY:-/run/secrets}/temporal-database")
export POSTGRES_PWD
exec /etc/temporal/entrypoint.sh
