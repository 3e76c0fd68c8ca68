# Sourced by ./test: temporary folder, free ports, servers as unprivileged users, and an end to all of them.

# Root may not run PostgreSQL, so each server gets the user of its package, or nobody.
as_user() {
  local user=$1
  shift
  if ((EUID != 0)); then
    "$@"
  else
    id -u "$user" >/dev/null 2>&1 || user=nobody
    setpriv --reuid="$user" --regid="$(id -g "$user")" --clear-groups "$@"
  fi
}

# The same, but replacing the shell: in the background its pid is the server's own, at the head of a session.
become_user() {
  local user=$1
  shift
  if ((EUID != 0)); then
    exec setsid "$@"
  else
    id -u "$user" >/dev/null 2>&1 || user=nobody
    exec setsid setpriv --reuid="$user" --regid="$(id -g "$user")" --clear-groups "$@"
  fi
}

give_to() {
  local user=$1
  shift
  ((EUID == 0)) || return 0
  id -u "$user" >/dev/null 2>&1 || user=nobody
  chown -R "$user:$(id -g "$user")" "$@"
}

# Other users must be able to walk through it to their own part.
make_folder() {
  local parent made
  for parent in "${TMPDIR:-/tmp}" /tmp; do
    made=$(mktemp -d "$parent/iom-test.XXXXXXXX") || continue
    chmod 711 "$made"
    if as_user nobody test -x "$made"; then
      printf '%s\n' "$made"
      return 0
    fi
    rmdir "$made"
  done
  return 1
}

answers() { (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null; }

# Below the range that systems hand out to outgoing connections. Another run may take it first: starting is tried again.
free_port() {
  local port
  while port=$(shuf -n 1 -i 20000-32000); do
    answers "$port" || { printf '%s\n' "$port"; return 0; }
  done
}

random_word() { od -An -N16 -tx1 /dev/urandom | tr -d ' \n'; }

# A process whose parent has gone may stay as a zombie for ever: that counts as ended.
is_alive() {
  local state
  [[ -r /proc/$1/stat ]] || return 1
  state=$(sed 's/.*) //' "/proc/$1/stat" 2>/dev/null) || return 1
  [[ -n $state && $state != Z* && $state != X* ]]
}

# Waits at most so many seconds until the process has ended.
ended() {
  local pid=$1 tenths=$(($2 * 10))
  while is_alive "$pid" && ((tenths-- > 0)); do
    sleep 0.1
  done
  ! is_alive "$pid"
}

# Ends a session that was started by us: politely first, then for good.
stop_group() {
  local pid=$1 seconds=$2
  [[ -n $pid ]] || return 0
  kill -TERM -- "-$pid" 2>/dev/null
  ended "$pid" "$seconds"
  kill -KILL -- "-$pid" 2>/dev/null
  wait "$pid" 2>/dev/null
  return 0
}
