-- One line for each thing that makes up the schema, and each right on it.
with relations as (
    select oid, relname, relowner, relacl from pg_class
    where relnamespace = 'public'::regnamespace and relkind in ('r', 'p', 'v', 'm')
        and not starts_with(relname, 'belay_')
),
lines as (
    select format('column %s.%s %s%s%s%s', r.relname, a.attname, format_type(a.atttypid, a.atttypmod),
                  case when a.attnotnull then ' not null' end,
                  ' default ' || pg_get_expr(d.adbin, d.adrelid),
                  case a.attidentity when 'a' then ' identity always' when 'd' then ' identity by default' end) as line
    from relations r
        join pg_attribute a on a.attrelid = r.oid and a.attnum > 0 and not a.attisdropped
        left join pg_attrdef d on d.adrelid = r.oid and d.adnum = a.attnum
    union all
    select pg_get_indexdef(i.indexrelid) || case when not (i.indisvalid and i.indisready) then ' (invalid)' else '' end
    from relations r join pg_index i on i.indrelid = r.oid
    union all
    select format('constraint %s on %s %s', c.conname, r.relname, pg_get_constraintdef(c.oid))
    from relations r join pg_constraint c on c.conrelid = r.oid
    where c.contype <> 'n'
    union all
    select format('trigger %s', pg_get_triggerdef(t.oid))
    from relations r join pg_trigger t on t.tgrelid = r.oid
    where not t.tgisinternal
    union all
    select format('table %s of %s: %s for %s', r.relname, pg_get_userbyid(r.relowner), acl.privilege_type,
                  case acl.grantee when 0 then 'everybody' else pg_get_userbyid(acl.grantee) end)
    from relations r, aclexplode(coalesce(r.relacl, acldefault('r', r.relowner))) acl
    where acl.grantee <> r.relowner
    union all
    select format('database of %s: %s for %s', pg_get_userbyid(d.datdba), acl.privilege_type,
                  case acl.grantee when 0 then 'everybody' else pg_get_userbyid(acl.grantee) end)
    from pg_database d, aclexplode(coalesce(d.datacl, acldefault('d', d.datdba))) acl
    where d.datname = current_database() and acl.grantee <> d.datdba
)
select line from lines order by line collate "C"
