# Thi Đua in a container. Not built where it was written: there was no container engine. Every step is
# one that `make setup` and `docs/settings.md` take on a plain machine.
FROM python:3.11-slim-bookworm AS build

ENV PIP_DISABLE_PIP_VERSION_CHECK=1 UV_COMPILE_BYTECODE=1 UV_LINK_MODE=copy
RUN pip install --no-cache-dir 'uv>=0.9'
WORKDIR /app
# The locked dependencies first: they change less often than the code.
COPY pyproject.toml uv.lock README.md ./
RUN uv sync --locked --no-dev --no-install-project
COPY src ./src
RUN uv sync --locked --no-dev --no-editable

FROM python:3.11-slim-bookworm
# An account without a password or a shell owns nothing but the data folder.
RUN useradd --system --uid 10001 --create-home --shell /usr/sbin/nologin thidua \
    && install -d -o thidua -g thidua -m 0700 /data
COPY --from=build /app/.venv /app/.venv
ENV PATH=/app/.venv/bin:$PATH PYTHONUNBUFFERED=1 THIDUA_DATA=/data
USER thidua
WORKDIR /home/thidua
VOLUME /data
EXPOSE 8000
# SIGTERM lets requests in hand finish.
STOPSIGNAL SIGTERM
CMD ["thidua", "serve", "--host", "0.0.0.0", "--port", "8000"]
