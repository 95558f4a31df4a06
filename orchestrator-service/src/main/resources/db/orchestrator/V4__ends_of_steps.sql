-- Of the projection: how each step ended and how long it took, whenever it ended. Feed the projection anew to fill it
-- with what happened before it was there.
create table belay.step_end (
    deployment_id text             not null,
    seq           bigint           not null,
    kind          text             not null,
    outcome       text             not null,
    seconds       double precision not null,
    primary key (deployment_id, seq)
);
