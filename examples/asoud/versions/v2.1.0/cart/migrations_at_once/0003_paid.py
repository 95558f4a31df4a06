from importlib import import_module

Migration = import_module("cart.migrations.0003_paid").Migration
