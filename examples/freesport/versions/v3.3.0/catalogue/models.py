from django.db import models


class Category(models.Model):
    name = models.CharField(max_length=100)
    slug = models.SlugField(unique=True)


class ColourMapping(models.Model):
    """What a colour of the source is called and looks like in the shop."""

    name = models.CharField(max_length=50, unique=True)
    hex_code = models.CharField(max_length=7)


class Product(models.Model):
    source_id = models.CharField(max_length=40, unique=True)
    slug = models.SlugField(unique=True)
    name = models.CharField(max_length=200)
    category = models.ForeignKey(Category, on_delete=models.PROTECT)
    price = models.DecimalField(max_digits=10, decimal_places=2)
    stock = models.PositiveIntegerField(default=0)
