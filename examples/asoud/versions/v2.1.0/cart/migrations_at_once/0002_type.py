from importlib import import_module

Migration = import_module("cart.migrations.0002_type").Migration
