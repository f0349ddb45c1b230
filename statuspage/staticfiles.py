from whitenoise.storage import CompressedManifestStaticFilesStorage


class StaticStorage(CompressedManifestStaticFilesStorage):
    """Hashed names, with a gzip twin beside each file.

    No brotli: it takes ten seconds over the admin's files, and only staff load those.
    """

    def __init__(self, *args, **kwargs):
        # Unlike uploads, these are for everybody: whoever runs the server need not own them.
        super().__init__(*args, file_permissions_mode=0o644, **kwargs)

    def create_compressor(self, **kwargs):
        return super().create_compressor(**{**kwargs, "use_brotli": False})
