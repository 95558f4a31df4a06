"""Reads every file of the export and says what is wrong with it; changes nothing."""

from pathlib import Path
from xml.etree.ElementTree import ParseError

from django.core.management.base import BaseCommand, CommandError

from catalogue import export


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser):
        parser.add_argument("--from", dest="directory", type=Path, required=True)

    def handle(self, directory, **options):
        wrong = []
        total = 0
        for file in export.files(directory):
            try:
                found = export.products(file)
                total += len(found)
                wrong += [f"{file.name}: {one.get('id')} has no variant" for one in found if one.find("variant") is None]
            except (ParseError, ValueError) as broken:
                wrong.append(f"{file.name}: {broken}")
        for line in wrong[:20]:
            self.stderr.write(line)
        if wrong:
            raise CommandError(f"{len(wrong)} faults in the files of {directory}")
        self.stdout.write(f"{total} products in {len(export.files(directory))} files, each with a variant")
