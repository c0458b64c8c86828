# docker build -t claimlint . && docker run --rm -v "$PWD:/work:ro" claimlint check .
# To pin what it stands on: --build-arg PYTHON=python:3.12-slim@sha256:…
ARG PYTHON=python:3.12-slim
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
