#!/bin/sh
# Run once by the PostgreSQL image, on an empty data directory: the roles and databases of Belay and of Temporal.
set -eu

secrets=${SECRETS_DIRECTORY:-/run/secrets}

# The password goes over standard input, so that it stands in no list of processes.
create() {
    role=$1
    secret=$2
    shift 2
    psql --no-psqlrc --quiet --set ON_ERROR_STOP=1 --username "${POSTGRES_USER:-postgres}" --dbname postgres <<END
\set secret \`cat '$secrets/$secret'\`
create role $role login password :'secret';
END
    for database; do
        psql --no-psqlrc --quiet --set ON_ERROR_STOP=1 --username "${POSTGRES_USER:-postgres}" --dbname postgres <<END
create database $database owner $role;
revoke all on database $database from public;
END
    done
}

create belay belay-database belay
create temporal temporal-database temporal temporal_visibility
