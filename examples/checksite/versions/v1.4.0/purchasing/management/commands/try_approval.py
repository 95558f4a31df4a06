"""Approves a hundred requests, says how many queries that took, and takes it back."""

from django.core.management.base import BaseCommand, CommandError
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from purchasing.approval import approve
from purchasing.models import PurchaseRequest


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser):
        parser.add_argument("--requests", type=int, default=100)
        parser.add_argument("--at-most", type=int, help="queries; with more it fails")

    def handle(self, **options):
        with transaction.atomic():
            numbers = list(
                PurchaseRequest.objects.filter(approved_at=None, is_deleted=False)
                .order_by("id")
                .values_list("number", flat=True)[: options["requests"]]
            )
            with CaptureQueriesContext(connection) as queries:
                approve(numbers)
            transaction.set_rollback(True)
        self.stdout.write(f"Approving {len(numbers)} requests takes {len(queries)} queries; nothing was kept")
        if options["at_most"] is not None and len(queries) > options["at_most"]:
            raise CommandError(f"{len(queries)} queries, expected at most {options['at_most']}")
