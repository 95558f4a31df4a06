"""The files that the accounting system exports: one list of products with their variants in each."""

import xml.etree.ElementTree as ElementTree
from pathlib import Path


def files(directory: Path) -> list[Path]:
    return sorted(directory.glob("*.xml"))


def products(file: Path) -> list[ElementTree.Element]:
    root = ElementTree.parse(file).getroot()
    found = root.findall("product")
    promised = int(root.get("products", "-1"))
    if len(found) != promised:
        raise ValueError(f"{file.name} promises {promised} products and has {len(found)}")
    return found
