-- 120,000 purchase requests with an item each, of 20 companies, 200 projects and 50 people.
insert into auth_user (username, password, is_superuser, first_name, last_name, email, is_staff, is_active, date_joined)
select 'user-' || i, '!', false, '', '', 'user-' || i || '@example.org', false, true, timestamptz '2024-01-01'
from generate_series(1, 50) i;

insert into purchasing_company (name) select 'Company ' || i from generate_series(1, 20) i;

insert into purchasing_project (company_id, name)
select 1 + i % 20, 'Building site ' || i from generate_series(0, 199) i;

insert into purchase_requests
    (number, company_id, project_id, author_id, created_at, is_deleted, approved_at, current_approval_role)
select 'PR-' || lpad(i::text, 7, '0'),
       1 + i % 20,
       1 + i % 200,
       1 + (i * 7) % 50,
       timestamptz '2024-01-01 08:00+00' + i * interval '6 minutes',
       i % 40 = 0,
       case when i / 20 % 10 < 7 then timestamptz '2024-01-02 08:00+00' + i * interval '6 minutes' end,
       case when i / 20 % 10 < 7 then '' else (array ['foreman', 'engineer', 'director', ''])[1 + i / 200 % 4] end
from generate_series(1, 120000) i;

insert into purchase_request_items (request_id, name, quantity, status)
select id, (array ['cement', 'bricks', 'cable', 'paint', 'timber'])[1 + id % 5], 1 + id % 90,
       case when approved_at is null then 'open' else 'ordered' end
from purchase_requests;
