#!/usr/bin/env bash
# Submits lossfloor to a cluster with spark-submit.
#
#   jobs/submit.sh [OPTIONS OF spark-submit] -- COMMAND [OPTIONS OF lossfloor]
#
#   jobs/submit.sh --master spark://host:7077 -- audit --config audit.yaml --output hdfs://nn/audits
#   jobs/submit.sh --master yarn --num-executors 20 --executor-cores 4 -- audit ...
#   jobs/submit.sh --master k8s://https://host:6443 --deploy-mode cluster \
#     --conf spark.kubernetes.container.image=IMAGE -- audit ...
#
# Options that matter:
#   --master URL             spark://host:port, yarn, k8s://https://host:port, local[4]
#   --deploy-mode MODE       client (default): the driver runs here and its exit code is this script's.
#                            cluster: it runs in the cluster; this script waits for its end and tells success
#                            (0) from failure. Only Kubernetes hands on the driver's own exit code; a driver
#                            that failed on a standalone cluster is 4 here, on YARN it is 1.
#   --executor-memory 4g     per executor; conf/spark-defaults.conf says 2g and why
#   --executor-cores 2       per executor; standalone takes all cores of a worker by default
#   --num-executors 10       YARN and Kubernetes; standalone has --total-executor-cores 20 for it
#   --driver-memory 2g       2g is enough: tables never pass through the driver
#   --conf spark.sql.shuffle.partitions=400    2 to 4 per core of the whole cluster, at least
#   --files audit.yaml       YARN and Kubernetes in cluster mode: ships the configuration, `--config audit.yaml`
#
# In cluster mode the driver starts in a directory of its own: give --config, --output and the paths in
# the configuration as absolute paths or URIs that every machine of the cluster can read.
#
#   SPARK_LOCAL_IP           the address to listen on (default: the one from which the master is reached)
#   JAVA_HOME, SPARK_HOME    as for jobs/lossfloor; with a distribution its own bin/spark-submit is used
#   LOSSFLOOR_JAR            the application jar, if the cluster reads it from elsewhere (hdfs://, s3a://,
#                            local:// inside an image)
#
# Settings come from the command line, else from conf/spark-defaults.conf here, else from the
# spark-defaults.conf of the Spark installation.
set -euo pipefail
# shellcheck source=jobs/lib.sh
. "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/lib.sh"

usage() { sed -n '2,/^set /{/^#/s/^# \{0,1\}//p}' "${BASH_SOURCE[0]}"; }

options=()
separated=false
while [ $# -gt 0 ]; do
  case $1 in
    --) separated=true && shift && break ;;
    -h | --help) usage && exit 0 ;;
    *) options+=("$1") && shift ;;
  esac
done
$separated || die "no \`--\` before the command of lossfloor" "$program ${options[*]-}" \
  "write: $program.sh [OPTIONS OF spark-submit] -- audit --config ... --output ..."
[ $# -gt 0 ] || die "no command of lossfloor after \`--\`" "$program ${options[*]-} --" \
  "for example: -- audit --config audit.yaml --output hdfs://nn/audits"

# The value that spark-submit will see for an option, given as `--name value` or `--name=value`, or for
# a setting: `option --conf spark.name`.
option() {
  local value='' given i
  for ((i = 0; i < ${#options[@]}; i++)); do
    case ${options[i]} in
      "$1") given=${options[i + 1]-} ;;
      "$1="*) given=${options[i]#*=} ;;
      *) continue ;;
    esac
    case ${2-} in
      '') value=$given ;;
      *) [ "${given%%=*}" != "$2" ] || value=${given#*=} ;;
    esac
  done
  printf '%s' "$value"
}
master=$(option --master)
mode=$(option --deploy-mode)

# The driver of a standalone cluster gets no files shipped: a relative path would be missed an hour later.
require_reachable() {
  local previous='' word
  for word in "$@"; do
    case $previous in
      --config | --output)
        case $word in
          /* | *://*) ;;
          *) die "$previous $word is relative, and in cluster mode the driver runs elsewhere" \
            "the command line" "give an absolute path, or a URI that every worker can read" ;;
        esac
        ;;
    esac
    previous=$word
  done
}
case $mode:$master in cluster:spark://*) require_reachable "$@" ;; esac

# A standalone cluster starts a driver without the module options that spark-submit and executors have.
driver_options() {
  printf -- '%s ' "$(grep -v '^#' "$home/conf/jvm.options" | tr '\n' ' ')"
  option --driver-java-options
  printf ' '
  option --conf spark.driver.extraJavaOptions
}

# What became of a driver in the cluster: spark-submit itself answers 0 even where the driver failed
# on a standalone cluster or on Kubernetes, and tells the truth in its log only.
judge() { # spark-submit's exit code, its log
  local state code
  [ "$1" = 0 ] || return "$1"
  case $master in
    spark://*)
      state=$(sed -n 's/.*State of driver [^ ]* is \([A-Z]*\), exiting.*/\1/p' "$2" | tail -n 1)
      case $state in
        FINISHED | '') return 0 ;;
        *) die "the driver ended as $state" "$(sed -n 's/.*\(Driver running on .*\)/\1/p' "$2" | tail -n 1)" \
          "read its stderr on the UI of that worker, or in its work directory (jobs/cluster.sh log)" 4 ;;
      esac
      ;;
    k8s://*)
      code=$(sed -n 's/.*[eE]xit code: \([0-9]*\).*/\1/p' "$2" | tail -n 1)
      return "${code:-0}"
      ;;
  esac
}

find_java
[ -n "${LOSSFLOOR_JAR:-}" ] || find_jar
find_spark
# The address to listen on: the one from which this machine reaches the master, so that the cluster can call back
# and no other network sees the driver and its UI. SPARK_LOCAL_IP names another (0.0.0.0: all of them).
address_of() { getent ahosts "$1" 2>/dev/null | sed -n '1s/ .*//p'; }
local_address() {
  local host=${master#*://} source=''
  host=${host#https://}
  host=$(address_of "${host%%[:,/]*}")
  case $master in
    '' | local*) source=127.0.0.1 ;;
    spark://* | k8s://*) [ -z "$host" ] || source=$(ip -o route get "$host" 2>/dev/null | sed -n 's/.* src \([^ ]*\).*/\1/p') ;;
  esac
  echo "${source:-$(address_of "$(hostname)")}"
}
[ -n "${SPARK_LOCAL_IP:-}" ] || SPARK_LOCAL_IP=$(local_address || true)
[ -z "$SPARK_LOCAL_IP" ] || export SPARK_LOCAL_IP
watched "$@"
# For the JVM that is started here: the driver in client mode, else the one that waits for it.
export SPARK_SUBMIT_OPTS="-Dlog4j2.configurationFile=$home/conf/log4j2.properties -Dlossfloor.terminal=$terminal -Dlossfloor.screen=$screen -Dlossfloor.trace=$trace ${SPARK_SUBMIT_OPTS:-}"

case $mode:$master in
  cluster:spark://*) options+=(--driver-java-options "$(driver_options)") ;;
esac
submit=(org.apache.spark.deploy.SparkSubmit
  --properties-file "$home/conf/spark-defaults.conf" --load-spark-defaults
  --class org.lossfloor.cli.Main
  ${options[@]+"${options[@]}"} "${LOSSFLOOR_JAR:-$jar}" "$@")
[ "$mode" = cluster ] || spark_class "${submit[@]}"

log=$(mktemp)
trap 'rm -f "$log"' EXIT
code=0
{ (spark_class "${submit[@]}") 2>&1 >&3 | tee "$log" >&2; } 3>&1 || code=$?
judge "$code" "$log"
