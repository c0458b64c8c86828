# docker build -t claimlint . && docker run --rm -v "$PWD:/work:ro" claimlint check .
# What it stands on is pinned (Python 3.12.14, Debian 13); with later security updates: --build-arg PYTHON=python:3.12-slim
ARG PYTHON=python:3.12-slim@sha256:78387bc3881b8273120a12ebe6c1ab22b018ccc2c9adf565ae1ac9b536e184ea
FROM ${PYTHON} AS build
WORKDIR /source
COPY pyproject.toml hatch_build.py README.md LICENSE ./
COPY rules rules
COPY claimlint claimlint
RUN python -m venv /opt/claimlint && /opt/claimlint/bin/pip install --no-cache-dir .

FROM ${PYTHON}
COPY --from=build /opt/claimlint /opt/claimlint
ENV PATH="/opt/claimlint/bin:$PATH" PYTHONDONTWRITEBYTECODE=1
RUN useradd --create-home reader
USER reader
WORKDIR /work
ENTRYPOINT ["claimlint"]
CMD ["--help"]
