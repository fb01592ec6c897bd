import django.db.models.deletion
import grund.blocks.links
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('nackamodellen', '0002_media'),
        ('wagtailcore', '0098_apitoken'),
        migrations.swappable_dependency(settings.WAGTAIL_PAGE_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='SiteSettings',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('municipality', models.CharField(blank=True, help_text='Shown under the name of the site.', max_length=100, verbose_name='municipality')),
                ('tagline', models.CharField(blank=True, help_text='What the site is, in one sentence.', max_length=200, verbose_name='sentence in the footer')),
                ('teams_url', models.URLField(blank=True, validators=[grund.blocks.links.https_only], help_text='The team about the model. Starts with https://.', verbose_name='Teams link')),
                ('has_example_data', models.BooleanField(default=False, help_text='Shows the lasting banner about made-up data.', verbose_name='holds example data')),
                ('contact_page', models.ForeignKey(blank=True, help_text='Where questions go. Linked from the footer and from error pages.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.WAGTAIL_PAGE_MODEL, verbose_name='contact page')),
                ('site', models.OneToOneField(editable=False, on_delete=django.db.models.deletion.CASCADE, to='wagtailcore.site')),
            ],
            options={
                'verbose_name': 'the site',
            },
        ),
    ]
