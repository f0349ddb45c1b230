import django.db.models.deletion
from django.db import migrations, models

STATEMENTS = {
    "postgresql": [
        """ALTER TABLE public_indexedincident ADD COLUMN vector tsvector
        GENERATED ALWAYS AS (to_tsvector('simple', text)) STORED""",
        "CREATE INDEX public_indexedincident_vector ON public_indexedincident USING gin (vector)",
    ],
    "sqlite": [
        # The words come folded: `ascii` leaves every other letter as it is.
        """CREATE VIRTUAL TABLE public_words USING fts5(
        text, content='public_indexedincident', content_rowid='incident_id', tokenize='ascii')""",
        """CREATE TRIGGER public_words_insert AFTER INSERT ON public_indexedincident BEGIN
        INSERT INTO public_words(rowid, text) VALUES (new.incident_id, new.text);
        END""",
        """CREATE TRIGGER public_words_delete AFTER DELETE ON public_indexedincident BEGIN
        INSERT INTO public_words(public_words, rowid, text)
        VALUES ('delete', old.incident_id, old.text);
        END""",
        """CREATE TRIGGER public_words_update AFTER UPDATE ON public_indexedincident BEGIN
        INSERT INTO public_words(public_words, rowid, text)
        VALUES ('delete', old.incident_id, old.text);
        INSERT INTO public_words(rowid, text) VALUES (new.incident_id, new.text);
        END""",
    ],
}
BACK = {
    "postgresql": ["ALTER TABLE public_indexedincident DROP COLUMN vector"],
    "sqlite": [
        "DROP TRIGGER public_words_insert",
        "DROP TRIGGER public_words_delete",
        "DROP TRIGGER public_words_update",
        "DROP TABLE public_words",
    ],
}


def make_index(apps, schema_editor):
    for statement in STATEMENTS[schema_editor.connection.vendor]:
        schema_editor.execute(statement, params=None)


def drop_index(apps, schema_editor):
    for statement in BACK[schema_editor.connection.vendor]:
        schema_editor.execute(statement, params=None)


class Migration(migrations.Migration):
    initial = True

    dependencies = [("incidents", "0001_initial")]

    operations = [
        migrations.CreateModel(
            name="SearchIndex",
            fields=[
                ("id", models.PositiveSmallIntegerField(default=1, editable=False, primary_key=True, serialize=False)),
                ("revision", models.PositiveBigIntegerField(default=0)),
            ],
        ),
        migrations.CreateModel(
            name="IndexedIncident",
            fields=[
                ("incident", models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name="indexed", serialize=False, to="incidents.incident")),
                ("text", models.TextField()),
            ],
        ),
        migrations.RunPython(make_index, drop_index),
    ]
