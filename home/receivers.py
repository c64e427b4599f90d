"""What Django and Wagtail tell us."""

from django.contrib.contenttypes.models import ContentType
from django.core.cache import cache
from django.db import connections
from django.db.migrations.executor import MigrationExecutor

from . import tree
from .footer import FOOTER_KEY


def plant_tree(using: str, plan=None, **kwargs) -> None:
    """After `migrate`, and after a test has emptied the database (no plan): see to it that there is a front page.

    Not while a migration is still missing, for the models might be ahead of their tables.
    """
    executor = MigrationExecutor(connections[using]) if plan is not None else None
    if executor is None or not executor.migration_plan(executor.loader.graph.leaf_nodes()):
        ContentType.objects.clear_cache()  # its rows may have been written anew
        tree.plant()


def forget_footer(**kwargs) -> None:
    """A page appeared, moved, changed its name or went."""
    cache.delete(FOOTER_KEY)
