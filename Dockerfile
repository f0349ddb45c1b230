# The web server and the worker in one image; everything that must be kept is in /data.
#
#   docker build -t statuspage .
#   docker run -p 8000:8000 -v statuspage:/data -e SITE_URL=https://status.example.com statuspage

FROM python:3.13-slim AS build
ENV PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1
RUN python -m venv /venv
COPY requirements/run.txt /tmp/run.txt
RUN /venv/bin/pip install --require-hashes --requirement /tmp/run.txt
WORKDIR /app
COPY . .
# The key is for this step alone.
RUN SECRET_KEY=build /venv/bin/python manage.py collectstatic --noinput \
    && /venv/bin/python -m compileall -q . \
    && chmod -R a+rX .

FROM python:3.13-slim
ENV PATH=/venv/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 \
    DATA_DIR=/data BIND=0.0.0.0 PORT=8000 DEMO=0
RUN groupadd --gid 10001 statuspage \
    && useradd --uid 10001 --gid 10001 --home-dir /data --shell /usr/sbin/nologin statuspage \
    && install --directory --owner=10001 --group=10001 /data
COPY --from=build /venv /venv
COPY --from=build /app /app
WORKDIR /app
USER 10001:10001
VOLUME /data
EXPOSE 8000
HEALTHCHECK --interval=10s --timeout=3s --start-period=60s CMD ["python", "-m", "statuspage.probe"]
ENTRYPOINT ["python", "manage.py"]
CMD ["serve"]
