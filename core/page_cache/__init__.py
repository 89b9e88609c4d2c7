"""Finished pages, kept for readers without a session until something that they show changes.

- `collecting` notes what a page reads while it is made; `store` keeps it; `middleware` answers from there.
- `reach` finds the records on whose pages a row shows; `core.services.changes` writes that down with each change.
- `log` reads what other processes wrote down since; `moments` finds when a page goes stale by itself.
"""
