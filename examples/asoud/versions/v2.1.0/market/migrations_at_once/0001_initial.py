from importlib import import_module

Migration = import_module("market.migrations.0001_initial").Migration
