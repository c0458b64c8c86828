# docker build -t claimlint . && docker run --rm -v "$PWD:/work:ro" claimlint check .
# What is not pinned here: the base image, a tag that moves, and the versions that pip chooses for the libraries. To pin the base image to a
# digest that you have checked: --build-arg PYTHON=python:3.12-slim@sha256:…
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
