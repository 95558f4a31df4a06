from importlib import import_module

Migration = import_module("cart.migrations.0001_initial").Migration
