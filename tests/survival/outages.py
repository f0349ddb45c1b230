"""Ways to lose a database file, and to get it back."""

from pathlib import Path

from tests.processes import Deployment


class SQLite:
    """The file of a deployment, with those that SQLite keeps beside it."""

    def __init__(self, deployment: Deployment) -> None:
        self.file = deployment.data_dir / "db.sqlite3"
        self.files = [self.file.with_name(f"db.sqlite3{suffix}") for suffix in ("", "-wal", "-shm")]
        self.kept: dict[Path, bytes] = {}

    def move_away(self) -> None:
        for file in self.files:
            if file.exists():
                file.rename(file.with_suffix(file.suffix + ".away"))
        # Nor can a new one be made there.
        self.file.mkdir()

    def come_back(self) -> None:
        self.file.rmdir()
        for file in self.files:
            away = file.with_suffix(file.suffix + ".away")
            if away.exists():
                away.rename(file)

    def turn_to_garbage(self) -> None:
        self.kept = {file: file.read_bytes() for file in self.files if file.exists()}
        for file in self.kept:
            file.unlink()
        self.file.write_bytes(b"This is no database. " * 1000)

    def heal(self) -> None:
        for file in self.files:
            file.unlink(missing_ok=True)
        for file, content in self.kept.items():
            file.write_bytes(content)
