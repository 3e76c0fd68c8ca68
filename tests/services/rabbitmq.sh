# Sourced by ./test: a RabbitMQ of our own, with a port mapper (epmd) of its own, so that node names cannot clash.

rabbitmq_pid='' epmd_pid='' rabbitmq_home='' rabbitmq_address=''

start_rabbitmq() {
  local attempt
  for attempt in 1 2 3; do
    try_rabbitmq "$folder/rabbitmq-$attempt" && return 0
    stop_rabbitmq
  done
  tail -n 30 "$folder/rabbitmq-$attempt.log" >&2
  return 1
}

try_rabbitmq() {
  prepare_rabbitmq "$1"
  launch_rabbitmq
}

# Settings and an empty home; what is launched from it later finds what it kept.
prepare_rabbitmq() {
  local home=$1 port mapper distribution word
  port=$(free_port) mapper=$(free_port) distribution=$(free_port) word=$(random_word)
  mkdir -p "$home"/{home,data,log}
  echo '[].' >"$home/enabled_plugins"
  cat >"$home/rabbitmq.conf" <<CONF
listeners.tcp.default = 127.0.0.1:$port
default_user = iom
default_pass = $word
loopback_users = none
log.console = true
log.console.level = info
log.file = false
vm_memory_high_watermark.absolute = 1GiB
disk_free_limit.absolute = 200MB
CONF
  give_to rabbitmq "$home"
  chmod 700 "$home"

  rabbitmq_home=$home rabbitmq_port=$port rabbitmq_mapper=$mapper rabbitmq_address="amqp://iom:$word@127.0.0.1:$port/"
  rabbitmq_settings=(
    HOME="$home/home" LANG=C.UTF-8
    ERL_EPMD_PORT="$mapper" ERL_EPMD_ADDRESS=127.0.0.1
    RABBITMQ_CONF_ENV_FILE=/dev/null
    RABBITMQ_NODENAME=iom@localhost RABBITMQ_DIST_PORT="$distribution"
    RABBITMQ_MNESIA_BASE="$home/data" RABBITMQ_LOG_BASE="$home/log" RABBITMQ_PID_FILE="$home/server.pid"
    RABBITMQ_CONFIG_FILE="$home/rabbitmq.conf" RABBITMQ_ENABLED_PLUGINS_FILE="$home/enabled_plugins"
    RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS='-start_epmd false -kernel inet_dist_use_interface {127,0,0,1}'
  )
}

launch_rabbitmq() {
  local home=$rabbitmq_home tenths=3000
  (cd "$folder" && become_user rabbitmq env "${rabbitmq_settings[@]}" "$epmd" -port "$rabbitmq_mapper" -address 127.0.0.1) \
    </dev/null >"$home.epmd.log" 2>&1 &
  epmd_pid=$!
  (cd "$folder" && become_user rabbitmq env "${rabbitmq_settings[@]}" "$rabbitmq_server") </dev/null >"$home.log" 2>&1 &
  rabbitmq_pid=$!

  while ((tenths-- > 0)); do
    is_alive "$rabbitmq_pid" && is_alive "$epmd_pid" || return 1
    if grep -q 'Server startup complete' "$home.log" && answers "$rabbitmq_port"; then
      export IOM_TEST_RABBITMQ=$rabbitmq_address
      return 0
    fi
    sleep 0.1
  done
  return 1
}

# The server is told first, its port mapper last. Both are children of ./test, so nothing stays behind as a zombie.
stop_rabbitmq() {
  stop_group "$rabbitmq_pid" 20
  stop_group "$epmd_pid" 5
  rabbitmq_pid='' epmd_pid=''
}
