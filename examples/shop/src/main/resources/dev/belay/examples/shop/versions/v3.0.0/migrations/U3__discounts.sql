drop index products_discount;
alter table products drop column discount_id;
drop table discounts;
