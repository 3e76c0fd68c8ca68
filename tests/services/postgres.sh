# Sourced by ./test and ./bench: a PostgreSQL of our own. For tests durability is switched off, their data live as long as the run;
# ./bench empties postgres_settings, since a commit that is not durable is not worth measuring.

postgres_settings='-c fsync=off -c synchronous_commit=off -c full_page_writes=off'

postgres_pid=''

start_postgres() {
  local home=$folder/postgres word attempt
  word=$(random_word)
  mkdir -p "$home"
  printf '%s\n' "$word" >"$home/word"
  give_to postgres "$home"
  chmod 700 "$home"
  (cd "$folder" && as_user postgres "$postgres_bin/initdb" -D "$home/data" -U postgres -A scram-sha-256 --pwfile="$home/word" \
    -E UTF8 --locale=C.UTF-8 --no-sync </dev/null >"$folder/initdb.log" 2>&1) || {
    tail -n 20 "$folder/initdb.log" >&2
    return 1
  }
  for attempt in 1 2 3 4 5; do
    try_postgres "$home" "$(free_port)" "$word" && return 0
  done
  tail -n 20 "$folder/postgres.log" >&2
  return 1
}

try_postgres() {
  local home=$1 port=$2 word=$3 tenths=3000
  (cd "$folder" && become_user postgres "$postgres_bin/postgres" -D "$home/data" -p "$port" -h 127.0.0.1 -k "$home" \
    $postgres_settings -c max_connections=300 -c timezone=UTC) \
    </dev/null >"$folder/postgres.log" 2>&1 &
  postgres_pid=$!
  while ((tenths-- > 0)); do
    if ! is_alive "$postgres_pid"; then
      wait "$postgres_pid" 2>/dev/null
      postgres_pid=''
      return 1
    fi
    # The last line of the file tells that this server, and not another on the same port, takes connections.
    # Its first line tells which server wrote it: one that was killed leaves the file behind.
    if [[ $(sed -n 1p "$home/data/postmaster.pid" 2>/dev/null) == "$postgres_pid" &&
      $(sed -n 8p "$home/data/postmaster.pid" 2>/dev/null) == ready* ]]; then
      export IOM_TEST_POSTGRES="Host=127.0.0.1;Port=$port;Username=postgres;Password=$word;Database=postgres"
      return 0
    fi
    sleep 0.1
  done
  stop_postgres
  return 1
}

# SIGINT is its fast shutdown: it ends the connections and does not wait for them.
stop_postgres() {
  [[ -n $postgres_pid ]] || return 0
  kill -INT "$postgres_pid" 2>/dev/null
  ended "$postgres_pid" 120
  stop_group "$postgres_pid" 5
  postgres_pid=''
}
