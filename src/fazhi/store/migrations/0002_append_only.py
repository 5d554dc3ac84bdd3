"""The database itself refuses to change or remove what was recorded, whoever asks."""

from django.db import migrations

TABLES = ("store_event", "store_evidence", "store_leaf", "store_checkpoint")
ACTS = ("update", "delete")

SQLITE = """
CREATE TRIGGER {table}_no_{act} BEFORE {act} ON {table}
BEGIN SELECT RAISE(ABORT, '{table} is append-only: {act} refused'); END
"""
POSTGRESQL_FUNCTION = """
CREATE FUNCTION store_append_only() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION '% is append-only: % refused', TG_TABLE_NAME, lower(TG_OP); END $$
"""
POSTGRESQL_ROW = """
CREATE TRIGGER {table}_no_{act} BEFORE {act} ON {table} FOR EACH ROW EXECUTE FUNCTION store_append_only()
"""
POSTGRESQL_TRUNCATE = """
CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table} FOR EACH STATEMENT EXECUTE FUNCTION store_append_only()
"""


def guard(apps, schema_editor):
    on_postgresql = schema_editor.connection.vendor == "postgresql"
    if on_postgresql:
        schema_editor.execute(POSTGRESQL_FUNCTION, params=None)
    for table in TABLES:
        for act in ACTS:
            schema_editor.execute(
                (POSTGRESQL_ROW if on_postgresql else SQLITE).format(table=table, act=act), params=None
            )
        if on_postgresql:
            schema_editor.execute(POSTGRESQL_TRUNCATE.format(table=table), params=None)


class Migration(migrations.Migration):
    dependencies = [("store", "0001_tables")]
    operations = [migrations.RunPython(guard)]
