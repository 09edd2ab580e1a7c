"""`python -m casus` is the command `casus`."""

from casus.cli.main import run

if __name__ == "__main__":
    run()
