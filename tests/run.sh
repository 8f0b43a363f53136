#!/usr/bin/env bash
# Everything, from nothing: installs what is missing, builds, runs every test, and the engine's tests once more under
# the address and undefined-behaviour sanitizers. The last line is "N passed, N failed".
#
#   bash tests/run.sh [ctest arguments, such as -R scoring]
set -uo pipefail
cd "$(dirname "$0")/.."
source addin/packages.sh
install_packages "${build_packages[@]}" "${office_packages[@]}" "${test_packages[@]}" || exit 1

build=${THUOCDO_BUILD:-$PWD/build}
sanitized=$build-sanitized
jobs=$(nproc)
passed=0
failed=0

# build_in FOLDER ARGUMENTS…: configures and builds; a lock keeps two runs out of each other's way.
build_in() {
  local folder=$1
  shift
  mkdir -p "$folder"
  {
    flock 9
    cmake -S . -B "$folder" -G Ninja "$@" && cmake --build "$folder" -j "$jobs"
  } 9>"$folder/.lock"
}

# count_in FOLDER ARGUMENTS…: runs ctest, adds up what it counted, and names what passed only when it was run again.
count_in() {
  local folder=$1 log line code
  shift
  log=$(mktemp)
  ctest --test-dir "$folder" --output-on-failure --no-tests=ignore -j "$jobs" "$@" 2>&1 | tee "$log"
  code=${PIPESTATUS[0]}
  line=$(grep -E '^[0-9]+% tests passed, [0-9]+ tests? failed out of [0-9]+' "$log" | tail -n 1)
  if [[ $line =~ ,\ ([0-9]+)\ tests?\ failed\ out\ of\ ([0-9]+) ]]; then
    failed=$((failed + BASH_REMATCH[1]))
    passed=$((passed + BASH_REMATCH[2] - BASH_REMATCH[1]))
  elif [ "$code" -ne 0 ]; then
    failed=$((failed + 1))
  fi
  sed -nE 's/^.*Test +#[0-9]+: ([^ ]+) .*\*\*\*.*$/\1/p' "$log" | sort -u | while read -r name; do
    if grep -qE "Test +#[0-9]+: $name \.+ +Passed" "$log"; then echo "passed only when it was run again: $name"; fi
  done
  rm -f "$log"
}

# test_in FOLDER ARGUMENTS…: what opens windows or an office may be run again, for one may fail to come up in time on a
# busy machine, whoever asks for it; nothing else may.
test_in() {
  local folder=$1 before=$((passed + failed))
  shift
  count_in "$folder" -LE office "$@"
  count_in "$folder" -L office --repeat until-pass:3 "$@"
  if [ $((passed + failed)) -eq "$before" ]; then failed=$((failed + 1)); fi
}

if build_in "$build" -DTHUOCDO_TESTS=ON -DTHUOCDO_BENCH=ON; then test_in "$build" "$@"; else failed=$((failed + 1)); fi
if build_in "$sanitized" -DTHUOCDO_SANITIZE=ON -DTHUOCDO_ADDIN=OFF; then
  test_in "$sanitized" "$@"
else
  failed=$((failed + 1))
fi
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
