"""The demo: its content, pictures and accounts, loaded by `manage.py demo`."""
