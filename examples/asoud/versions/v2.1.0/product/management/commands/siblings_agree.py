"""Whether the two forms of the migrations, at once and concurrently, make the same indexes."""

from importlib import import_module

from django.core.management.base import BaseCommand, CommandError

SIBLINGS = {"product": "0003", "market": "0004", "cart": "0004"}


def indexes(module: str) -> dict:
    return {
        operation.index.name: (operation.model_name.lower(), operation.index.fields)
        for operation in import_module(module).Migration.operations
    }


class Command(BaseCommand):
    help = __doc__

    def handle(self, **options):
        total = 0
        for app, number in SIBLINGS.items():
            concurrently = indexes(f"{app}.migrations.{number}_indexes_concurrently")
            at_once = indexes(f"{app}.migrations_at_once.{number}_indexes")
            if concurrently != at_once:
                raise CommandError(f"{app}: concurrently makes {concurrently}, at once {at_once}")
            total += len(at_once)
        self.stdout.write(f"Both forms make the same {total} indexes")
