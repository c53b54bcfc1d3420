#!/usr/bin/env bash
# Audits the real sweep logs in ../shared/sweeps with conf/field-sweeps.yaml.
# One of them is a tar of a tree with a folder per run; it is unpacked first.
#
#   jobs/field-sweeps.sh [options of `lossfloor audit`]
set -euo pipefail

home=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
cd "$home"

tree=target/field/domainbed
if [ ! -d "$tree" ]; then
  rm -rf "$tree.part"
  mkdir -p "$tree.part"
  tar xzf "../shared/sweeps/domainbed-ib-cmnist/sweep_ib_cmnist.tar.gz" -C "$tree.part" --strip-components=1
  mv "$tree.part" "$tree"
fi

output=(--output audits/field)
case " $* " in *" --output"*) output=() ;; esac
exec jobs/lossfloor audit --config conf/field-sweeps.yaml ${output[@]+"${output[@]}"} "$@"
