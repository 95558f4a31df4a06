"""Adds the colours of the source that have no mapping yet, and can take them back."""

from pathlib import Path

from django.core.management.base import BaseCommand

from catalogue.models import ColourMapping

SOURCE = {
    "amber": "#ffbf00", "beige": "#f5f5dc", "black": "#000000", "blue": "#0000ff", "bronze": "#cd7f32",
    "brown": "#964b00", "coral": "#ff7f50", "cyan": "#00ffff", "gold": "#ffd700", "green": "#008000",
    "grey": "#808080", "ivory": "#fffff0", "khaki": "#c3b091", "lilac": "#c8a2c8", "lime": "#bfff00",
    "maroon": "#800000", "navy": "#000080", "olive": "#808000", "orange": "#ffa500", "pink": "#ffc0cb",
    "purple": "#800080", "red": "#ff0000", "silver": "#c0c0c0", "white": "#ffffff",
}  # fmt: skip


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser):
        parser.add_argument("--note", type=Path, required=True, help="where the added ones are written down")
        parser.add_argument("--take-back", action="store_true")

    def handle(self, note, take_back, **options):
        if take_back:
            names = note.read_text().split() if note.exists() else []
            removed, _ = ColourMapping.objects.filter(name__in=names).delete()
            note.unlink(missing_ok=True)
            self.stdout.write(f"Removed {removed} colours")
            return
        known = set(ColourMapping.objects.values_list("name", flat=True))
        missing = [name for name in SOURCE if name not in known]
        note.write_text("\n".join(missing))
        ColourMapping.objects.bulk_create(ColourMapping(name=name, hex_code=SOURCE[name]) for name in missing)
        self.stdout.write(f"Added {len(missing)} colours: {', '.join(missing)}")
