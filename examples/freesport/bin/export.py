"""Writes what the accounting system exports each night: products with four variants each, five hundred in a file."""

import argparse
import pathlib
from xml.sax.saxutils import quoteattr

IN_A_FILE = 500
KINDS = ("Ball", "Bicycle", "Boots", "Glove", "Helmet", "Jacket", "Racket", "Skates")
CATEGORIES = ("balls", "cycling", "shoes", "clothes", "protection", "clothes", "tennis", "skating")
# The last one has no mapping in the shop.
COLOURS = ("black", "white", "red", "blue", "green", "orange", "navy", "grey", "lime", "turquoise")
SIZES = ("S", "M", "L", "XL")


def product(number: int) -> str:
    kind = number % len(KINDS)
    lines = [
        f'<product id="P-{number:06}" name={quoteattr(f"{KINDS[kind]} {number}")} category="{CATEGORIES[kind]}">'
    ]
    for index, size in enumerate(SIZES):
        colour = COLOURS[-1] if number % 500 == 7 else COLOURS[(number + index) % (len(COLOURS) - 1)]
        price = 500 + number % 90 * 10 + index * 50
        lines.append(
            f'  <variant sku="P-{number:06}-{size}" colour="{colour}" size="{size}" price="{price}.00"'
            f' stock="{(number * 7 + index) % 40}"/>'
        )
    lines.append("</product>")
    return "\n".join(lines)


parser = argparse.ArgumentParser()
parser.add_argument("--products", type=int, required=True)
parser.add_argument("--into", type=pathlib.Path, required=True)
options = parser.parse_args()
options.into.mkdir(parents=True, exist_ok=True)
for first in range(1, options.products + 1, IN_A_FILE):
    numbers = range(first, min(first + IN_A_FILE, options.products + 1))
    body = "\n".join(product(number) for number in numbers)
    file = options.into / f"products-{first:06}.xml"
    file.write_text(f'<?xml version="1.0" encoding="UTF-8"?>\n<products products="{len(numbers)}">\n{body}\n</products>\n')
