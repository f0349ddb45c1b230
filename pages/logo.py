import hashlib

from django.db import models

from pages.picture import Picture


class PageLogo(models.Model):
    """The bytes of a logo, at the address that its content gives it.

    In the database, since it is all that several web servers share; and not in the row of the
    page, which is loaded all the time.
    """

    path = models.CharField(max_length=64, primary_key=True)
    content = models.BinaryField()

    def __str__(self):
        return self.path

    @classmethod
    def keep(cls, picture: Picture) -> str:
        """Keep the bytes of a picture; returns the address at which it will be published."""
        digest = hashlib.blake2b(picture.content, digest_size=8).hexdigest()
        path = f"/static/look/logo-{digest}.png"
        cls.objects.get_or_create(pk=path, defaults={"content": picture.content})
        return path
