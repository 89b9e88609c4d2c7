"""Many new rows by one statement, written once: `bulk_create` writes one anew for every few rows of a wide table."""

from operator import attrgetter

from django.db import models, router, transaction
from django.db.models.sql.subqueries import InsertQuery


def insert_rows(model, objects):
    """Insert new records of one kind, each value made ready by its field as on saving; sends no signal.

    What they refer to is saved already, and no value is an expression. Ids that the database gives stay unknown.
    """
    connection = transaction.get_connection(router.db_for_write(model))
    fields = [field for field in model._meta.concrete_fields if not _is_given_by_database(field, objects)]
    columns = [column_of(field, objects, connection, add=True) for field in fields]
    with transaction.atomic(using=connection.alias, savepoint=False), connection.cursor() as cursor:
        cursor.executemany(_statement(model, fields, objects[0], connection), list(zip(*columns, strict=True)))
    for obj in objects:
        obj._state.adding, obj._state.db = False, connection.alias


def _is_given_by_database(field, objects):
    return field.generated or (isinstance(field, models.AutoField) and objects[0].pk is None)


def _statement(model, fields, obj, connection):
    """As Django writes it for one row: with the placeholders that fields and database want."""
    query = InsertQuery(model)
    query.insert_values(fields, [obj])
    ((sql, _parameters),) = query.get_compiler(connection=connection).as_sql()
    return sql


def column_of(field, objects, connection, *, add):
    """The values of a field, ready for the database; most columns of a table hold one value, made ready once."""
    if type(field).pre_save is models.Field.pre_save:
        values = list(map(attrgetter(field.attname), objects))
    else:
        values = [field.pre_save(obj, add=add) for obj in objects]
    if are_alike(values):
        return [field.get_db_prep_save(values[0], connection=connection)] * len(values)
    return [field.get_db_prep_save(value, connection=connection) for value in values]


def are_alike(values):
    """One and the same object, or nothing in each: an own empty list in every row."""
    first = values[0]
    return all(value is first or (not value and not first and type(value) is type(first)) for value in values)
