"""Short ways to publish bodies by name, and to find them again."""

import gzip

from publishing.document import Document


def publish(store, revision, removed=(), **bodies):
    documents = [Document(f"/{name}", body) for name, body in bodies.items()]
    return store.publish(documents, revision=revision, removed=removed)


def rebuild(store, revision, **bodies):
    with store.rebuild(revision=revision) as generation:
        for name, body in bodies.items():
            generation.add(Document(f"/{name}", body))
        generation.swap()


def found(site, *names):
    entries = [site.find(f"/{name}") for name in names]
    return [entry and entry.body for entry in entries]


def ruin(file, damage):
    """Damage a file as a failing disk or a wrong command would."""
    content = file.read_bytes()
    file.unlink()
    if damage == "folder":
        file.mkdir()
    elif damage != "missing":
        ruined = {"cut": content[: len(content) // 2], "empty": b"", "other": gzip.compress(b"?")}
        file.write_bytes(ruined[damage])


def make_cold(store, revision):
    """Publish so many others that a document that was hot no longer is."""
    publish(store, revision, **{f"other{number}": b"%d" % revision for number in range(4)})


def site_file(root, name):
    return root / "live" / "site" / name
