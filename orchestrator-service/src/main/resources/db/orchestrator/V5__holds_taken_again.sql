-- A deployment that watches lets its environment go, and takes it again to be taken back: after which of its events.
alter table belay.environment_hold add column taken_after bigint not null default 0;
