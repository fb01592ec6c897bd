# The site as an image: `docker build -t nackamodellen .` Runs as a user without rights; the file system may be read-only,
# given a volume at /data and a tmpfs at /tmp. The same image runs the web server, the worker and the migrations.
FROM python:3.11-slim AS build
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1
WORKDIR /app
COPY requirements/site.txt requirements/site.txt
RUN python -m venv /venv && /venv/bin/pip install --require-hashes -r requirements/site.txt
COPY manage.py ./
COPY site site
COPY locale locale
# Static files belong to the image, so they are collected into it; the key is used for nothing.
RUN DJANGO_SETTINGS_MODULE=nackamodellen.settings.dev SECRET_KEY=build-only VAR_DIR=/app/var \
    /venv/bin/python manage.py collectstatic --noinput --verbosity 0

FROM python:3.11-slim
# What WeasyPrint draws the certificates with.
RUN apt-get update -qq && apt-get install -y -qq --no-install-recommends \
        libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fonts-liberation \
    && rm -rf /var/lib/apt/lists/*
RUN useradd --system --uid 10001 --home-dir /nonexistent --shell /usr/sbin/nologin nackamodellen \
    && install -d -o nackamodellen -g nackamodellen /data
COPY --from=build /venv /venv
COPY --from=build /app /app
WORKDIR /app
ENV PATH=/venv/bin:$PATH \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    DJANGO_SETTINGS_MODULE=nackamodellen.settings.production \
    MEDIA_ROOT=/data/media
USER nackamodellen
VOLUME /data
EXPOSE 8000
CMD ["gunicorn", "nackamodellen.wsgi", "--pythonpath", "site", "--bind", "0.0.0.0:8000", "--workers", "2", \
     "--worker-class", "gthread", "--threads", "4", "--limit-request-line", "8190", "--worker-tmp-dir", "/tmp", \
     "--no-control-socket"]
