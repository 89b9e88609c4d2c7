"""Changes of many rows by one statement, written once: `bulk_update` writes a case for each row and column."""

from django.db import router, transaction
from django.db.models.expressions import RawSQL
from django.db.models.sql.subqueries import UpdateQuery

from core.inserting import column_of


def update_rows(model, objects, names=None):
    """Write columns of records of one kind that are there, all or those of these names.

    Each value is made ready by its field as on saving. Sends no signal, and no value is an expression.
    """
    connection = transaction.get_connection(router.db_for_write(model))
    key, named = model._meta.pk, [model._meta.get_field(name) for name in names or ()]
    fields = named or [f for f in model._meta.concrete_fields if not (f.primary_key or f.generated)]
    columns = [column_of(field, objects, connection, add=False) for field in fields]
    ids = [key.get_db_prep_value(obj.pk, connection) for obj in objects]
    with transaction.atomic(using=connection.alias, savepoint=False), connection.cursor() as cursor:
        cursor.executemany(_statement(model, fields, objects[0], connection), list(zip(*columns, ids, strict=True)))


def _statement(model, fields, obj, connection):
    """As Django writes it for one row, with a place for each value: of a value that is nothing it would keep none."""
    query = UpdateQuery(model)
    query.add_filter("pk", obj.pk)
    query.add_update_fields([(field, None, RawSQL("%s", [""])) for field in fields])
    sql, _parameters = query.get_compiler(connection=connection).as_sql()
    return sql
