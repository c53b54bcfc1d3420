#!/usr/bin/env bash
# Really builds docker/Dockerfile and really runs Spark inside it, on a machine without Docker and without a
# registry: buildah in a chroot, on a base made of Debian packages and the Spark jars that Maven fetched.
# Then a demo audit in one container, and one on a master and a worker in two further containers; both must
# give the rows that jobs/lossfloor gives outside. Needs root and the Debian packages buildah and mmdebstrap.
#
#   docker/build-local.sh            builds, runs, compares; some minutes, all below target/image
#   docker/build-local.sh clean      deletes target/image
#
# What it cannot show: Spark's own image as the base (bin/ and conf/ of the distribution), and networks of
# containers, for a chroot shares the network of the machine.
set -euo pipefail
# shellcheck source=jobs/lib.sh
. "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/../jobs/lib.sh"
cd "$home"

work=$home/target/image
port=${LOSSFLOOR_CLUSTER_PORT:-17477}
base=localhost/spark-stand-in
image=localhost/lossfloor:local
export BUILDAH_ISOLATION=chroot STORAGE_DRIVER=vfs
# The logs stand at one path inside and outside, for the trials' rows name the files they were read from.
mounts=(-v "$work/audits:/audits" -v "$work/logs:$work/logs:ro")

say() { printf '%s %s\n' "$(date +%T)" "$*" >&2; }
box() { buildah --root "$work/storage" --runroot "$work/run" "$@"; }

make_base() {
  local container
  if [ ! -f "$work/rootfs.tar" ]; then
    say "base: Debian, a Java runtime, tini"
    mmdebstrap --quiet --variant=minbase --include=openjdk-17-jre-headless,tini,procps bookworm "$work/rootfs.part.tar"
    mv "$work/rootfs.part.tar" "$work/rootfs.tar"
  fi
  say "base: the jars of Spark, the user spark"
  container=$(box from scratch)
  box add --quiet "$container" "$work/rootfs.tar" / >/dev/null
  box copy --quiet "$container" "$fetched/jars" /opt/spark/jars >/dev/null
  box run "$container" -- groupadd --system --gid 185 spark
  box run "$container" -- useradd --system --uid 185 --gid spark --home-dir /nonexistent spark
  box config --env SPARK_HOME=/opt/spark "$container"
  box commit --quiet --rm "$container" "$base" >/dev/null
}

build() {
  say "image: docker/Dockerfile"
  box bud --quiet --pull-never --build-arg BASE="$base" --build-arg JDK="$base" --build-arg ARCHIVE=built --ignorefile docker/Dockerfile.dockerignore \
    -f docker/Dockerfile -t "$image" . >/dev/null
  mapfile -t entry < <(box inspect --type image --format '{{range .OCIv1.Config.Entrypoint}}{{println .}}{{end}}' "$image" | sed '/^$/d')
  say "entry point: ${entry[*]}"
}

# Runs a container to its end with the image's own entry point and user.
contain() { # words...
  local container code=0
  container=$(box from --pull-never "$image")
  box run "${mounts[@]}" "$container" -- "${entry[@]}" "$@" || code=$?
  box rm "$container" >/dev/null
  return $code
}

# Likewise in the background. A chroot has no name of its own that could be looked up.
daemon() { # words...
  local container
  container=$(box from --pull-never "$image")
  box run --env SPARK_LOCAL_IP=127.0.0.1 "${mounts[@]}" "$container" -- "${entry[@]}" "$@" >"$work/$1.log" 2>&1 &
}

clean_up() {
  # buildah hands no signal on to what runs in a chroot; once the daemons end, it ends
  pkill -TERM -u 185 -f "org.apache.spark.deploy.*127.0.0.1.*$port" || true
  wait
  box rm --all >/dev/null 2>&1 || true
}

expect() { # what, wanted, found
  [ "$2" = "$3" ] || die "$1: $3 where $2 was due" "$work" "read the messages above" 4
  say "$1: $3"
}

audits() {
  local end code=0 demo=(--config "$work/logs/audit.yaml" --replicates 20 --run-id r)
  rm -rf "$work/audits" "$work/logs"
  mkdir -p "$work/audits" "$work/logs"
  cp -r conf/demo "$work/logs/"
  sed "s|path: conf/demo/|path: $work/logs/demo/|" conf/demo.yaml >"$work/logs/audit.yaml"
  chown 185 "$work/audits"
  say "the demo outside"
  jobs/lossfloor audit "${demo[@]}" --output "$work/audits/outside" >/dev/null
  expect "user" 185 "$(contain id -u)"
  say "the demo in one container"
  contain lossfloor audit "${demo[@]}" --output /audits/one
  contain lossfloor audit --config no.yaml --output /audits/none || code=$?
  expect "exit code of a wrong configuration" 1 "$code"

  say "master and worker in containers of their own"
  daemon master --host 127.0.0.1 --port "$port" --webui-port $((port + 1))
  daemon worker --host 127.0.0.1 --port $((port + 2)) --webui-port $((port + 3)) \
    --cores 2 --memory 2g --work-dir /opt/lossfloor/work "spark://127.0.0.1:$port"
  end=$((SECONDS + 120))
  until [ "$(http_get 127.0.0.1 $((port + 1)) /json/ | sed -n 's/.*"aliveworkers" : \([0-9]*\).*/\1/p')" = 1 ]; do
    [ "$SECONDS" -lt "$end" ] || die "no worker within 120 s" "$work/*.log" "read the logs" 4
    sleep 0.2
  done
  contain submit --master "spark://127.0.0.1:$port" --executor-memory 1g -- audit "${demo[@]}" --output /audits/cluster
}

compare() {
  local found
  say "comparing tables"
  found=$(same_tables "$work/audits/outside/run_id=r" "$work/audits/one/run_id=r" "$work/audits/cluster/run_id=r")
  printf '%s\n' "$found"
  ! grep -q '^differs' <<<"$found"
}

case ${1:-} in
  '') ;;
  clean) rm -rf "$work" && exit ;;
  *) die "\`$1\` is not a command" "the command line" "say nothing, or clean" ;;
esac
for tool in buildah mmdebstrap; do
  command -v $tool >/dev/null || die "no $tool" "the PATH" "apt-get install buildah mmdebstrap"
done
[ "$(id -u)" = 0 ] || die "not root" "$(id -un)" "a base image cannot be made without; use docker build instead"
find_all
mkdir -p "$work"
trap clean_up EXIT
make_base
build
audits
compare
