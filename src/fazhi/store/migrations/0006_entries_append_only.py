"""What people wrote into a report is kept like a record: the database refuses to change or remove it."""

from importlib import import_module

from django.db import migrations

BEFORE = import_module("fazhi.store.migrations.0002_append_only")
TABLE = "store_reportentry"


def guard(apps, schema_editor):
    on_postgresql = schema_editor.connection.vendor == "postgresql"
    for act in BEFORE.ACTS:
        template = BEFORE.POSTGRESQL_ROW if on_postgresql else BEFORE.SQLITE
        schema_editor.execute(template.format(table=TABLE, act=act), params=None)
    if on_postgresql:
        schema_editor.execute(BEFORE.POSTGRESQL_TRUNCATE.format(table=TABLE), params=None)


class Migration(migrations.Migration):
    dependencies = [("store", "0005_form_mappings")]
    operations = [migrations.RunPython(guard)]
