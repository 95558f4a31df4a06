from importlib import import_module

Migration = import_module("product.migrations.0001_initial").Migration
