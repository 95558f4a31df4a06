-- Seven categories, 24 colours, and the 10,000 products of the last import, which knew no variants.
insert into catalogue_category (name, slug)
select initcap(slug), slug from unnest(array ['balls', 'cycling', 'shoes', 'clothes', 'protection', 'tennis', 'skating']) slug;

insert into catalogue_colourmapping (name, hex_code)
values ('amber', '#ffbf00'), ('beige', '#f5f5dc'), ('black', '#000000'), ('blue', '#0000ff'), ('bronze', '#cd7f32'),
       ('brown', '#964b00'), ('coral', '#ff7f50'), ('cyan', '#00ffff'), ('gold', '#ffd700'), ('green', '#008000'),
       ('grey', '#808080'), ('ivory', '#fffff0'), ('khaki', '#c3b091'), ('lilac', '#c8a2c8'), ('lime', '#bfff00'),
       ('maroon', '#800000'), ('navy', '#000080'), ('olive', '#808000'), ('orange', '#ffa500'), ('pink', '#ffc0cb'),
       ('purple', '#800080'), ('red', '#ff0000'), ('silver', '#c0c0c0'), ('white', '#ffffff');

insert into catalogue_product (source_id, slug, name, category_id, price, stock)
select 'OLD-' || i, 'product-' || i, 'Product ' || i, 1 + i % 7, 500 + i % 90 * 10, i % 40
from generate_series(1, 10000) i;
