#!/bin/sh
# Brings Temporal's tables in both of its databases to the version of these tools; where they are there already, nothing changes.
set -eu

SQL_PASSWORD=$(cat "${SECRETS_DIRECTORY:-/run/secrets}/temporal-database")
export SQL_PASSWORD

for database in temporal temporal_visibility; do
    SQL_DATABASE=$database
    export SQL_DATABASE
    temporal-sql-tool setup-schema --version 0.0
    temporal-sql-tool update-schema --schema-name "postgresql/v12/${database#temporal_}"
done
