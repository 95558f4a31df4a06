-- The files that a plan uses, by their paths, as they were when the deployment was asked for.
alter table belay.intent add column plan_files jsonb not null default '{}';
