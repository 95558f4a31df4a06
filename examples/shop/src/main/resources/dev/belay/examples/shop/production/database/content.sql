-- What the shop has sold in two years: computed from row numbers, so that every creation gives the same rows.
set local synchronous_commit = off;
set local work_mem = '64MB';
set local timezone = 'UTC';

insert into customers (id, email, full_name, city, registered_at)
select n,
       lower(first_name || '.' || last_name) || n || '@'
           || (array['mail.example', 'post.example', 'home.example', 'marketplace.example'])[1 + n * 7 % 4],
       first_name || ' ' || last_name,
       (array['Amsterdam', 'Berlin', 'Dublin', 'Helsinki', 'Lisbon', 'Madrid', 'Paris', 'Prague', 'Riga', 'Vienna'])
           [1 + n * 31 % 10],
       timestamptz '2023-01-01' + make_interval(mins => n * 157)
from (
    select n,
           (array['Ada', 'Bruno', 'Clara', 'David', 'Elena', 'Felix', 'Greta', 'Hugo', 'Irene', 'Jonas', 'Katrin', 'Leo',
                  'Marta', 'Nils', 'Olga', 'Pavel', 'Rosa', 'Stefan', 'Tina', 'Victor'])[1 + n * 13 % 20] as first_name,
           (array['Becker', 'Costa', 'Dahl', 'Engel', 'Ferrari', 'Garcia', 'Hansen', 'Ivanova', 'Jansen', 'Kovacs',
                  'Lehtonen', 'Moreau', 'Novak', 'Olsen', 'Petrov', 'Rossi', 'Silva', 'Tamm', 'Virtanen', 'Weber',
                  'Young', 'Zeman', 'Bauer'])[1 + n * 17 % 23] as last_name
    from generate_series(1, 6000) n
) person;

insert into products (id, sku, name, category, price, stock)
select n,
       upper(left(category, 3)) || '-' || lpad(n::text, 4, '0'),
       (array['Small', 'Large', 'Classic', 'Folding'])[1 + n % 4] || ' ' || nouns[1 + n / 4 % 5],
       category,
       4.90 + n * 37 % 163 * 1.25,
       n * 29 % 97
from generate_series(0, 239) number
    cross join lateral (select number + 1 as n) counted
    join (values
        (0, 'kitchen', array['kettle', 'pan', 'colander', 'bread box', 'scale']),
        (1, 'garden', array['watering can', 'rake', 'trowel', 'lantern', 'bench']),
        (2, 'office', array['desk lamp', 'notebook', 'stapler', 'paper tray', 'chair']),
        (3, 'travel', array['suitcase', 'rucksack', 'bottle', 'umbrella', 'pillow']),
        (4, 'sport', array['mat', 'rope', 'kettlebell', 'net', 'towel']),
        (5, 'books', array['atlas', 'cookbook', 'novel', 'field guide', 'dictionary']),
        (6, 'music', array['ukulele', 'music stand', 'metronome', 'drum', 'flute']),
        (7, 'toys', array['puzzle', 'train', 'kite', 'marble run', 'castle']),
        (8, 'lighting', array['floor lamp', 'string of lights', 'torch', 'candle holder', 'night light']),
        (9, 'storage', array['crate', 'shelf', 'basket', 'hook rail', 'chest']),
        (10, 'textiles', array['blanket', 'cushion', 'curtain', 'apron', 'rug']),
        (11, 'tools', array['screwdriver', 'spirit level', 'saw', 'workbench', 'hammer'])
    ) assortment (position, category, nouns) on position = number / 20;

create temporary table sold on commit drop as
select order_id, line_number, product_id, 1 + (order_id * 3 + line_number * 5) % 4 / 2 as quantity, price as unit_price
from generate_series(1, 120000) order_id
    cross join lateral generate_series(1, 1 + order_id * 11 % 3) line_number
    cross join lateral (select 1 + (order_id::bigint * 7919 + line_number * 83) % 240 as product_id) picked
    join products on products.id = product_id;

insert into orders (id, customer_id, status, total, placed_at)
select order_id,
       1 + order_id::bigint * 4793 % 6000,
       case
           when order_id % 41 = 0 then 'cancelled'
           when order_id <= 119000 then 'delivered'
           else (array['shipped', 'paid', 'new'])[1 + order_id * 7 % 3]
       end,
       sum(quantity * unit_price),
       timestamptz '2024-07-01' + make_interval(secs => order_id * 525.6 + order_id::bigint * 7919 % 3600)
from sold
group by order_id
order by order_id;

insert into order_lines (order_id, line_number, product_id, quantity, unit_price)
select order_id, line_number, product_id, quantity, unit_price
from sold
order by order_id, line_number;

select setval(pg_get_serial_sequence('customers', 'id'), (select max(id) from customers)),
       setval(pg_get_serial_sequence('products', 'id'), (select max(id) from products)),
       setval(pg_get_serial_sequence('orders', 'id'), (select max(id) from orders));
