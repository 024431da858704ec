"""What the desk does. Pages, API and commands call these; none of them commits."""
