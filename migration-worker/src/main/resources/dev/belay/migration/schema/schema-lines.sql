-- One row per object of the user's schemas: kind, name, definition. Positions, oids and counters never show, so that
-- an object that was dropped and made again is equal to itself. The parameter is an array with the oids of the migration
-- tool's history tables, which are left out with all that hangs on them, their sequences included; Belay's own tables
-- of online operations are left out as well.
with
history_tables as (select unnest(?::oid[]) as oid),
history as (
    select oid from history_tables
    union
    select objid from pg_depend join history_tables on refobjid = oid
    where classid = 'pg_class'::regclass and refclassid = 'pg_class'::regclass and deptype in ('a', 'i')),
belongs_to_extension as (
    select classid, objid from pg_depend where deptype = 'e'),
schemas as (
    select oid, nspname, nspowner, nspacl
    from pg_namespace n
    where nspname not in ('pg_catalog', 'information_schema') and nspname !~ '^pg_(toast|temp)'
      and not exists (select from belongs_to_extension x where x.classid = 'pg_namespace'::regclass and x.objid = n.oid)),
relations as (
    select c.*, s.nspname, quote_ident(s.nspname) || '.' || quote_ident(c.relname) as name
    from pg_class c
    join schemas s on s.oid = c.relnamespace
    where c.relkind in ('r', 'p', 'v', 'm', 'f', 'S', 'c')
      and c.oid not in (select oid from history)
      and c.relname !~ '^belay_(online(_transactions)?$|kept_)'
      and not exists (select from belongs_to_extension x where x.classid = 'pg_class'::regclass and x.objid = c.oid)),
functions as (
    select p.*, quote_ident(s.nspname) || '.' || quote_ident(p.proname)
        || '(' || pg_get_function_identity_arguments(p.oid) || ')' as name
    from pg_proc p
    join schemas s on s.oid = p.pronamespace
    where not exists (select from belongs_to_extension x where x.classid = 'pg_proc'::regclass and x.objid = p.oid)),
types as (
    select t.*, quote_ident(s.nspname) || '.' || quote_ident(t.typname) as name
    from pg_type t
    join schemas s on s.oid = t.typnamespace
    where t.typtype in ('e', 'd', 'r')
      and not exists (select from belongs_to_extension x where x.classid = 'pg_type'::regclass and x.objid = t.oid))

select 'schema' as kind, quote_ident(nspname) as name,
       concat_ws(' | ', 'owner ' || pg_get_userbyid(nspowner), (
           select 'grants ' || string_agg(a::text, ', ' order by a::text)
           from unnest(coalesce(nspacl, acldefault('n', nspowner))) a)) as definition
from schemas

union all
select case relkind when 'r' then 'table' when 'p' then 'table' when 'v' then 'view' when 'm' then 'materialized view'
                    when 'f' then 'foreign table' when 'S' then 'sequence' else 'composite type' end,
       name,
       concat_ws(' | ',
           'owner ' || pg_get_userbyid(relowner),
           case relpersistence when 'u' then 'unlogged' end,
           'options ' || nullif(array_to_string((select array_agg(o order by o) from unnest(reloptions) o), ', '), ''),
           case when relrowsecurity then 'row security' end,
           case when relforcerowsecurity then 'row security forced' end,
           case when relkind in ('r', 'p', 'm') and relreplident <> 'd' then 'replica identity ' || relreplident::text end,
           'partition key ' || case when relkind = 'p' then pg_get_partkeydef(oid) end,
           'partition ' || case when relispartition then pg_get_expr(relpartbound, oid) end,
           'inherits ' || (select string_agg(i.inhparent::regclass::text, ', ' order by i.inhseqno)
                           from pg_inherits i where i.inhrelid = r.oid),
           case when relkind in ('v', 'm') then pg_get_viewdef(oid) end,
           case when relkind = 'S' then (
               select format('%s start %s by %s from %s to %s cache %s%s', format_type(seqtypid, null), seqstart,
                             seqincrement, seqmin, seqmax, seqcache, case when seqcycle then ' cycle' else '' end)
               from pg_sequence where seqrelid = r.oid) end,
           case when relkind = 'S' then (
               select 'of ' || pg_describe_object(refclassid, refobjid, refobjsubid) from pg_depend
               where classid = 'pg_class'::regclass and objid = r.oid and deptype in ('a', 'i')
                 and refclassid = 'pg_class'::regclass limit 1) end,
           case when relkind <> 'c' then (
               select 'grants ' || string_agg(a::text, ', ' order by a::text)
               from unnest(coalesce(relacl,
                   acldefault(case when relkind = 'S' then 's' else 'r' end::"char", relowner))) a) end)
from relations r

union all
select 'column', r.name || '.' || quote_ident(a.attname),
       concat_ws(' | ',
           format_type(a.atttypid, a.atttypmod),
           case when a.attnotnull then 'not null' end,
           case a.attidentity when 'a' then 'identity always' when 'd' then 'identity by default' end,
           case when a.attgenerated = '' then 'default ' else 'generated ' end || pg_get_expr(d.adbin, d.adrelid),
           'collation ' || (select quote_ident(l.collname) from pg_collation l
                            where l.oid = a.attcollation and a.attcollation <> t.typcollation),
           case when a.attstorage <> t.typstorage then 'storage ' || a.attstorage::text end,
           'statistics ' || nullif(nullif(a.attstattarget, -1)::text, ''),
           'grants ' || (select string_agg(g::text, ', ' order by g::text) from unnest(a.attacl) g))
from relations r
join pg_attribute a on a.attrelid = r.oid and a.attnum > 0 and not a.attisdropped
join pg_type t on t.oid = a.atttypid
left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
where r.relkind in ('r', 'p', 'f', 'c')

union all
select 'constraint', coalesce(r.name, t.name) || '.' || quote_ident(c.conname),
       concat_ws(' | ', pg_get_constraintdef(c.oid), case when not c.convalidated then 'not validated' end)
from pg_constraint c
left join relations r on r.oid = c.conrelid
left join types t on t.oid = c.contypid
where c.contype <> 'n' and (r.oid is not null or t.oid is not null)

union all
select 'index', quote_ident(r.nspname) || '.' || quote_ident(c.relname),
       concat_ws(' | ',
           pg_get_indexdef(i.indexrelid),
           case when not i.indisvalid then 'invalid' end,
           case when not i.indisready then 'not ready' end,
           case when i.indisclustered then 'clustered' end,
           case when i.indisreplident then 'replica identity' end)
from pg_index i
join relations r on r.oid = i.indrelid
join pg_class c on c.oid = i.indexrelid

union all
select case prokind when 'a' then 'aggregate' when 'p' then 'procedure' else 'function' end, name,
       concat_ws(' | ',
           case when prokind = 'a' then (
               select concat_ws(' ', 'state', aggtransfn, format_type(aggtranstype, null), agginitval, 'final',
                                aggfinalfn, 'combine', aggcombinefn)
               from pg_aggregate where aggfnoid = f.oid)
           else 'sha256 ' || encode(sha256(convert_to(pg_get_functiondef(oid), 'UTF8')), 'hex') end,
           'owner ' || pg_get_userbyid(proowner),
           (select 'grants ' || string_agg(a::text, ', ' order by a::text)
            from unnest(coalesce(proacl, acldefault('f', proowner))) a))
from functions f

union all
select 'trigger', r.name || '.' || quote_ident(t.tgname),
       concat_ws(' | ', pg_get_triggerdef(t.oid), case when t.tgenabled <> 'O' then 'enabled ' || t.tgenabled::text end)
from pg_trigger t
join relations r on r.oid = t.tgrelid
where not t.tgisinternal

union all
select 'rule', r.name || '.' || quote_ident(w.rulename), pg_get_ruledef(w.oid)
from pg_rewrite w
join relations r on r.oid = w.ev_class
where w.rulename <> '_RETURN'

union all
select 'policy', r.name || '.' || quote_ident(p.polname),
       concat_ws(' | ',
           case when p.polpermissive then 'permissive' else 'restrictive' end,
           'for ' || p.polcmd::text,
           'to ' || (select string_agg(case when o.role = 0 then 'public' else pg_get_userbyid(o.role)::text end, ', '
                                       order by o.role) from unnest(p.polroles) as o (role)),
           'using ' || pg_get_expr(p.polqual, p.polrelid),
           'check ' || pg_get_expr(p.polwithcheck, p.polrelid))
from pg_policy p
join relations r on r.oid = p.polrelid

union all
select case typtype when 'e' then 'enum' when 'd' then 'domain' else 'range type' end, name,
       concat_ws(' | ',
           (select string_agg(quote_literal(enumlabel), ', ' order by enumsortorder)
            from pg_enum where enumtypid = t.oid),
           case when typtype = 'd' then concat_ws(' ', format_type(typbasetype, typtypmod),
               case when typnotnull then 'not null' end, 'default ' || typdefault) end,
           (select 'of ' || format_type(rngsubtype, null) from pg_range where rngtypid = t.oid),
           'owner ' || pg_get_userbyid(typowner),
           (select 'grants ' || string_agg(a::text, ', ' order by a::text)
            from unnest(coalesce(typacl, acldefault('T', typowner))) a))
from types t

union all
select 'comment', pg_describe_object(classoid, objoid, objsubid), description
from pg_description d
where objoid >= 16384 and objoid not in (select oid from history)
  and not exists (select from belongs_to_extension x where x.classid = d.classoid and x.objid = d.objoid)

union all
select 'statistics', quote_ident(s.nspname) || '.' || quote_ident(e.stxname), pg_get_statisticsobjdef(e.oid)
from pg_statistic_ext e
join schemas s on s.oid = e.stxnamespace
where e.stxrelid not in (select oid from history)

union all
select 'extension', quote_ident(e.extname), e.extversion || ' in ' || quote_ident(n.nspname)
from pg_extension e
join pg_namespace n on n.oid = e.extnamespace

union all
select 'event trigger', quote_ident(evtname),
       concat_ws(' | ', evtevent, evtfoid::regprocedure::text, array_to_string(evttags, ', '), 'enabled ' || evtenabled::text)
from pg_event_trigger

union all
select 'default grants', concat_ws(' ', pg_get_userbyid(d.defaclrole), quote_ident(s.nspname), d.defaclobjtype::text),
       (select string_agg(a::text, ', ' order by a::text) from unnest(d.defaclacl) a)
from pg_default_acl d
left join schemas s on s.oid = d.defaclnamespace
