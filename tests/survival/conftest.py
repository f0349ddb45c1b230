import pytest

from tests.processes import Deployment


@pytest.fixture(scope="session")
def collected(tmp_path_factory):
    """The static files as `make run` collects them."""
    folder = tmp_path_factory.mktemp("collected")
    Deployment(folder, static_root=folder / "static").manage("collectstatic", "--noinput")
    return folder / "static"


@pytest.fixture
def deploy(tmp_path, collected):
    """Make deployments; none outlives the test."""
    made = []

    def make(name="one", **environment):
        folder = tmp_path / name
        folder.mkdir()
        deployment = Deployment(folder, static_root=collected, **environment)
        # Each brings its own database, whichever the other tests use.
        if "DATABASE_URL" not in environment:
            deployment.environment.pop("DATABASE_URL", None)
        made.append(deployment)
        return deployment

    yield make
    for deployment in made:
        deployment.clean_up()
