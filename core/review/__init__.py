"""The desk of review: one queue over all kinds of records, and a page for each that waits in it.

What waits is what the apps put on the desk as submitted (`core.desk.watch`): there is no second list of kinds.
"""
