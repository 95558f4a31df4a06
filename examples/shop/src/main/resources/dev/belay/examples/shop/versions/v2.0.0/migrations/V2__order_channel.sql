alter table orders add column channel text not null default 'web'
    constraint orders_channel_known check (channel in ('web', 'telephone', 'marketplace'));

-- Orders from the marketplace have come under its forwarding addresses.
update orders
set channel = 'marketplace'
from customers
where customers.id = orders.customer_id
  and customers.email like '%@marketplace.example';

create index orders_channel_placed_at on orders (channel, placed_at desc);
