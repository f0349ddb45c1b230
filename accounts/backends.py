from django.contrib.auth.backends import ModelBackend


class StaffBackend(ModelBackend):
    """Whoever may not work here is answered as somebody whom nobody knows."""

    def user_can_authenticate(self, user):
        return super().user_can_authenticate(user) and user.is_staff
