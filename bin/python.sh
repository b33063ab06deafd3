#!/bin/sh
# Findet Python ab 3.11 oder holt es mit apt (root oder sudo). Alles Weitere steht in vorbereiten.py.
set -eu
sage() { printf '%s\n' "$*" >&2; }
umask 022
bin=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd -P)

taugt() { command -v "$1" >/dev/null 2>&1 && "$1" -c "import sys$2; sys.exit(sys.version_info < (3, 11))" 2>/dev/null; }

# Das Python der Distribution zuerst: es ist mit Profil übersetzt und rechnet ein Viertel schneller als ein selbst gebautes (pyenv).
# Fehlt ihm venv (Debian ohne python3-venv), nimmt es nur, wer kein anderes hat.
finde() {
  for zusatz in ", ensurepip" ""; do
    for python in ${ARGE_PYTHON:-/usr/bin/python3 python3 python3.14 python3.13 python3.12 python3.11}; do
      if taugt "$python" "$zusatz"; then return 0; fi
    done
  done
  return 1
}

hole() {
  sage "Python 3.11 oder neuer fehlt. Es wird mit apt installiert …"
  ausgabe=$(
    exec 2>&1
    $1 dpkg --configure -a # ein früherer Lauf kann abgebrochen sein
    $1 apt-get update -q &&
      $1 env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends python3 python3-venv
  ) || sage "$ausgabe"
}

if ! finde; then
  if ! command -v apt-get >/dev/null 2>&1; then :
  elif [ "$(id -u)" = 0 ]; then hole ""
  elif command -v sudo >/dev/null 2>&1 && { sudo -n true 2>/dev/null || [ -t 0 ]; }; then hole sudo
  fi
  if ! finde; then
    sage "Bitte Python 3.11 oder neuer installieren und noch einmal starten. Debian 12/13, als root:"
    sage "  apt-get install python3 python3-venv libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fonts-dejavu-core"
    exit 1
  fi
fi
exec "$python" "$bin/vorbereiten.py" "$@"
