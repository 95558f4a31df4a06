"""Says how many products there are, whenever that changes: a process of the shop beside its web server."""

import time

from django.core.management.base import BaseCommand

from catalogue.models import Product


class Command(BaseCommand):
    help = __doc__

    def handle(self, **options):
        last = None
        while True:
            count = Product.objects.count()
            if count != last:
                self.stdout.write(f"{count} products")
                self.stdout.flush()
            last = count
            time.sleep(1)
