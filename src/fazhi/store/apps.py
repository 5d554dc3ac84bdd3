"""Name of the store among Django's apps."""

from django.apps import AppConfig


class StoreConfig(AppConfig):
    """The tables are called store_*."""

    name = "fazhi.store"
    label = "store"
    verbose_name = "台账存储"
