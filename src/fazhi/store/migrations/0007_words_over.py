"""Words in a report remember the sentence they were written over. The column may be null: the guarded table is not rebuilt."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("store", "0006_entries_append_only")]
    operations = [migrations.AddField("reportentry", "over", models.TextField(blank=True, null=True))]
