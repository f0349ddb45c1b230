from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ('components', '0001_initial'),
    ]

    operations = [
        migrations.AddField(
            model_name='statuschange',
            name='changed_in',
            # Recorded before revisions were: no document is behind them.
            field=models.PositiveBigIntegerField(db_index=True, default=0, editable=False, help_text="The page's revision in which it was recorded."),
            preserve_default=False,
        ),
    ]
