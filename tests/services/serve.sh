#!/usr/bin/env bash
# A server of one test run's own, so that it may be stopped and killed without harm to anybody else.
#
#   serve.sh postgres | rabbitmq
#
# Obeys lines on standard input: `start` answers "ready ADDRESS", `stop` (politely) and `crash` (at once) answer "down".
# When its input ends, the server is stopped and its folder goes. It starts again with what it had kept, at the same address.
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")" || exit 1

source ./needs.sh
source ./processes.sh
source ./postgres.sh
source ./rabbitmq.sh

# What was acknowledged must outlive a crash of the server; fsync would only guard against one of the machine.
postgres_settings='-c fsync=off'

folder=$(make_folder) || exit 1

finish() {
  trap - EXIT
  stop_rabbitmq
  stop_postgres
  rm -rf -- "$folder"
}
trap finish EXIT
trap 'exit 143' INT TERM HUP

start_postgres_again() {
  if [[ -z ${postgres_port:-} ]]; then
    find_postgres && start_postgres || return 1
    postgres_port=${IOM_TEST_POSTGRES#*Port=} postgres_port=${postgres_port%%;*}
  else
    try_postgres "$folder/postgres" "$postgres_port" "$(cat "$folder/postgres/word")" || return 1
  fi
  printf 'ready %s\n' "$IOM_TEST_POSTGRES"
}

# SIGQUIT is its immediate shutdown: every connection is cut, the next start recovers from the log.
crash_postgres() {
  kill -QUIT "$postgres_pid" 2>/dev/null
  ended "$postgres_pid" 120
  stop_postgres
}

# Virtual hosts t1 … t24: each test takes one, so that none finds what another left.
write_definitions() {
  local home=$1 word=$2 hosts='' rights='' number
  for number in '' $(seq 1 24); do
    local name=${number:+t$number}
    hosts+="${hosts:+,}{\"name\":\"${name:-/}\"}"
    rights+="${rights:+,}{\"user\":\"iom\",\"vhost\":\"${name:-/}\",\"configure\":\".*\",\"write\":\".*\",\"read\":\".*\"}"
  done
  printf '{"users":[{"name":"iom","password":"%s","tags":"administrator"}],"vhosts":[%s],"permissions":[%s]}\n' \
    "$word" "$hosts" "$rights" >"$home/definitions.json"
  give_to rabbitmq "$home/definitions.json"
  printf 'load_definitions = %s\n' "$home/definitions.json" >>"$home/rabbitmq.conf"
}

start_rabbitmq_again() {
  if [[ -z $rabbitmq_home ]]; then
    find_rabbitmq || return 1
    prepare_rabbitmq "$folder/rabbitmq"
    local word=${rabbitmq_address#amqp://iom:}
    write_definitions "$rabbitmq_home" "${word%%@*}"
  fi
  launch_rabbitmq || return 1
  printf 'ready %s\n' "$rabbitmq_address"
}

crash_rabbitmq() {
  kill -KILL -- "-$rabbitmq_pid" 2>/dev/null
  stop_rabbitmq
}

kind=${1:?postgres or rabbitmq}
while read -r order; do
  case $order in
    start) "start_${kind}_again" || { tail -n 30 "$folder"/*.log >&2; echo failed; } ;;
    stop) "stop_$kind"; echo down ;;
    crash) "crash_$kind"; echo down ;;
  esac
done
