-- Of a deployment that is one of a plan's series: when the series goes on, and the one before it, which nothing else
-- follows.
alter table belay.intent
    add column cron    text,
    add column follows text unique references belay.intent (deployment_id);
