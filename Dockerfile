# Abbild für Web, Worker, Zeitplan und Einrichtung. Dieselben Schritte wie bin/start, geprüft in tests/haus.
FROM debian:13-slim@sha256:d7e12182ce18b85b93007c1dedf31f2d29e01ccf3182cc4017c709b6259bc132 AS grund
ENV DEBIAN_FRONTEND=noninteractive LANG=C.UTF-8
RUN apt-get update && apt-get upgrade -y \
 && apt-get install -y --no-install-recommends \
      python3 libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fonts-dejavu-core \
 && rm -rf /var/lib/apt/lists/*

FROM grund AS bau
# Übersetzt wird beim Bauen: Im Betrieb schreibt kein Prozess Bytecode.
ENV UV_COMPILE_BYTECODE=1
RUN apt-get update && apt-get install -y --no-install-recommends python3-venv
WORKDIR /app
# Zuerst nur, was die Pakete bestimmt: Quelltextänderungen holen sie dann nicht neu.
COPY bin/python.sh bin/vorbereiten.py bin/
COPY pyproject.toml uv.lock package.json package-lock.json ./
RUN sh bin/python.sh abbild --nur-pakete
COPY . .
RUN sh bin/python.sh abbild && rm -rf .daten

FROM grund
RUN useradd --system --uid 10001 --no-create-home --shell /usr/sbin/nologin arge \
 && install -d -o arge -g arge /ablage
COPY --from=bau /app /app
WORKDIR /app
USER 10001:10001
ENV PATH=/app/.venv/bin:$PATH \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    ARGE_DATEN=/tmp/arge \
    ARGE_ABLAGE=file:///ablage \
    ARGE_STATISCH=/app/statisch
EXPOSE 8000
CMD ["granian", "--interface", "wsgi", "--host", "0.0.0.0", "--port", "8000", "--workers", "2", "--blocking-threads", "4", "arge.wsgi:application"]
