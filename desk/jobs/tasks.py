"""What each kind of job does. A job that runs twice does no harm."""

from collections.abc import Callable, Mapping
from typing import Any

from desk.engines.install import install
from desk.jobs.drain import drain
from desk.jobs.run import Run
from desk.jobs.terms import term_plan


def install_package(run: Run) -> Mapping[str, Any]:
    """Installs an Argos package from the index, a URL or a file that was uploaded."""
    package = install(run.job.payload["source"], allowed_origins=frozenset(run.wiring.settings.allowed_origins))
    return {"package": package.name, "version": package.version}


TASKS: Mapping[str, Callable[[Run], Mapping[str, Any]]] = {
    "draft": drain,
    "package": install_package,
    "term_plan": term_plan,
}
