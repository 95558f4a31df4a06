revoke all on database shop_production from public;
grant connect on database shop_production to shop_app, shop_reader;

alter schema public owner to shop_owner;
revoke all on schema public from public;
grant usage on schema public to shop_app, shop_reader;

-- What a later migration creates is usable without a grant of its own.
alter default privileges for role shop_owner in schema public
    grant select, insert, update, delete on tables to shop_app;
alter default privileges for role shop_owner in schema public grant usage on sequences to shop_app;
alter default privileges for role shop_owner in schema public grant select on tables to shop_reader;
