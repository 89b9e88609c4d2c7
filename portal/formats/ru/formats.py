"""Dates in Russian, whose mark of the year stays with the year in a narrow column."""

DATE_FORMAT = "j E Y\xa0г."
DATETIME_FORMAT = "j E Y\xa0г. G:i"
YEAR_MONTH_FORMAT = "F Y\xa0г."
