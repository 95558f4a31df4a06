"""The column in three stages, none of which locks the table for long; the indexes have a migration of their own."""

from django.db import connection, migrations, models

BATCH = 1000

NEXT_BATCH = """
    with batch as (
        select id from purchase_requests where status is null order by id limit %s for update
    )
    update purchase_requests r
    set status = case when approved_at is not null then 'approved'
                      when current_approval_role <> '' then 'in_approval'
                      else 'draft' end
    from batch where batch.id = r.id"""


def fill(apps, schema_editor):
    print("  Stage 2 of 3: rows that are there", flush=True)
    with connection.cursor() as cursor:
        cursor.execute("select count(*) from purchase_requests where status is null")
        total = cursor.fetchone()[0]
        done = 0
        while True:
            cursor.execute(NEXT_BATCH, [BATCH])
            if cursor.rowcount == 0:
                break
            done += cursor.rowcount
            print(f"  Filled {done} of {total} rows", flush=True)


def say(text):
    return migrations.RunPython(lambda apps, editor: print(f"  {text}", flush=True), migrations.RunPython.noop)


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("purchasing", "0005_unique_number")]

    operations = [
        say("Stage 1 of 3: a column that may be empty"),
        migrations.AddField("purchaserequest", "status", models.CharField(max_length=16, null=True)),
        migrations.AlterField(
            "purchaserequest", "status", models.CharField(db_default="draft", max_length=16, null=True)
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
        say("Stage 3 of 3: not null, proven by a constraint that stops nobody"),
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.AlterField("purchaserequest", "status", models.CharField(db_default="draft", max_length=16))
            ],
            database_operations=[
                migrations.RunSQL(
                    "alter table purchase_requests add constraint status_known check (status is not null) not valid",
                    "alter table purchase_requests drop constraint if exists status_known",
                ),
                migrations.RunSQL(
                    "alter table purchase_requests validate constraint status_known", migrations.RunSQL.noop
                ),
                migrations.RunSQL(
                    "alter table purchase_requests alter column status set not null",
                    "alter table purchase_requests alter column status drop not null",
                ),
                migrations.RunSQL(
                    "alter table purchase_requests drop constraint status_known", migrations.RunSQL.noop
                ),
            ],
        ),
    ]
