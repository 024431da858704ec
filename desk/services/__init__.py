"""What the desk does. Pages, API and commands call these; none of them commits."""

from desk.services import kept_in_step

kept_in_step.install()
