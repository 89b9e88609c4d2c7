"""Foreign tables: read, told apart, parsed and judged. What becomes of them is written by `core.services.importing`."""
