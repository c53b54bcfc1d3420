#!/usr/bin/env bash
# Fault drills: breaks things while an audit runs on a real standalone cluster (jobs/cluster.sh, every
# executor a JVM of its own) and compares all tables of the run, or of the re-run with the same run id, with an
# undisturbed run on one machine: row for row, all columns but elapsed_ms and run_id.
#
#   jobs/drill.sh list             the drills
#   jobs/drill.sh all              every drill
#   jobs/drill.sh short            three quick ones
#   jobs/drill.sh NAME...          some of them
#
# Prints one line per drill and exits with 1 if any gave other rows, or did not go as it should. Everything
# is in target/drill: runs, logs, event logs. The drill of the full disk needs root, to mount a small one.
#
#   LOSSFLOOR_DRILL_EXPERIMENTS    how many simulated experiments to audit (default 24)
#   LOSSFLOOR_CLUSTER_PORT         the first of seven ports of the drills' own cluster (default 17177)
set -euo pipefail
# shellcheck source=jobs/lib.sh
. "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/lib.sh"

work=$home/target/drill
port=${LOSSFLOOR_CLUSTER_PORT:-17177}
driver_ui=$((port + 7))
# Runs of seconds are over before the second compiler has paid for itself.
quick=-XX:TieredStopAtLevel=1
hosts=(127.0.0.1 127.0.0.2)
export LOSSFLOOR_CLUSTER_PORT=$port LOSSFLOOR_CLUSTER_DIR=$work/cluster
PATIENCE=900

list() {
  cat <<'END'
executor-fits         kill -9 of an executor while experiments are fitted
executor-bootstraps   kill -9 of an executor while bootstrap replicates are drawn
executor-intervals    kill -9 of an executor while the replicates of calibrated intervals are drawn
straggler             one executor runs at a twentieth of its speed; speculation replaces its tasks
worker-lost           kill -9 of a worker while experiments are fitted; it takes its executor with it
driver-write          kill -9 of the driver while it writes the tables; the same run again
unwritable            a file where the output should be; the same run again without it
disk-full             the disk fills up while tables are written; the same run again with more room
broken-files          a torn gz file and a corrupt Parquet file among good ones
twice                 the same run id started twice at once
cluster-mode          the driver runs inside the cluster
END
}
SHORT=(executor-bootstraps driver-write twice)

say() { printf 'drill %s: %s\n' "$drill" "$*" >&2; }
# Ends one drill, not the others.
give_up() {
  kill -9 "${driver:-}" 2>/dev/null || true
  printf '%s\n' "$*" >"$work/$drill.problem"
  exit 1
}

# ---- the workload, and the undisturbed run ----------------------------------------------------

config() { # file, path of the simulated trials
  cat >"$1" <<END
name: drill
sources:
  - name: simulated
    format: jsonl
    path: $2
    path_regex: 'model=(?<model>[^/]+)/dataset=(?<dataset>[^/]+)/'
    group_by: [model, dataset]
    trial_id: trial
    hyperparameters: [hparams.lr, hparams.weight_decay, hparams.dropout, hparams.momentum]
    sampler: random
    metrics:
      - {name: val_loss, curve: curve, step: epoch, value: val_loss, reduce: last, direction: minimize}
estimate: {replicates: 300}
output: {replicates: true}
END
}

prepare() {
  local experiments=${LOSSFLOOR_DRILL_EXPERIMENTS:-24}
  rm -rf "${work:?}"/{out,input,input-broken,events}
  mkdir -p "$work/out" "$work/events"
  drill=reference
  say "simulating $experiments experiments, auditing them undisturbed on this machine"
  "$home/jobs/lossfloor" simulate --output "$work/input" --experiments "$experiments" --trials 200 --seed 11 >"$work/simulate.log" 2>&1
  config "$work/audit.yaml" "$work/input/trials"
  local_run reference "$work/audit.yaml" || die "the undisturbed run failed" "$work/reference.log" "mend this first" 4
}

local_run() { # name, configuration
  "$home/jobs/lossfloor" audit --config "$2" --output "$work/out/$1" --run-id r >"$work/$1.log" 2>&1
}

# ---- running on the cluster -------------------------------------------------------------------

# Starts an audit on the cluster in the background; $driver is its process.
start_run() { # configuration, output, log, options of spark-submit...
  local audit=$1 out=$2 log=$3
  shift 3
  mkdir -p "$work/events/$drill"
  SPARK_SUBMIT_OPTS=$quick "$home/jobs/submit.sh" --master "spark://127.0.0.1:$port" --executor-memory 1g --driver-memory 1g \
    --conf spark.ui.port="$driver_ui" --conf spark.eventLog.enabled=true \
    --conf spark.eventLog.dir="file://$work/events/$drill" --conf spark.eventLog.rolling.enabled=false \
    --conf spark.eventLog.compress=false --conf spark.ui.liveUpdate.period=0 \
    --conf spark.executor.extraJavaOptions=$quick --conf spark.sql.shuffle.partitions=8 "$@" \
    -- audit --config "$audit" --output "$out" --run-id r >"$log" 2>&1 &
  driver=$!
}

finish() { # expected exit code
  local code=0
  wait "$driver" 2>/dev/null || code=$?
  [ "$code" = "$1" ] || give_up "exit code $code where $1 was due, see $work/$drill.log"
}

# Waits until a job of the driver with this description has done some of its tasks.
await_phase() {
  local description=$1 end=$((SECONDS + PATIENCE)) app=''
  while [ "$SECONDS" -lt "$end" ]; do
    kill -0 "$driver" 2>/dev/null || give_up "the run ended before the phase: $description, see $work/$drill.log"
    [ -n "$app" ] || app=$(http_get 127.0.0.1 "$driver_ui" /api/v1/applications | sed -n 's/.*"id" : "\([^"]*\)".*/\1/p')
    if [ -n "$app" ] && http_get 127.0.0.1 "$driver_ui" "/api/v1/applications/$app/jobs?status=running" |
      grep -A 20 "\"description\" : \"[^\"]*$description" | grep -q '"numCompletedTasks" : [1-9]'; then
      say "now: $description"
      return
    fi
    sleep 0.05
  done
  give_up "no job named: $description"
}

executor_of() { # index of the worker
  pgrep -f "CoarseGrainedExecutorBackend .*spark://Worker@${hosts[$1]}:$((port + 2 + 2 * $1))( |$)" | head -n 1
}

# Kills a process, and makes sure that it was the one that is meant and that it is gone.
kill_for_good() { # process, what its command line has to hold, what it is in words
  local end=$((SECONDS + 10))
  [ -n "$1" ] || give_up "there is no $3 to kill"
  ps -ww -p "$1" -o args= | grep -q -- "$2" || give_up "process $1 is no $3"
  kill -9 "$1" || give_up "$3 $1 could not be killed"
  # A zombie is as dead as one that is gone.
  while ps -p "$1" -o stat= | grep -qv '^Z'; do
    [ "$SECONDS" -lt "$end" ] || give_up "$3 $1 is still there after kill -9"
    sleep 0.02
  done
  say "killed $3 $1"
}

kill_executor() {
  kill_for_good "$(executor_of "$1")" CoarseGrainedExecutorBackend "executor on ${hosts[$1]}"
}

# The run has seen the loss and gone on: without it nothing was drilled.
require_lost() {
  local lost
  lost=$(events SparkListenerExecutorRemoved)
  [ "$lost" -gt 0 ] || give_up "the run has not lost an executor"
  evidence "$lost executor lost"
}

# How many events of a kind the run has logged.
events() { cat "$work/events/$drill"/* | grep -c "$1" || true; }

evidence() { printf '%s' "$*" >"$work/$drill.evidence"; }

frame_in() { grep -q '^ *where: ' "$1" && grep -q '^ *fix: ' "$1"; }

nothing_published() {
  local out=$1
  [ -z "$(find "$out" -path '*run_id=*' -name '*.parquet' -print -quit 2>/dev/null)" ] || give_up "a reader sees part of the run in $out"
}

# ---- the drills -------------------------------------------------------------------------------

drill_executor-fits() {
  start_run "$work/audit.yaml" "$out" "$log"
  await_phase "estimate: fit"
  kill_executor 1
  finish 0
  require_lost
}

drill_executor-bootstraps() {
  start_run "$work/audit.yaml" "$out" "$log"
  await_phase "estimate: draw"
  kill_executor 1
  finish 0
  require_lost
}

drill_executor-intervals() {
  config "$work/calibrated.yaml" "$work/input/trials"
  sed -i 's/^estimate: .*/estimate: {replicates: 60, intervals: calibrated}/' "$work/calibrated.yaml"
  local_run calibrated-reference "$work/calibrated.yaml" || give_up "the undisturbed run failed, see $work/calibrated-reference.log"
  start_run "$work/calibrated.yaml" "$out" "$log"
  await_phase "estimate: draw .* for intervals"
  kill_executor 1
  finish 0
  echo calibrated-reference >"$work/$drill.against"
  require_lost
}

drill_straggler() {
  local pid slow copies
  start_run "$work/audit.yaml" "$out" "$log" --conf spark.speculation=true \
    --conf spark.speculation.quantile=0.5 --conf spark.speculation.multiplier=1.2 --conf spark.speculation.minTaskRuntime=100ms
  await_phase "estimate: fit"
  pid=$(executor_of 1)
  (while kill -STOP "$pid" 2>/dev/null; do sleep 0.95 && kill -CONT "$pid" && sleep 0.05; done) 2>/dev/null &
  slow=$!
  say "executor $pid on ${hosts[1]} runs 50 ms of every second"
  finish 0
  kill "$slow" 2>/dev/null || true
  kill -CONT "$pid" 2>/dev/null || true
  copies=$(cat "$work/events/$drill"/* | grep SparkListenerTaskEnd | grep '"Speculative":true' | grep -c '"Reason":"Success"' || true)
  [ "$copies" -gt 0 ] || give_up "no task was replaced"
  evidence "$copies tasks won by their copies"
}

drill_worker-lost() {
  start_run "$work/audit.yaml" "$out" "$log"
  await_phase "estimate: fit"
  kill_for_good "$(cat "$LOSSFLOOR_CLUSTER_DIR/worker-2.pid")" org.apache.spark.deploy.worker.Worker "worker 2"
  finish 0
  require_lost
  "$home/jobs/cluster.sh" up >"$work/$drill.cluster.log" || give_up "the worker did not come back"
}

drill_driver-write() {
  local end=$((SECONDS + PATIENCE))
  start_run "$work/audit.yaml" "$out" "$log"
  until [ -n "$(find "$out" -path '*/experiments/_temporary*' -print -quit 2>/dev/null)" ]; do
    if ! kill -0 "$driver" 2>/dev/null || [ "$SECONDS" -ge "$end" ]; then
      give_up "the run ended before it wrote experiments, see $log"
    fi
    sleep 0.01
  done
  kill_for_good "$driver" org.apache.spark.deploy.SparkSubmit "driver"
  [ -n "$(find "$out" -path '*/experiments/_temporary*' -print -quit 2>/dev/null)" ] || give_up "the table experiments was complete before the driver died"
  finish 137
  nothing_published "$out"
  start_run "$work/audit.yaml" "$out" "$log"
  finish 0
  evidence "nothing published after the kill; re-run"
}

drill_unwritable() {
  echo "in the way" >"$out"
  start_run "$work/audit.yaml" "$out" "$log"
  finish 1
  frame_in "$log" || give_up "no framed message in $log"
  rm "$out"
  start_run "$work/audit.yaml" "$out" "$log"
  finish 0
  evidence "exit code 1 and a framed message; re-run"
}

drill_disk-full() {
  local code=0
  [ "$(id -u)" = 0 ] || skip "needs root to mount a small disk"
  mkdir -p "$out"
  mount -t tmpfs -o size=200k lossfloor-drill "$out" 2>"$work/$drill.mount.log" || skip "this machine does not let root mount a tmpfs"
  start_run "$work/audit.yaml" "$out" "$log"
  wait "$driver" || code=$?
  grep -q "No space left on device" "$log" || give_up "the disk did not fill up, see $log"
  frame_in "$log" || give_up "no framed message in $log"
  nothing_published "$out"
  mount -o remount,size=200m "$out"
  start_run "$work/audit.yaml" "$out" "$log.again"
  finish 0
  cp -r "$out" "$out.copy"
  umount "$out"
  rmdir "$out"
  mv "$out.copy" "$out"
  evidence "exit code $code and a framed message, nothing published; re-run"
}

drill_broken-files() {
  local trials=$work/input-broken/trials good file
  mkdir -p "$work/input-broken"
  cp -r "$work/input/trials" "$trials"
  good=$(find "$trials" -name '*.gz' | sort | head -n 1)
  mkdir -p "$trials/model=torn/dataset=torn" "$work/input-broken/parquet"
  head -c 3000 "$good" >"$trials/model=torn/dataset=torn/part-0.txt.gz"
  find "$work/out/reference" -path '*/trials/*.parquet' -exec cp {} "$work/input-broken/parquet/" \;
  good=$(find "$work/input-broken/parquet" -name '*.parquet' | sort | head -n 1)
  head -c 2000 "$good" >"$work/input-broken/parquet/torn.parquet"
  config "$work/broken.yaml" "$trials"
  sed -i '/^estimate:/i\
  - name: again\
    format: parquet\
    path: '"$work/input-broken/parquet"'\
    group_by: [experiment_id]\
    trial_id: [experiment_id, trial_id]\
    sampler: random\
    metrics:\
      - {metric: value, direction: minimize}' "$work/broken.yaml"
  local_run broken-reference "$work/broken.yaml" || give_up "the undisturbed run failed, see $work/broken-reference.log"
  start_run "$work/broken.yaml" "$out" "$log"
  finish 0
  for file in part-0.txt.gz torn.parquet; do
    grep -q "$file" "$log" || give_up "the broken file $file is not named in $log"
  done
  echo broken-reference >"$work/$drill.against"
  evidence "both named in the summary"
}

drill_twice() {
  local first second one=0 two=0 winner loser
  start_run "$work/audit.yaml" "$out" "$work/$drill.1.log" --total-executor-cores 2
  first=$driver
  start_run "$work/audit.yaml" "$out" "$work/$drill.2.log" --total-executor-cores 2
  second=$driver
  wait "$first" || one=$?
  wait "$second" || two=$?
  [ "$one" = 0 ] && winner=1 loser=2 || winner=2 loser=1
  [ "$one" = 0 ] || [ "$two" = 0 ] || give_up "both failed: $one and $two, see $work/$drill.*.log"
  if [ "$one" = "$two" ]; then
    evidence "both ended well"
  else
    frame_in "$work/$drill.$loser.log" || give_up "the loser has no framed message, see $work/$drill.$loser.log"
    evidence "one won, the other got exit code $((one + two)) and a framed message"
  fi
  say "run $winner won"
}

drill_cluster-mode() {
  start_run "$work/audit.yaml" "$out" "$log" --deploy-mode cluster
  finish 0
  evidence "$(find "$LOSSFLOOR_CLUSTER_DIR"/work-* -maxdepth 1 -name 'driver-*' | wc -l) driver in a worker's directory"
}

skip() {
  evidence "skipped: $*"
  touch "$work/$drill.skipped"
  exit 0
}

# ---- all of it --------------------------------------------------------------------------------

run_one() {
  drill=$1
  local start=$SECONDS out=$work/out/$drill log=$work/$drill.log
  say "$(list | sed -n "s/^$drill  *//p")"
  ("drill_$drill") || true
  echo $((SECONDS - start)) >"$work/$drill.seconds"
}

compare() { # reference, drills...
  local reference=$work/out/$1/run_id=r
  shift
  same_tables "$reference" "${@/%//run_id=r}"
}

verdicts() {
  local name verdict failed=0 against
  printf '\n%-20s %7s  %-18s %s\n' drill seconds tables "what happened"
  for name in "$@"; do
    if [ -e "$work/$name.skipped" ]; then
      verdict="skipped"
    elif [ -e "$work/$name.problem" ]; then
      verdict="FAILED" failed=1
      cp "$work/$name.problem" "$work/$name.evidence"
    else
      against=$(cat "$work/$name.against" 2>/dev/null || echo reference)
      verdict=$(grep -F "/out/$name/run_id=r" "$work/compare-$against.log" || echo "not compared")
      case $verdict in
        same*) verdict="same rows" ;;
        *) failed=1 && echo "$verdict" >&2 && verdict="OTHER ROWS" ;;
      esac
    fi
    printf '%-20s %7s  %-18s %s\n' "$name" "$(cat "$work/$name.seconds")" "$verdict" "$(cat "$work/$name.evidence" 2>/dev/null)"
  done
  return $failed
}

compare_all() { # drills...
  local name reference runs
  for reference in reference broken-reference calibrated-reference; do
    runs=()
    for name in "$@"; do
      if [ -e "$work/$name.skipped" ] || [ -e "$work/$name.problem" ]; then continue; fi
      [ "$(cat "$work/$name.against" 2>/dev/null || echo reference)" != "$reference" ] || runs+=("$work/out/$name")
    done
    [ ${#runs[@]} = 0 ] || compare "$reference" "${runs[@]}" >"$work/compare-$reference.log"
  done
}

clean_up() {
  "$home/jobs/cluster.sh" down >/dev/null
  ! mountpoint -q "$work/out/disk-full" || umount "$work/out/disk-full"
}

main() {
  local names=() name
  for name in "$@"; do
    case $name in
      all) mapfile -t names < <(list | cut -d' ' -f1) ;;
      short) names+=("${SHORT[@]}") ;;
      *) declare -F "drill_$name" >/dev/null || die "\`$name\` is not a drill" "the command line" "run $0 list" && names+=("$name") ;;
    esac
  done
  find_all
  mkdir -p "$work"
  rm -f "$work"/*.{problem,evidence,seconds,skipped,against,log}
  trap clean_up EXIT
  prepare
  "$home/jobs/cluster.sh" up >"$work/cluster.log"
  for name in "${names[@]}"; do run_one "$name"; done
  compare_all "${names[@]}"
  verdicts "${names[@]}"
}

case ${1:-} in
  list) list ;;
  '' | -h | --help) sed -n '2,/^set /{/^#/s/^# \{0,1\}//p}' "${BASH_SOURCE[0]}" ;;
  *) main "$@" ;;
esac
