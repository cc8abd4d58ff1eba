# What ./run needs from the machine: messages, JDK 25, Maven, and Debian packages. Sourced by ./run.
# shellcheck shell=bash

say() { printf '%s\n' "$*"; }
die() { printf 'run: %s\n' "$*" >&2; exit 1; }

# A JVM takes the encoding of file names from the locale, and the path of this checkout may hold any letter.
if [ "$(locale charmap 2>/dev/null)" != UTF-8 ]; then
  export LC_ALL=C.UTF-8
fi

# ---- JDK ------------------------------------------------------------------------------------------------------------

readonly JAVA_WANTED=25

is_wanted_jdk() {
  [ -x "$1/bin/javac" ] && [ -x "$1/bin/jlink" ] && grep -q "^JAVA_VERSION=\"${JAVA_WANTED}[.\"+]" "$1/release" 2>/dev/null
}

# Sets JAVA_HOME to a JDK 25, wherever it stands; java on PATH may well be another one.
need_jdk() {
  local candidate on_path
  on_path=$(command -v javac || true)
  [ -z "$on_path" ] || on_path=$(dirname "$(dirname "$(readlink -f "$on_path")")")
  for candidate in "${JAVA_HOME:-}" "$on_path" /usr/lib/jvm/* /opt/* /opt/*/* /usr/java/* /usr/local/*jdk* \
    "$HOME"/.sdkman/candidates/java/* "$HOME"/.jdks/*; do
    if [ -n "$candidate" ] && is_wanted_jdk "$candidate"; then
      export JAVA_HOME=$candidate
      return
    fi
  done
  cat >&2 <<TEXT
run: no JDK $JAVA_WANTED found (looked in JAVA_HOME, PATH, /usr/lib/jvm, /opt, /usr/java, /usr/local, ~/.sdkman, ~/.jdks).
Install one of:
  Debian 13, Ubuntu 24.04 and later, where packaged:  apt-get install openjdk-$JAVA_WANTED-jdk-headless
  Debian 12 and others, Eclipse Temurin:              apt-get install temurin-$JAVA_WANTED-jdk
      (its apt repository: https://adoptium.net/installation/linux)
  any distribution, unpacked anywhere:                https://adoptium.net, then JAVA_HOME=/path/to/jdk ./run ...
TEXT
  exit 1
}

# Debian's Maven 3.8 is older than JDK 25; the options silence what it would be warned about. It colours even a pipe.
maven() {
  export MAVEN_OPTS="--sun-misc-unsafe-memory-access=allow --enable-native-access=ALL-UNNAMED ${MAVEN_OPTS:-}"
  if [ -t 1 ]; then
    nice mvn --batch-mode --no-transfer-progress "$@"
  else
    nice mvn --batch-mode --no-transfer-progress "$@" 2>&1 | sed -u 's/\x1b\[[0-9;]*m//g'
  fi
}

# ---- Debian packages ------------------------------------------------------------------------------------------------

# The commands that each purpose runs, and the Debian package that brings each.
packages_for() {
  case "$1" in
    build)
      echo mvn:maven gcc:gcc
      [ -e /usr/include/stdio.h ] || echo stdio.h:libc6-dev
      ;;
    demo) echo ip:iproute2 python3:python3 curl:curl ping:iputils-ping ps:procps unshare:util-linux ;;
    demo-example) echo haproxy:haproxy nginx:nginx-light ;;
    demo-migrate) echo keepalived:keepalived ;;
    unit-test)
      echo gcc:gcc
      [ -e /usr/include/stdio.h ] || echo stdio.h:libc6-dev
      ;;
    system-test | bench)
      echo ip:iproute2 keepalived:keepalived haproxy:haproxy nginx:nginx-light tshark:tshark tcpdump:tcpdump \
        nft:nftables ping:iputils-ping curl:curl ps:procps gcc:gcc python3:python3 aiosmtpd:python3-aiosmtpd dnsmasq:dnsmasq-base openssl:openssl bird:bird2 promtool:prometheus rpmbuild:rpm \
        chromium:chromium chromedriver:chromium-driver
      ;;
    dist) echo dpkg-deb:dpkg rpmbuild:rpm ;;
  esac
}

# Installs what the given purposes lack, or names it and ends.
need_commands() {
  local purpose entry missing=()
  PATH=$PATH:/usr/sbin:/sbin
  for purpose in "$@"; do
    for entry in $(packages_for "$purpose"); do
      command -v "${entry%%:*}" >/dev/null || missing+=("${entry#*:}")
    done
  done
  [ ${#missing[@]} -gt 0 ] || return 0
  if [ "$(id -u)" -ne 0 ] || ! command -v apt-get >/dev/null; then
    die "these Debian packages are missing (other distributions name them alike): ${missing[*]}
     apt-get install --no-install-recommends ${missing[*]}"
  fi
  say "Installing ${missing[*]} with apt-get (about a minute). No service will be started."
  install_without_services "${missing[@]}"
}

# Installs packages so that none of their services runs, now or after the next boot.
# Debian asks /usr/sbin/policy-rc.d before it starts a service, and 101 means no.
install_without_services() (
  policy=/usr/sbin/policy-rc.d
  if [ ! -e "$policy" ]; then
    trap 'rm -f "$policy"' EXIT
    printf '#!/bin/sh\nexit 101\n' >"$policy"
    chmod 755 "$policy"
  fi
  export DEBIAN_FRONTEND=noninteractive
  installed_before=$(installed_services)
  apt-get -qq update
  apt-get -qq install --yes --no-install-recommends "$@" >/dev/null
  for service in $(comm -13 <(echo "$installed_before") <(installed_services)); do
    case "$service" in
      keepalived | haproxy | nginx | bird | prometheus) keep_disabled "$service" ;;
    esac
  done
)

installed_services() { find /lib/systemd/system /etc/init.d -maxdepth 1 -type f -printf '%f\n' 2>/dev/null | sed 's/\.service$//' | sort -u; }

keep_disabled() {
  if command -v deb-systemd-helper >/dev/null; then deb-systemd-helper disable "$1.service" >/dev/null 2>&1 || true; fi
  if command -v update-rc.d >/dev/null; then update-rc.d "$1" disable >/dev/null 2>&1 || true; fi
}
