#!/usr/bin/env bash
# What a container of the image does, by its first argument:
#
#   master, worker, history    one daemon (jobs/spark-daemon.sh, as in jobs/cluster.sh)
#   submit                     jobs/submit.sh
#   driver, executor           what Spark on Kubernetes asks of an image: its own entry point does it
#   anything else              is run as a command; jobs/ is on the PATH: lossfloor audit ...
set -euo pipefail
jobs=$(cd "$(dirname "${BASH_SOURCE[0]}")/../jobs" && pwd)

case ${1:-} in
  master | worker | history) exec "$jobs/spark-daemon.sh" "$@" ;;
  submit) shift && exec "$jobs/submit.sh" "$@" ;;
  driver | executor) exec /opt/entrypoint.sh "$@" ;;
  *) exec "$@" ;;
esac
