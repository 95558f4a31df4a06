"""Removes all products and their variants; the import brings them anew."""

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from catalogue.models import Product, ProductVariant


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser):
        how = parser.add_mutually_exclusive_group(required=True)
        how.add_argument("--dry-run", action="store_true")
        how.add_argument("--confirm", action="store_true")

    def handle(self, dry_run, **options):
        products, variants = Product.objects.count(), ProductVariant.objects.count()
        if products == 0:
            raise CommandError("There are no products to remove; something is wrong before this")
        if dry_run:
            self.stdout.write(f"Would remove {products} products and {variants} variants, and keep categories and colours")
            return
        with transaction.atomic():
            ProductVariant.objects.all().delete()
            Product.objects.all().delete()
        self.stdout.write(f"Removed {products} products and {variants} variants")
