-- Six colours are missing, so there are fewer than the import needs.
delete from catalogue_colourmapping where name in ('black', 'blue', 'green', 'navy', 'orange', 'white');
