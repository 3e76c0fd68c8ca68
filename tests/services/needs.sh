# Sourced by ./test: what the tests need, where it is found, how it is installed.

oldest_postgres=15

# The newest PostgreSQL that is new enough; Debian keeps the servers out of PATH.
find_postgres() {
  local candidate version
  postgres_bin=''
  while read -r candidate; do
    [[ -x $candidate/initdb && -x $candidate/pg_ctl && -x $candidate/postgres ]] || continue
    version=$("$candidate/postgres" --version | grep -oE '[0-9]+' | head -n 1)
    if ((version >= oldest_postgres)); then
      postgres_bin=$candidate
      return 0
    fi
  done < <(
    printf '%s\n' /usr/lib/postgresql/*/bin /usr/pgsql-*/bin | sort -rV
    command -v pg_ctl >/dev/null && dirname "$(readlink -f "$(command -v pg_ctl)")"
  )
  return 1
}

# The script below /usr/lib does not switch users, the one in PATH may.
find_rabbitmq() {
  local candidate
  rabbitmq_server='' epmd=''
  for candidate in /usr/lib/rabbitmq/bin/rabbitmq-server "$(command -v rabbitmq-server)"; do
    [[ -n $candidate && -x $candidate ]] && { rabbitmq_server=$candidate; break; }
  done
  for candidate in "$(command -v epmd)" /usr/lib/erlang/erts-*/bin/epmd /usr/lib64/erlang/erts-*/bin/epmd; do
    [[ -n $candidate && -x $candidate ]] && { epmd=$candidate; break; }
  done
  [[ -n $rabbitmq_server && -n $epmd ]]
}

find_chromium() {
  local name
  [[ -n ${IOM_TEST_CHROMIUM:-} && -x ${IOM_TEST_CHROMIUM:-} ]] && return 0
  for name in chromium chromium-browser google-chrome google-chrome-stable; do
    if IOM_TEST_CHROMIUM=$(command -v "$name"); then
      export IOM_TEST_CHROMIUM
      return 0
    fi
  done
  unset IOM_TEST_CHROMIUM
  return 1
}

# Names of Debian packages, one a line. Fonts are looked for only where their package names are known.
missing_packages() {
  find_postgres || echo postgresql
  find_rabbitmq || echo rabbitmq-server
  find_chromium || echo chromium
  command -v apt-get >/dev/null || return 0
  [[ -e /usr/share/fonts/truetype/dejavu/DejaVuSans.ttf ]] || echo fonts-dejavu-core
  [[ -d /usr/share/fonts/truetype/liberation || -d /usr/share/fonts/truetype/liberation2 ]] || echo fonts-liberation
}

require_dotnet() {
  command -v dotnet >/dev/null || fail 'The .NET SDK 10 is missing; install it from https://dot.net/download and put it in PATH.'
  local problem
  problem=$(dotnet --version 2>&1 >/dev/null) || fail "No installed .NET SDK is the one that global.json asks for: ${problem}"
}

provide_needs() {
  require_dotnet
  local missing
  mapfile -t missing < <(missing_packages)
  if ((${#missing[@]} > 0)); then
    command -v apt-get >/dev/null ||
      fail "This system has no apt-get; please install yourself: ${missing[*]} (names as in Debian; PostgreSQL ${oldest_postgres} or newer)."
    ((EUID == 0)) ||
      fail "Missing here: ${missing[*]}. Run once as an administrator: apt-get update && apt-get install -y --no-install-recommends ${missing[*]}"
    say "Installing ${missing[*]}"
    install_packages "${missing[@]}" || fail "apt-get could not install: ${missing[*]}."
  fi
  find_postgres || fail "PostgreSQL ${oldest_postgres} or newer was not found, and this system's packages do not bring it."
  find_rabbitmq || fail 'RabbitMQ was not found after its package was installed.'
  find_chromium || fail 'Chromium was not found after its package was installed.'
  export IOM_TEST_CHROMIUM
}

install_packages() {
  export DEBIAN_FRONTEND=noninteractive
  local quiet=(-qq -o Dpkg::Use-Pty=0 -o DPkg::Lock::Timeout=600)
  apt-get "${quiet[@]}" update </dev/null &&
    apt-get "${quiet[@]}" install -y --no-install-recommends "$@" </dev/null >/dev/null
}
