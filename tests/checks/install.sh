#!/bin/sh
# Copyright 2026 The whocites authors.
# SPDX-License-Identifier: Apache-2.0
# What is installed is enough for a project outside: headers, libraries, data, the CMake package.
# Usage: install.sh ROOT BUILD GENERATOR COMPILER BUILD_TYPE [CXX_FLAGS]
set -eu
outside=$1/tests/checks/outside_project
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

# Says what a step printed only when it fails.
step() {
  "$@" >"$folder/said" 2>&1 && return
  printf 'failed: %s\n' "$*"
  cat "$folder/said"
  exit 1
}

step cmake --install "$2" --prefix "$folder/prefix"
mv "$folder/prefix" "$folder/moved" # a package must not remember where it was installed
if found=$(grep -rlF -e "$1" -e "$2" -e "$folder/prefix" "$folder/moved" --include='*.cmake'); then
  printf 'these name folders of this machine:\n%s\n' "$found"
  exit 1
fi
step cmake -S "$outside" -B "$folder/build" -G "$3" "-DCMAKE_CXX_COMPILER=$4" \
  "-DCMAKE_BUILD_TYPE=$5" "-DCMAKE_CXX_FLAGS=${6-}" "-DCMAKE_PREFIX_PATH=$folder/moved"
step cmake --build "$folder/build"
step "$folder/build/outside" "$folder/store"
step "$folder/moved/bin/whocites" --version
echo "an outside project builds and runs on what is installed"
