-- When a deployment is to begin, where that is not at once; in which zone people think of it; and the digest that the
-- environment's file had when the plan was judged.
alter table belay.intent
    add column starts_at   timestamptz,
    add column starts_zone text,
    add column file_digest text;

alter table belay.deployment add column scheduled_for timestamptz;
