"""Signing in by the company's own provider (OpenID Connect): for whom, and as what."""

from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.conf import settings
from django.contrib.auth.models import Group
from django.db.models import Q
from django.shortcuts import render

from accounts.models import AuditEvent, User
from accounts.roles import ROLES


class SingleSignOnAdapter(DefaultSocialAccountAdapter):
    """Lets in whoever has an account, and those of `OIDC_DOMAINS`, who are given one."""

    def pre_social_login(self, request, sociallogin):
        claims = claims_of(sociallogin)
        if not sociallogin.is_existing:
            user = user_with(claims) or new_user(claims)
            if user is None:
                raise ImmediateHttpResponse(refused(request))
            sociallogin.user = user
            sociallogin.save(request)
        give_roles(sociallogin.user, claims)

    def is_open_for_signup(self, request, sociallogin):
        return False


def claims_of(sociallogin) -> dict:
    """What the provider says of them: the signed token, and what was asked for with it."""
    said = sociallogin.account.extra_data
    token, more = said.get("id_token", {}), said.get("userinfo", {})
    # What is said of one address is not true of another.
    if "email" in more:
        token = {name: value for name, value in token.items() if name != "email_verified"}
    return {**token, **more}


def verified_email(claims) -> str:
    """An address that the provider has not looked into could be anybody's."""
    email = claims.get("email")
    is_verified = claims.get("email_verified") is True
    return email if is_verified and isinstance(email, str) else ""


def user_with(claims) -> User | None:
    email = verified_email(claims)
    users = list(User.objects.filter(email__iexact=email)) if email else []
    # Of two with the same address, neither is known to be the one.
    return users[0] if len(users) == 1 else None


def new_user(claims) -> User | None:
    email = verified_email(claims)
    if email.lower().rpartition("@")[2] not in settings.OIDC_DOMAINS:
        return None
    if User.objects.filter(Q(email__iexact=email) | Q(username__iexact=email)).exists():
        return None
    user = User(username=email, email=email, is_staff=True)
    user.first_name = str(claims.get("given_name", ""))[:150]
    user.last_name = str(claims.get("family_name", ""))[:150]
    user.set_unusable_password()
    user.save()
    AuditEvent.objects.record("added", user, "By single sign-on", by=user.get_username())
    return user


def give_roles(user, claims) -> None:
    """Set the roles to those of the provider's groups; without `OIDC_ROLES`, leave them alone."""
    if not settings.OIDC_ROLES:
        return
    groups = claims.get(settings.OIDC_GROUP_CLAIM) or []
    groups = [groups] if isinstance(groups, str) else groups
    names = {settings.OIDC_ROLES[group] for group in groups if group in settings.OIDC_ROLES}
    ours = Group.objects.filter(name__in=ROLES)
    had = set(user.groups.filter(pk__in=ours).values_list("name", flat=True))
    if had == names:
        return
    user.groups.remove(*ours.exclude(name__in=names))
    user.groups.add(*ours.filter(name__in=names))
    said = f"Role: {', '.join(sorted(names)) or 'none'}"
    AuditEvent.objects.record("changed", user, said, by=user.get_username())


def refused(request):
    return render(request, "account/signup_closed.html", status=403)
