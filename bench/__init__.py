"""Quality and speed, measured. `python -m bench` prints the board; one file a benchmark.

Each benchmark is a module with `measure(shared: Path) -> dict[str, float]`: figures by name, from the data in the
folder `shared` beside the checkout. It raises FileNotFoundError where its data are not there.
"""
