# Sourced by the scripts beside it, never run: finds Java, the application jar and Spark.
# After `find_all` there are $home, $jar, $java and $spark, and SPARK_HOME is set for what is started.
#
#   JAVA_HOME      the JDK to use (default: java on the PATH)
#   SPARK_HOME     a Spark 4 distribution (default: the jars that Maven fetched, in target/spark-VERSION)
# shellcheck shell=bash

home=$(cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/.." && pwd)
jar=$home/target/lossfloor-app.jar
# The release that the build is for: the first that pom.xml names. An installed copy has no pom.xml and needs SPARK_HOME.
fetched=$home/target/spark-$(sed -n '/<spark\.version>/{s/.*<spark\.version>\(.*\)<.*/\1/p;q}' "$home/pom.xml" 2>/dev/null || true)
program=${0##*/}
program=${program%.sh}

# What went wrong, where, how to mend it, and the exit code.
die() {
  printf '%s: %s\n  where:   %s\n  fix:     %s\n' "$program" "$1" "$2" "$3" >&2
  exit "${4:-1}"
}

find_java() {
  java=${JAVA_HOME:+$JAVA_HOME/bin/}java
  command -v "$java" >/dev/null ||
    die "no Java found" "${JAVA_HOME:-the PATH}" "install a JDK 17 or later, or set JAVA_HOME"
  local release
  release=$("$java" -version 2>&1 | sed -n 's/.* version "\([0-9]*\).*/\1/p' | head -n 1)
  [ "${release:-0}" -ge 17 ] ||
    die "Java ${release:-of an unknown version} is too old" "$java" "install a JDK 17 or later, or set JAVA_HOME"
}

stale() {
  [ ! -f "$jar" ] || [ ! -d "$fetched/jars" ] ||
    [ -n "$(find "$home/src/main" "$home/pom.xml" -newer "$jar" -print -quit 2>/dev/null)" ]
}

find_jar() {
  # An installed copy has no sources to build from.
  if [ -f "$home/pom.xml" ] && stale; then
    echo "$program: building (the first time fetches Spark, some 350 MB) ..." >&2
    (cd "$home" && ./mvnw -q -B -DskipTests package) >&2 ||
      die "the build failed" "$home" "read the messages of Maven above" 4
  fi
  [ -f "$jar" ] || die "no jar" "$jar" "build it with ./mvnw -DskipTests package" 4
}

find_spark() {
  spark=${SPARK_HOME:-$fetched}
  compgen -G "$spark/jars/spark-sql_2.13-4.*.jar" >/dev/null ||
    die "no Spark 4 with Scala 2.13" "$spark/jars" "set SPARK_HOME to one, or unset it to use Maven's"
  export SPARK_HOME=$spark
  # The launcher looks for a source tree of Spark where there is no distribution, unless told.
  export SPARK_SCALA_VERSION=${SPARK_SCALA_VERSION:-2.13}
}

find_all() {
  find_java
  find_jar
  find_spark
}

# Whether a person watches: $terminal, and standard output is one: $screen. To them a stack trace is shown only by --stacktrace: $trace, which
# log4j2.properties reads. A log that is kept has it in full.
# shellcheck disable=SC2034  # who sources this file reads them
watched() { # arguments...
  terminal=false trace=full screen=false
  [ ! -t 1 ] || screen=true
  [ -t 2 ] || return 0
  terminal=true trace=none
  case " $* " in *' --stacktrace '*) trace=full ;; esac
}

# Becomes a class of Spark, started as bin/spark-class of a distribution starts it: its launcher
# makes the command (memory, class path, module options) out of the arguments and SPARK_* variables.
# Maven's jars come without the scripts in bin/, so the same is done here for them.
spark_class() {
  if [ -x "$spark/bin/spark-class" ]; then
    exec "$spark/bin/spark-class" "$@"
  fi
  local command=()
  # Words of the command are separated by NUL, after a first NUL and a newline.
  mapfile -d '' -t command < <("$java" -Xmx128m -cp "$spark/jars/*" org.apache.spark.launcher.Main "$@")
  if [ "${#command[@]}" -lt 2 ]; then
    die "Spark's launcher refused the options" "$*" "read its message above"
  fi
  [ -z "${command[0]}" ] || printf '%s\n' "${command[0]}" >&2
  command[1]=${command[1]#$'\n'}
  exec "${command[@]:1}"
}

# One line per run, `same RUN` or `differs RUN: how`: its tables against those of a reference.
same_tables() { # directory of the reference, of the runs...
  SPARK_LOCAL_IP=127.0.0.1 "$java" "@$home/conf/jvm.options" -XX:TieredStopAtLevel=1 \
    -Dlog4j2.configurationFile="$home/conf/log4j2.properties" -cp "$spark/jars/*" \
    "$home/src/test/java/org/lossfloor/SameTables.java" "$@"
}

# The answer of an HTTP server on this machine, or nothing: `http_get HOST PORT PATH`.
http_get() {
  {
    exec 3<>"/dev/tcp/$1/$2" || return 1
    printf 'GET %s HTTP/1.0\r\nHost: %s\r\n\r\n' "$3" "$1" >&3
    sed '1,/^\r*$/d' <&3
    exec 3>&-
  } 2>/dev/null
}
