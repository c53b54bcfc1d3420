#!/usr/bin/env bash
# What a container of the image does, by its first argument:
#
#   master, worker, history    one daemon (jobs/spark-daemon.sh, as in jobs/cluster.sh)
#   submit                     jobs/submit.sh
#   driver, executor           what Spark on Kubernetes asks of an image: its own entry point does it
#   anything else              is run as a command; jobs/ is on the PATH: lossfloor audit ...
set -euo pipefail
jobs=$(cd "$(dirname "${BASH_SOURCE[0]}")/../jobs" && pwd)

# A container has a network of its own, and the others have to reach it: listen on its address, on no other.
export SPARK_LOCAL_IP=${SPARK_LOCAL_IP:-$(hostname -i 2>/dev/null | cut -d' ' -f1)}
[ -n "$SPARK_LOCAL_IP" ] || unset SPARK_LOCAL_IP

case ${1:-} in
  master | worker | history) exec "$jobs/spark-daemon.sh" "$@" ;;
  submit) shift && exec "$jobs/submit.sh" "$@" ;;
  driver | executor) exec /opt/entrypoint.sh "$@" ;;
  *) exec "$@" ;;
esac
