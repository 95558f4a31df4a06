-- 20,000 markets of 2,000 people with 150,000 products, and 150,000 orders.
insert into auth_user (username, password, is_superuser, first_name, last_name, email, is_staff, is_active, date_joined)
select 'user-' || i, '!', false, '', '', 'user-' || i || '@example.org', false, true, timestamptz '2024-01-01'
from generate_series(1, 2000) i;

insert into sub_category (name) select 'Category ' || i from generate_series(1, 100) i;

insert into market (user_id, sub_category_id, name, status, created_at, business_id, is_paid)
select 1 + i * 7 % 2000,
       1 + i % 100,
       'Market ' || i,
       (array ['published', 'published', 'draft', 'blocked'])[1 + i / 2000 % 4],
       timestamptz '2024-01-01 08:00+00' + i * interval '40 minutes',
       'B-' || lpad(i::text, 6, '0'),
       i % 3 = 0
from generate_series(1, 20000) i;

insert into product (market_id, sub_category_id, name, status, created_at, tag, is_marketer)
select 1 + i * 11 % 20000,
       1 + i % 100,
       'Product ' || i,
       (array ['published', 'published', 'published', 'draft'])[1 + i / 20000 % 4],
       timestamptz '2024-01-01 08:00+00' + i * interval '5 minutes',
       (array ['', '', '', 'new', 'special'])[1 + i % 5],
       i % 200 = 0
from generate_series(1, 150000) i;

insert into "order" (user_id, status, created_at, total, type, is_paid)
select 1 + i * 13 % 2000,
       (array ['done', 'done', 'open', 'sent'])[1 + i / 2000 % 4],
       timestamptz '2024-01-01 08:00+00' + i * interval '5 minutes',
       100 + i % 900,
       (array ['online', 'cash'])[1 + i % 2],
       i % 5 > 0
from generate_series(1, 150000) i;
