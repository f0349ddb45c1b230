"""Members of staff at their browser, for tests of the pages they post from."""

import re
from html import unescape

from django.contrib.auth.models import Permission
from django.test import Client

from accounts.models import User
from components.models import StatusChange
from incidents.models import AffectedComponent, Incident, IncidentUpdate
from pages.models import Page

PLACE = re.compile(
    r'class="field field-(?P<field>\w+)|class="(?P<block>components|form-head)'
    r'|<ul class="errorlist[^>]*>(?P<errors>.*?)</ul>',
    re.DOTALL,
)


def make_staff(username="alice", permissions=None):
    """A member of staff; may do everything unless `permissions` ("incidents.view_incident")."""
    if permissions is None:
        return User.objects.create_superuser(username)
    user = User.objects.create_user(username, is_staff=True)
    for permission in permissions:
        app, codename = permission.split(".")
        user.user_permissions.add(
            Permission.objects.get(content_type__app_label=app, codename=codename)
        )
    return user


def sign_in(user):
    client = Client()
    client.force_login(user)
    return client


def errors_in(response):
    """The messages on the page, by the field at which each stands."""
    found, place = {}, None
    for match in PLACE.finditer(response.text):
        if match["errors"] is None:
            place = match["field"] or match["block"]
            continue
        messages = re.findall(r"<li>(.*?)</li>", match["errors"], re.DOTALL)
        found[place] = [unescape(message) for message in messages]
    return found


def messages_after(client, response):
    """What the page to which staff are led says, without its tags."""
    assert response.status_code == 302, errors_in(response)
    page = client.get(response.url).text
    messages = re.findall(r'<li class="(?:success|error)">(.*?)</li>', page, re.DOTALL)
    return [unescape(re.sub(r"<.*?>", "", message)) for message in messages]


def everything_told():
    """How much has been told; unchanged where nothing was written."""
    rows = [Incident, IncidentUpdate, AffectedComponent, StatusChange]
    return [*(model.objects.count() for model in rows), Page.current().revision]
