from importlib import import_module

Migration = import_module("market.migrations.0002_business").Migration
