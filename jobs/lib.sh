# Sourced by the scripts beside it, never run: finds Java, the application jar and Spark.
# After `find_all` there are $home, $jar, $java (and $about: what it says of itself) and $spark, and SPARK_HOME is set for what is started.
#
#   JAVA_HOME      the JDK to use (default: java on the PATH)
#   SPARK_HOME     a Spark 4 distribution (default: the jars that Maven fetched, in target/spark-VERSION)
# shellcheck shell=bash

home=$(cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/.." && pwd)
# The sources are built into target; what was unpacked from lossfloor-VERSION.tgz has lib instead, and no pom.xml.
pom=$home/pom.xml built=$home/target
[ -f "$pom" ] || pom=$home/lib/spark.xml built=$home/lib
jar=$built/lossfloor-app.jar
# The release that the build is for: the first that is named there.
fetched=$built/spark-$(sed -n '/<spark\.version>/{s/.*<spark\.version>\(.*\)<.*/\1/p;q}' "$pom" 2>/dev/null || true)
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
  about=$("$java" -version 2>&1)
  release=$(sed -n 's/.* version "\([0-9]*\).*/\1/p' <<<"$about" | head -n 1)
  [ "${release:-0}" -ge 17 ] ||
    die "Java ${release:-of an unknown version} is too old" "$java" "install a JDK 17 or later, or set JAVA_HOME"
}

stale() {
  [ ! -f "$jar" ] || [ ! -d "$fetched/jars" ] ||
    [ -n "$(find "$home/src/main" "$home/pom.xml" -newer "$jar" -print -quit 2>/dev/null)" ]
}

find_jar() {
  if [ "$built" = "$home/target" ] && stale; then
    echo "$program: building (the first time fetches Spark, some 350 MB) ..." >&2
    (cd "$home" && ./mvnw -q -B -DskipTests package) >&2 ||
      die "the build failed" "$home" "read the messages of Maven above" 4
  fi
  [ -f "$jar" ] || die "no jar" "$jar" "build it with ./mvnw -DskipTests package" 4
}

# The jars of Spark for an unpacked archive: in its folder or, where that is not the user's, in the user's cache.
fetch_spark() {
  local part
  if [ -n "${SPARK_HOME:-}" ] || [ -f "$home/pom.xml" ] || [ -d "$fetched/jars" ]; then return; fi
  [ -w "$built" ] || fetched=${XDG_CACHE_HOME:-$HOME/.cache}/lossfloor/${fetched##*/}
  [ ! -d "$fetched/jars" ] || return 0
  part=$fetched.part$$
  echo "$program: fetching Spark, some 350 MB, into $fetched (or set SPARK_HOME to one that is there) ..." >&2
  "$home/mvnw" -q -B -f "$pom" dependency:copy-dependencies "-DoutputDirectory=$part/jars" >&2 || {
    rm -rf "$part"
    die "Spark could not be fetched" "$fetched" "read the messages of Maven above, or set SPARK_HOME" 4
  }
  # Another start may have been first; it has fetched the same.
  [ -d "$fetched" ] || mv "$part" "$fetched"
  rm -rf "$part" "${fetched:?}/${part##*/}"
}

find_spark() {
  fetch_spark
  spark=${SPARK_HOME:-$fetched}
  compgen -G "$spark/jars/spark-sql_2.13-4.*.jar" >/dev/null ||
    die "no Spark 4 with Scala 2.13" "$spark/jars" "set SPARK_HOME to one, or unset it to use Maven's"
  export SPARK_HOME=$spark
  # The launcher looks for a source tree of Spark where there is no distribution, unless told.
  export SPARK_SCALA_VERSION=${SPARK_SCALA_VERSION:-2.13}
}

# The jars by name: the JVM archives no classes of a wildcard or a folder, so other folders follow.
class_path() {
  local IFS=:
  local jars=("$spark"/jars/*.jar)
  echo "$jar:${jars[*]}"
}

find_all() {
  find_java
  find_jar
  find_spark
}

# An archive of classes (class-data sharing), from which a JVM starts in half the time. It holds for one JDK and one list
# of jars, which the JVM checks again. $archive becomes the options that use the one that is there, or that have the
# JVM leave one at its end for the next start; where neither can be had, none, and nothing is said.
#
#   LOSSFLOOR_CACHE   the folder for archives (default: that of the jar, else lossfloor in XDG_CACHE_HOME or ~/.cache);
#                     none: no archive
# shellcheck disable=SC2034  # who sources this file reads $archive
find_archive() { # audit, show or fit: commands that need about the same classes
  archive=()
  case $about in *' Server VM '*) ;; *) return 0 ;; esac
  local folder file kin own=${XDG_CACHE_HOME:-${HOME:+$HOME/.cache}}
  local folders=("$built" ${own:+"$own/lossfloor"})
  case ${LOSSFLOOR_CACHE-} in
    none) return 0 ;;
    ?*) folders=("$LOSSFLOOR_CACHE") ;;
  esac
  # The JVM warns of an archive that does not fit on standard output, where results go.
  local quiet=(-Xlog:disable -Xlog:all=error:stderr)
  kin=classes-$1-$(cksum <<<"$java $jar $spark" | tr -dc '0-9')
  file=$kin-$({ echo "$about" && ls -lLn "$jar" "$spark/jars"; } | cksum | tr -dc '0-9').jsa
  for folder in "${folders[@]}"; do
    adopt_archive "$folder" "$kin" "$file"
    if [ -r "$folder/$file" ] && [ -z "$(find "$jar" "$spark/jars" -newer "$folder/$file" -print -quit)" ]; then
      archive=("-XX:SharedArchiveFile=$folder/$file" "${quiet[@]}")
      return 0
    fi
  done
  for folder in "${folders[@]}"; do
    if mkdir -p "$folder" 2>/dev/null && [ -w "$folder" ]; then
      archive=("-XX:ArchiveClassesAtExit=$folder/$file.$$" "-Dlossfloor.archive=$folder/$file.$$" "${quiet[@]}")
      return 0
    fi
  done
}

# What a JVM has left that has ended (its number was this script's, and is in the name) becomes the archive if a command ran to
# its end in it. Archives of other jars, and those that nobody has read for a month, are deleted.
adopt_archive() { # folder, start of the name, name
  local part process
  for part in "$1/$3".*[0-9]; do
    process=${part##*.}
    if [ ! -e "$part" ] || kill -0 "$process" 2>/dev/null; then continue; fi
    if [ -e "$part.good" ]; then
      mv -f "$part" "$1/$3" && find "$1" -maxdepth 1 -name "$2-*.jsa" ! -name "$3" -delete
      find "$1" -maxdepth 1 -name 'classes-*.jsa*' -atime +30 -delete
    fi
    rm -f "$part" "$part.good"
  done 2>/dev/null || true
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
