# One image for every role: `wiredesk watch`, `wiredesk work`, `wiredesk web`, `wiredesk tail`, …
# The base can be pinned: --build-arg PYTHON_IMAGE=python:3.13-slim@sha256:…
ARG PYTHON_IMAGE=python:3.13-slim

FROM ${PYTHON_IMAGE} AS build
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1 PIP_NO_COMPILE=1 PIP_ROOT_USER_ACTION=ignore
WORKDIR /build
# The locked dependencies are a layer of their own: a change of the sources does not touch it.
COPY requirements/run.txt requirements/build.txt requirements/
RUN python3 -m venv /opt/wiredesk \
 && /opt/wiredesk/bin/pip install --quiet --no-deps --require-hashes -r requirements/run.txt \
 && python3 -m venv /opt/build \
 && /opt/build/bin/pip install --quiet --no-deps --require-hashes -r requirements/build.txt
COPY pyproject.toml README.md LICENSE ./
COPY schemas schemas
COPY tasks tasks
COPY worker worker
RUN /opt/build/bin/hatchling build -t wheel -d dist \
 && /opt/wiredesk/bin/pip install --quiet --no-deps dist/*.whl \
 && /opt/wiredesk/bin/pip uninstall --quiet --yes pip
# What is there for developers of the packages goes. Bytecode is compiled here, as the root file
# system may be read-only, and checked by no time stamp: the same lock gives the same files.
RUN cd /opt/wiredesk/lib/python3*/site-packages \
 && find . -type d '(' -name tests -o -name testing -path '*/numpy/*' ')' -prune -exec rm -rf {} + \
 && find . -type f '(' -name '*.pyi' -o -name '*.pyx' -o -name '*.pxd' -o -name '*.h' -o -name '*.c' \
        -o -name '*.a' ')' -delete \
 && PYTHONHASHSEED=0 /opt/wiredesk/bin/python -m compileall -q -f -j 0 --invalidation-mode unchecked-hash .

FROM ${PYTHON_IMAGE}
ARG UID=1000
ARG GID=1000
ARG VERSION=0.1.0
ARG REVISION=unknown
ARG CREATED=unknown
LABEL org.opencontainers.image.title="Wiredesk" \
      org.opencontainers.image.description="Article files in, a clean, deduplicated, summarized Redis stream out" \
      org.opencontainers.image.version="${VERSION}" \
      org.opencontainers.image.revision="${REVISION}" \
      org.opencontainers.image.created="${CREATED}" \
      org.opencontainers.image.licenses="Apache-2.0" \
      org.opencontainers.image.vendor="The Wiredesk authors"
# Names for the two numbers: Celery warns of a group that has none.
RUN { getent group "$GID" || groupadd --gid "$GID" wiredesk; } >/dev/null \
 && { getent passwd "$UID" || useradd --uid "$UID" --gid "$GID" --no-create-home \
        --home-dir /nonexistent --shell /usr/sbin/nologin wiredesk; } >/dev/null
# What runs installs nothing: the base image's pip goes, too.
RUN rm -rf "$(python3 -c 'import pip; print(pip.__path__[0])')" /usr/local/bin/pip* /usr/bin/pip* \
        "$(python3 -c 'import ensurepip; print(ensurepip.__path__[0])')"
COPY --from=build /opt/wiredesk /opt/wiredesk
# The root file system may be read-only: /tmp is all that is written.
ENV PATH=/opt/wiredesk/bin:$PATH \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    HOME=/tmp \
    WIREDESK_SPOOL=/spool
WORKDIR /tmp
USER ${UID}:${GID}
ENTRYPOINT ["wiredesk"]
CMD ["--help"]
