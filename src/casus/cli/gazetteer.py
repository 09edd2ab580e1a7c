"""`casus gazetteer`: layers of places that a user adds, and what a name may mean."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import click
from rich.text import Text

from casus.cli.main import STOPPED
from casus.cli.options import json_option
from casus.cli.paper import show, show_json
from casus.cli.progress import build_gazetteer
from casus.errors import NotFoundError, ResourceError
from casus.reference.gazetteer import Match, cache_folder, open_gazetteer
from casus.reference.gazetteer_layers import Layer, add_layer, layer_files, layer_of, remove_layer


@click.group()
def command() -> None:
    """Add places of your own, list them, look a name up.

    Layers lie beside the built gazetteer and are used by every reading from then on.
    """


@command.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--name", metavar="LAYER", help="What to call the layer. [default: from the file's name]")
@json_option
@click.pass_context
def add(ctx: click.Context, file: Path, name: str | None, as_json: bool) -> None:
    """Add a layer, or read one of that name anew.

    FILE is a GeoNames dump (allCountries.txt, PK.txt), a Who's On First table, or a CSV or TSV table whose header
    holds name, lat and lon, and perhaps country, admin1, id, aliases, kind; also gzipped or in a zip archive.
    """
    with_bar, end = _bar()
    try:
        layer = add_layer(cache_folder(), file, name, with_bar)
    except KeyboardInterrupt:
        end()
        click.echo("stopped; no layer was written.", err=True)
        ctx.exit(STOPPED)
    finally:
        end()
    if as_json:
        show_json(_layer_to_json(layer))
    else:
        show(*_added(layer))


@command.command("list")
@json_option
def list_layers(as_json: bool) -> None:
    """List the layers."""
    told = [_told(path) for path in layer_files(cache_folder())]
    if as_json:
        show_json([_layer_to_json(one) if isinstance(one, Layer) else {"error": str(one)} for one in told])
    else:
        show(*([_line(one) for one in told] or [Text("no layers; add one with: casus gazetteer add FILE")]))


@command.command()
@click.argument("layer")
def remove(layer: str) -> None:
    """Take a layer away."""
    remove_layer(cache_folder(), layer)
    show(Text(f"removed {layer}"))


@command.command()
@click.argument("name")
@json_option
def find(name: str, as_json: bool) -> None:
    """Show what a name may mean, in the gazetteer and its layers."""
    build_gazetteer()
    found = open_gazetteer().matches(name)
    if not found:
        raise NotFoundError(f"no place is called {name[:60]!r}")
    if as_json:
        show_json([_match_to_json(one) for one in found])
    else:
        show(*map(_found, found))


def _bar() -> tuple[Callable[[str, float], None] | None, Callable[[], None]]:
    """What tells the progress on a terminal, and what clears the line after it; nothing in a pipe."""
    if not sys.stderr.isatty():
        return None, lambda: None
    return (
        lambda what, share: click.echo(f"\r  {share:4.0%} {what:40s}", err=True, nl=False),
        lambda: click.echo("\r" + " " * 50 + "\r", err=True, nl=False),
    )


def _told(path: Path) -> Layer | ResourceError:
    try:
        return layer_of(path)
    except ResourceError as fault:
        return fault


def _line(one: Layer | ResourceError) -> Text:
    if isinstance(one, ResourceError):
        return Text(f"broken: {one}", style="bold red")
    skipped = f", {one.skipped:,} bad lines skipped" if one.skipped else ""
    return Text(f"{one.name:20} {one.rows:>12,} places  {one.kind} ({one.source}{skipped})")


def _added(layer: Layer) -> list[Text]:
    """One line of what was kept, one of what was not, and the first reasons."""
    out = [Text(f"{layer.name}: {layer.rows:,} places of a {layer.kind} file")]
    if layer.left_out:
        out.append(Text(f"  {layer.left_out:,} left out: kinds that no report names as the place of an act"))
    if layer.skipped:
        out.append(Text(f"  {layer.skipped:,} bad lines skipped, the first of each kind:"))
        out += [Text(f"    line {one.line:,}: {one.why}") for one in layer.reasons]
    return out


def _layer_to_json(layer: Layer) -> dict[str, object]:
    return {
        "name": layer.name,
        "rows": layer.rows,
        "left_out": layer.left_out,
        "skipped": layer.skipped,
        "kind": layer.kind,
        "source": layer.source,
        "reasons": [{"line": one.line, "why": one.why} for one in layer.reasons],
    }


def _found(match: Match) -> Text:
    entry = match.entry
    where = ", ".join(part for part in (entry.admin2, entry.admin1, entry.country) if part and part != entry.name)
    spot = "unknown" if entry.lat is None or entry.lon is None else f"{entry.lat:.4f}, {entry.lon:.4f}"
    people = f"{entry.population:,} people" if entry.population else ""
    notes = "  ".join(part for part in (people, "" if match.own else "other name", match.layer or "") if part)
    return Text(f"{entry.name} ({where or entry.kind})  {entry.kind}  {spot}  {entry.id}  {notes}".rstrip())


def _match_to_json(match: Match) -> dict[str, object]:
    entry = match.entry
    return {
        "id": entry.id,
        "name": entry.name,
        "kind": entry.kind,
        "country": entry.country,
        "admin1": entry.admin1,
        "admin2": entry.admin2,
        "lat": entry.lat,
        "lon": entry.lon,
        "population": entry.population,
        "own_name": match.own,
        "layer": match.layer,
    }
