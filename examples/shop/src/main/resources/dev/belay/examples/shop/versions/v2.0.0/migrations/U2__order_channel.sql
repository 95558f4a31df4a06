drop index orders_channel_placed_at;
alter table orders drop column channel;
