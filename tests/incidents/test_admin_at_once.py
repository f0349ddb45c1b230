from threading import Barrier, Thread

import pytest
from django.db import connection

from tests.factories import make_incident
from tests.staff import make_staff, sign_in


@pytest.mark.django_db(transaction=True)
def test_of_two_who_post_at_the_same_moment_one_is_shown_the_words_of_the_other_first():
    incident = make_incident()
    newest = incident.updates.get().code
    clients = [sign_in(make_staff(name)) for name in ("alice", "bob")]
    together, answers = Barrier(2), []

    def post(client):
        together.wait()
        answer = client.post(
            f"/admin/incidents/incident/{incident.pk}/change/updates/",
            {"status": "identified", "body": "Found it.", "_newest_update": newest},
        )
        answers.append(answer.status_code)
        connection.close()

    threads = [Thread(target=post, args=[client]) for client in clients]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(answers) == [302, 422]
    assert [update.body for update in incident.updates.all()] == [
        "We are looking into it.", "Found it.",
    ]  # fmt: skip
