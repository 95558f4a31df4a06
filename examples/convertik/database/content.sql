-- 30 currencies, two years of their rates, and 100,000 conversions.
insert into currencies
select chr(65 + i / 26) || chr(65 + i % 26) || 'X', 'Currency ' || i from generate_series(0, 29) i;

insert into rates (code, day, rate)
select code, date '2024-01-01' + i, 1 + (i % 100) / 100.0 from currencies, generate_series(0, 729) i;

insert into conversions (source, target, device, at)
select chr(65 + i % 30 / 26) || chr(65 + i % 30 % 26) || 'X',
       chr(65 + (i + 7) % 30 / 26) || chr(65 + (i + 7) % 30 % 26) || 'X',
       (array ['iphone-', 'android-'])[1 + i % 2] || i % 5000,
       timestamptz '2025-01-01' + i * interval '5 minutes'
from generate_series(1, 100000) i;
