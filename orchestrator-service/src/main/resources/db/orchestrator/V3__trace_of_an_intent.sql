-- The trace of the request that asked for a deployment, which the whole deployment continues.
alter table belay.intent add column trace_parent text, add column trace_state text;
