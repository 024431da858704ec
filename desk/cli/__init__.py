"""`desk`, the one command."""

import sys

import click

from desk.cli.lazy import LazyGroup
from desk.domain.errors import DeskError, Invalid, NotFound

COMMANDS = {
    "init": "desk.cli.run:init",
    "serve": "desk.cli.run:serve",
    "worker": "desk.cli.run:worker",
    "demo": "desk.cli.demo:demo",
    "intake": "desk.cli.intake:intake",
    "story": "desk.cli.story:story",
    "search": "desk.cli.search:search",
    "extract": "desk.cli.text:extract",
    "segment": "desk.cli.text:segment",
    "translate": "desk.cli.translate:translate",
    "check": "desk.cli.quality:check",
    "score": "desk.cli.quality:score",
    "glossary": "desk.cli.glossary:glossary",
    "memory": "desk.cli.memory:memory",
    "packages": "desk.cli.packages:packages",
    "engines": "desk.cli.engines:engines",
    "users": "desk.cli.people:users",
    "tokens": "desk.cli.people:tokens",
    "settings": "desk.cli.administration:settings",
    "db": "desk.cli.administration:db",
}


@click.group(cls=LazyGroup, commands_at=COMMANDS, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="desk")
def cli() -> None:
    """The desk: foreign news in, machine drafts, human edits, approved publications out."""


def main() -> None:
    """Runs the command. Exit status: 0 done, 1 done but refused or found, 2 wrong usage or unreadable input."""
    try:
        status = cli.main(standalone_mode=False)
    except click.ClickException as error:
        error.show()
        sys.exit(2)
    except click.Abort:
        sys.exit(130)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(0)
    except DeskError as error:
        from desk.text.normal import normalise  # late: most commands end well

        click.echo(f"desk: {normalise(str(error))}", err=True)  # it may quote what a terminal would obey
        sys.exit(2 if isinstance(error, Invalid | NotFound) else 1)
    sys.exit(status if isinstance(status, int) else 0)
