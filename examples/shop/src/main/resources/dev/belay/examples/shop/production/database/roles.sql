create role shop_owner login createdb password '@shop_owner@';
create role shop_app login password '@shop_app@';
create role shop_reader login password '@shop_reader@';

-- A restore beside the live database needs to see the sessions on it and to end them.
grant pg_read_all_stats, pg_signal_backend to shop_owner;
grant pg_read_all_stats to shop_reader;
alter role shop_reader set default_transaction_read_only = on;
alter role shop_reader set statement_timeout = '60s';
