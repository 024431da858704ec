"""`desk demo`: a filled desk to try."""

import click

from desk.cli.run import address, serve_desk
from desk.cli.session import make_wiring


@click.command()
@click.option("--no-serve", is_flag=True, help="Only fill the desk.")
def demo(no_serve: bool) -> None:
    """Fill an empty desk with articles and people, then serve it. Example: desk demo"""
    from desk.demo.seed import Demo

    wiring = make_wiring()
    sign_ins = Demo(wiring, click.echo).prepare()
    click.echo(f"\nThe desk is at {address(wiring)}")
    for one in sign_ins:
        click.echo(f"  {one.role:14} {one.username:6} {one.password}")
    click.echo("")
    if not no_serve:
        serve_desk(wiring)
