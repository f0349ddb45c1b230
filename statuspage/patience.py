"""How long this process waits for one answer of PostgreSQL."""

# Somebody waits for what a web server answers; a migration takes as long as it takes.
FOR_THE_WEB = 5.0

seconds: float | None = None
