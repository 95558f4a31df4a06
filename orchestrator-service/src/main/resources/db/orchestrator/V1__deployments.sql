-- The API's own record: what was asked for, and what holds an environment. Nothing here can be rebuilt.
create table belay.intent (
    deployment_id   text primary key,
    idempotency_key text unique,
    request_hash    text        not null,
    environment     text        not null,
    plan_name       text        not null,
    plan_text       text        not null,
    parameters      jsonb       not null,
    comment         text        not null,
    requested_by    text        not null,
    requested_at    timestamptz not null,
    settled_at      timestamptz
);

create index intent_unsettled on belay.intent (requested_at) where settled_at is null;

create table belay.environment_hold (
    environment   text primary key,
    deployment_id text not null unique references belay.intent (deployment_id)
);

create table belay.interruption (
    deployment_id   text primary key,
    interrupted_at  timestamptz not null,
    decision_id     text,
    acknowledged_at timestamptz,
    acknowledged_by text,
    role            text,
    comment         text
);

-- The projection of the topic of deployment events: emptied and fed again at will.
create table belay.deployment_event (
    deployment_id text        not null,
    seq           bigint      not null,
    at            timestamptz not null,
    body          jsonb       not null,
    primary key (deployment_id, seq)
);

create table belay.deployment (
    deployment_id  text primary key,
    status         text        not null,
    plan           text        not null,
    environment    text        not null,
    requested_by   text        not null,
    comment        text        not null,
    requested_at   timestamptz not null,
    started_at     timestamptz,
    finished_at    timestamptz,
    open_questions integer     not null default 0,
    last_seq       bigint      not null default 0
);

create index deployment_newest on belay.deployment (requested_at desc, deployment_id desc);
create index deployment_unfinished on belay.deployment (deployment_id) where finished_at is null;
