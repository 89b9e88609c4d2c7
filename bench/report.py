"""The figures as a table."""

COLUMNS = {
    "queries": 8,
    "ms": 8,
    "floor_ms": 9,
    "ratio": 6,
    "parts_ms": 9,
    "hit_queries": 12,
    "hit_ms": 7,
    "gzip_bytes": 11,
    "requests": 9,
    "elements": 14,
}


def print_import(result):
    steps = ", ".join(f"{step} {seconds} s" for step, seconds in result["seconds"].items())
    print(f"import of {result['rows']} institutions, CPU: {steps}")
    print(f"preview and apply together {result['both']} s: {result['per_second']} rows a second")


def print_table(results, *, rows, empty_ms):
    print(f"\ndemo content and {rows} institutions and news items more; CPU milliseconds a request, median")
    print(f"a request that does nothing: {empty_ms} ms")
    print(f"{'page':22}" + "".join(f"{name:>{width}}" for name, width in COLUMNS.items()))
    for result in results:
        print(f"{result['page']:22}" + "".join(f"{result[name]:>{width}}" for name, width in COLUMNS.items()))
