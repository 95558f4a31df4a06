"""Imports all products and variants of the export, and says how far it is."""

import itertools
from decimal import Decimal
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils.text import slugify

from catalogue import export
from catalogue.models import Category, ColourMapping, Product, ProductVariant

BATCH = 100


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser):
        parser.add_argument("--from", dest="directory", type=Path, required=True)
        parser.add_argument("--full", action="store_true", required=True)

    def handle(self, directory, **options):
        files = export.files(directory)
        if not files:
            raise CommandError(f"There is no XML file in {directory}")
        found = list(itertools.chain.from_iterable(export.products(file) for file in files))
        categories = {one.slug: one for one in Category.objects.all()}
        colours = {one.name: one for one in ColourMapping.objects.all()}
        unknown = set()
        for begin in range(0, len(found), BATCH):
            batch = found[begin : begin + BATCH]
            with transaction.atomic():
                products = Product.objects.bulk_create(product(each, categories) for each in batch)
                variants = [
                    variant(one, products[index], colours, unknown)
                    for index, each in enumerate(batch)
                    for one in each.findall("variant")
                ]
                ProductVariant.objects.bulk_create(variants)
            self.stdout.write(f"Imported {begin + len(batch)} of {len(found)} products")
            self.stdout.flush()
        for colour in sorted(unknown):
            self.stdout.write(f"No colour mapping for {colour}")


def product(element, categories) -> Product:
    prices = [Decimal(one.get("price")) for one in element.findall("variant")]
    stock = sum(int(one.get("stock")) for one in element.findall("variant"))
    return Product(
        source_id=element.get("id"),
        slug=slugify(element.get("name")),
        name=element.get("name"),
        category=categories[element.get("category")],
        price=min(prices),
        stock=stock,
    )


def variant(element, of: Product, colours, unknown) -> ProductVariant:
    name = element.get("colour")
    if name not in colours:
        unknown.add(name)
    return ProductVariant(
        sku=element.get("sku"),
        product=of,
        colour=colours.get(name),
        size=element.get("size"),
        price=Decimal(element.get("price")),
        stock=int(element.get("stock")),
    )
