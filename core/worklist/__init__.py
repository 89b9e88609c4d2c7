"""The work list of translations: records of all kinds in a table with a column a language, and pages that show it."""
