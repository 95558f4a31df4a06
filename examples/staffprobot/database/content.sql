-- 60 people, 25 objects, 80 contracts, 200 time slots and 1,200 shifts.
insert into users select i, 7000000000 + i, 'Person ' || i from generate_series(1, 60) i;

insert into objects select i, 'Object ' || i, 1 + i % 5 from generate_series(1, 25) i;

insert into contracts select i, 1 + i % 25, 6 + i % 55, 300 + i % 10 * 20 from generate_series(1, 80) i;

insert into time_slots
select i, 1 + i % 25, date '2025-09-01' + i / 8, time '08:00' + i % 3 * interval '4 hours', time '20:00'
from generate_series(1, 200) i;

insert into shifts
select i, 6 + i % 55, 1 + i % 25, case when i % 4 > 0 then 1 + i % 200 end,
       timestamptz '2025-06-01 08:00+00' + i * interval '150 minutes',
       timestamptz '2025-06-01 16:00+00' + i * interval '150 minutes',
       (array ['completed', 'completed', 'completed', 'cancelled'])[1 + i % 4]
from generate_series(1, 1200) i;

select setval(pg_get_serial_sequence(name, 'id'), last)
from (values ('users', 60), ('objects', 25), ('contracts', 80), ('time_slots', 200), ('shifts', 1200)) filled (name, last);
