# The web chat, the Slack bot and the Chroma server: one image, three commands (compose.yaml).
ARG PYTHON=3.12

FROM python:${PYTHON}-slim AS build
WORKDIR /app
ENV UV_PYTHON_DOWNLOADS=never UV_LINK_MODE=copy
RUN python -m venv /uv && /uv/bin/pip install --no-cache-dir --quiet "uv>=0.9,<1"
ARG SYNC="sync --frozen --no-editable --all-extras --no-default-groups --group model --no-cache --quiet"
# The libraries first: this layer stays as long as the lock file does.
COPY pyproject.toml uv.lock ./
RUN /uv/bin/uv ${SYNC} --no-install-project
COPY README.md LICENSE ./
COPY prompts prompts
COPY assistant assistant
RUN /uv/bin/uv ${SYNC}

FROM python:${PYTHON}-slim
COPY --from=build /app/.venv /app/.venv
# A named volume takes the owner of the folder that it covers.
RUN mkdir /documents /index /state /chroma && chown 10001:10001 /documents /index /state /chroma
ENV PATH=/app/.venv/bin:$PATH \
    HOME=/tmp \
    PYTHONUNBUFFERED=1 \
    ASSISTANT_DOCUMENTS=/documents \
    ASSISTANT_INDEX=/index \
    ASSISTANT_STATE=/state/assistant.db
USER 10001:10001
EXPOSE 7860
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s \
    CMD ["python", "-c", "import urllib.request as u; u.urlopen('http://127.0.0.1:7860/healthz', timeout=4)"]
ENTRYPOINT ["assistant"]
CMD ["serve", "--host", "0.0.0.0", "--no-open"]
