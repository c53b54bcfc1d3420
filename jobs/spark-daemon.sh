#!/usr/bin/env bash
# Becomes one daemon of a standalone cluster, in the foreground. jobs/cluster.sh and the containers of
# docker/ start theirs with it.
#
#   jobs/spark-daemon.sh master  [OPTIONS]              --host, --port, --webui-port
#   jobs/spark-daemon.sh worker  [OPTIONS] spark://...  --host, --cores, --memory, --work-dir, ...
#   jobs/spark-daemon.sh history DIRECTORY [PORT]       the history server over event logs in DIRECTORY
#
# It listens on the address of SPARK_LOCAL_IP, else on that of --host, else on 127.0.0.1: never on all of them
# unless SPARK_LOCAL_IP=0.0.0.0 says so.
# Spark's own variables (SPARK_DAEMON_MEMORY, SPARK_WORKER_CORES, ...) hold where an option is not given.
set -euo pipefail
# shellcheck source=jobs/lib.sh
. "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/lib.sh"
find_java
find_spark

export SPARK_DAEMON_MEMORY=${SPARK_DAEMON_MEMORY:-512m}
daemon=${1:-}
host=
previous=
for word in "$@"; do
  case $previous in --host | -h) host=$word ;; esac
  previous=$word
done
export SPARK_LOCAL_IP=${SPARK_LOCAL_IP:-${host:-127.0.0.1}}
[ $# -eq 0 ] || shift
case $daemon in
  master) spark_class org.apache.spark.deploy.master.Master "$@" ;;
  worker) spark_class org.apache.spark.deploy.worker.Worker "$@" ;;
  history)
    export SPARK_HISTORY_OPTS="-Dspark.history.fs.logDirectory=${1:?the directory of the event logs} -Dspark.history.ui.port=${2:-18080} ${SPARK_HISTORY_OPTS:-}"
    spark_class org.apache.spark.deploy.history.HistoryServer
    ;;
  *) die "\`$daemon\` is not a daemon" "the command line" "say master, worker or history" ;;
esac
