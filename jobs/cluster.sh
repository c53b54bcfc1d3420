#!/usr/bin/env bash
# A real standalone cluster on this machine: a master and two workers on two loopback addresses, each
# a JVM of its own, so that executors can die one by one and speculation has another host to go to.
#
#   jobs/cluster.sh up [--history]   starts what is not running and waits until both workers are there
#   jobs/cluster.sh status           what is running and where to look; exit code 1 if not everything is
#   jobs/cluster.sh url              the master's URL, for --master
#   jobs/cluster.sh log              what the last driver in cluster mode has printed
#   jobs/cluster.sh down             stops everything that was started, executors and drivers included
#
#   LOSSFLOOR_CLUSTER_DIR      pid files, logs, work directories and event logs (default: target/cluster)
#   LOSSFLOOR_CLUSTER_PORT     the first of seven ports (default 17077): master, its UI, two a worker, history
#   LOSSFLOOR_WORKER_CORES     cores that a worker offers (default 2)
#   LOSSFLOOR_WORKER_MEMORY    memory that a worker offers (default 4g)
set -euo pipefail
# shellcheck source=jobs/lib.sh
. "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/lib.sh"

dir=${LOSSFLOOR_CLUSTER_DIR:-$home/target/cluster}
port=${LOSSFLOOR_CLUSTER_PORT:-17077}
cores=${LOSSFLOOR_WORKER_CORES:-2}
memory=${LOSSFLOOR_WORKER_MEMORY:-4g}
hosts=(127.0.0.1 127.0.0.2)
host=${hosts[0]}
url=spark://$host:$port
ui=$((port + 1))
history_port=$((port + 2 + 2 * ${#hosts[@]}))
WAIT_SECONDS=120

pid_of() { cat "$dir/$1.pid" 2>/dev/null; }

# A pid file outlives a reboot, and its number may be another process by then.
running() {
  local pid
  pid=$(pid_of "$1") && [ -n "$pid" ] && ps -p "$pid" -o args= 2>/dev/null | grep -Eq 'spark-daemon\.sh|org\.apache\.spark\.deploy\.'
}

# A session of its own for each daemon: what it starts, executors and drivers, dies with its group.
# Descriptors of the caller, such as the lock of a build queue, are not for a daemon to keep.
start() { # name, daemon, options...
  local name=$1 number
  shift
  running "$name" && return
  for number in 4 5 6 7 8 9; do eval "exec $number>&-"; done
  setsid "$home/jobs/spark-daemon.sh" "$@" </dev/null >"$dir/logs/$name.log" 2>&1 &
  echo $! >"$dir/$name.pid"
}

alive_workers() {
  http_get "$host" "$ui" /json/ | sed -n 's/.*"aliveworkers" : \([0-9]*\).*/\1/p'
}

# Waits until a condition holds, as long as all daemons live.
wait_until() { # what, daemon, condition...
  local what=$1 name=$2 end=$((SECONDS + WAIT_SECONDS))
  shift 2
  until "$@"; do
    running "$name" || fail "$name ended" "$dir/logs/$name.log"
    [ "$SECONDS" -lt "$end" ] || fail "$what not within $WAIT_SECONDS s" "$dir/logs"
    sleep 0.2
  done
}

fail() { # what, where
  tail -n 5 "$dir/logs/"*.log >&2
  die "$1" "$2" "read the log; is a port from $port on taken? LOSSFLOOR_CLUSTER_PORT chooses others. Then \`jobs/cluster.sh down\`" 4
}

master_answers() { [ -n "$(alive_workers)" ]; }
workers_there() { [ "$(alive_workers)" = ${#hosts[@]} ]; }
history_answers() { [ -n "$(http_get "$host" "$history_port" /api/v1/applications)" ]; }

up() {
  local history=false i
  case ${1:-} in
    '') ;;
    --history) history=true ;;
    *) die "\`$1\` is not an option of up" "the command line" "say \`up\` or \`up --history\`" ;;
  esac
  find_all
  mkdir -p "$dir/logs" "$dir/events"
  # Logs, event logs and work directories quote what is in the trials.
  chmod 700 "$dir"
  # A port that is taken is an error here, not a reason to take the next one and not be found. The REST
  # server takes submissions from whoever asks; nothing here does.
  export SPARK_DAEMON_JAVA_OPTS="-Dspark.port.maxRetries=0 -Dspark.master.rest.enabled=false ${SPARK_DAEMON_JAVA_OPTS:-}"
  export SPARK_LOCAL_IP=$host
  start master master --host "$host" --port "$port" --webui-port "$ui"
  wait_until "the master" master master_answers
  for i in "${!hosts[@]}"; do
    export SPARK_LOCAL_IP=${hosts[i]}
    start "worker-$((i + 1))" worker --host "${hosts[i]}" --port $((port + 2 + 2 * i)) \
      --webui-port $((port + 3 + 2 * i)) --cores "$cores" --memory "$memory" \
      --work-dir "$dir/work-$((i + 1))" "$url"
  done
  for i in "${!hosts[@]}"; do
    wait_until "both workers" "worker-$((i + 1))" workers_there
  done
  if $history; then
    export SPARK_LOCAL_IP=$host
    start history history "file://$dir/events" "$history_port"
    wait_until "the history server" history history_answers
  fi
  status
}

status() {
  local alive name state complete=true
  alive=$(alive_workers || true)
  for name in master worker-1 worker-2; do
    state=running
    running "$name" || { state="not running" && complete=false; }
    printf '%-10s %s\n' "$name" "$state"
  done
  ! running history || printf '%-10s %s\n' history "http://$host:$history_port (event logs: file://$dir/events)"
  if [ -n "$alive" ]; then
    printf '%-10s %s\n' URL "$url" UI "http://$host:$ui" workers "$alive of ${#hosts[@]} alive" logs "$dir"
  fi
  $complete && [ "$alive" = ${#hosts[@]} ]
}

stop() {
  local name=$1 pid end
  pid=$(pid_of "$name") || return 0
  # The group may outlive its daemon, for example after a kill -9 of the daemon.
  if running "$name" || pgrep -g "$pid" -f 'org\.apache\.spark\.' >/dev/null; then
    kill -CONT -- "-$pid" 2>/dev/null || true
    kill -TERM -- "-$pid" 2>/dev/null || true
    end=$((SECONDS + 10))
    while pgrep -g "$pid" >/dev/null && [ "$SECONDS" -lt "$end" ]; do sleep 0.1; done
    kill -KILL -- "-$pid" 2>/dev/null || true
  fi
  rm -f "$dir/$name.pid"
}

down() {
  local name
  for name in history worker-1 worker-2 master; do stop "$name"; done
  rm -rf "$dir"/work-*
  echo "down"
}

driver_log() {
  local last
  last=$(find "$dir"/work-* -maxdepth 1 -name 'driver-*' -printf '%T@ %p\n' 2>/dev/null | sort -n | tail -n 1 | cut -d' ' -f2-)
  [ -n "$last" ] || die "no driver has run in cluster mode" "$dir" "submit with --deploy-mode cluster first"
  echo "$last"
  # The worker writes the command itself first.
  cat "$last/stdout"
  grep -v -e '^Spark Executor Command' -e '^Launch Command' -e '^=*$' "$last/stderr" || true
}

case ${1:-} in
  up) shift && up "$@" ;;
  down) down ;;
  status) status ;;
  url) echo "$url" ;;
  log) driver_log ;;
  *) die "\`${1:-}\` is not a command" "the command line" "say up, down, status, url or log" ;;
esac
