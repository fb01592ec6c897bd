from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [("utbildning", "0003_dates_to_occasions")]

    operations = [migrations.RemoveField(model_name="coursepage", name="dates")]
