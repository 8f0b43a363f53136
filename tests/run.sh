#!/usr/bin/env bash
# Everything, from nothing: installs what is missing, builds, runs every test, and the engine's tests once more under
# the address and undefined-behaviour sanitizers. The last line is "N passed, N failed".
#
#   bash tests/run.sh [ctest arguments, such as -R scoring]
#
# What opens windows or an office waits most of its time (133 seconds with 16 of a processor): twice as many of these run
# at once as there are processors, and the second build is made in the gaps, behind everything else (nice 19).
set -uo pipefail
cd "$(dirname "$0")/.."
source addin/packages.sh
install_packages "${build_packages[@]}" "${office_packages[@]}" "${test_packages[@]}" || exit 1

build=${THUOCDO_BUILD:-$PWD/build}
sanitized=$build-sanitized
jobs=$(nproc)
passed=0
failed=0
told=()

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

# ending_of LOG NAME: the last lines of what that test said when it failed last.
ending_of() {
  awk -v name="$2" '
    /^ *[0-9]+\/[0-9]+ Test +#[0-9]+: |^ *Start +[0-9]+: |^ *Test +#[0-9]+: / {
      inside = index($0, ": " name " ") && /\*\*\*/
      if (inside) text = ""
    }
    /^[0-9]+% tests passed/ { inside = 0 }
    inside { text = text $0 "\n" }
    END { printf "%s", text }' "$1" | tail -n 16 | cut -c 1-300 | sed 's/^/  | /'
}

# count_in FOLDER AT_ONCE ARGUMENTS…: runs ctest, adds up what it counted, and keeps the names and the last words of what
# failed for the end.
count_in() {
  local folder=$1 at_once=$2 log line code
  shift 2
  log=$(mktemp)
  ctest --test-dir "$folder" --output-on-failure --no-tests=ignore -j "$at_once" "$@" 2>&1 | tee "$log"
  code=${PIPESTATUS[0]}
  line=$(grep -E '^[0-9]+% tests passed, [0-9]+ tests? failed out of [0-9]+' "$log" | tail -n 1)
  if [[ $line =~ ,\ ([0-9]+)\ tests?\ failed\ out\ of\ ([0-9]+) ]]; then
    failed=$((failed + BASH_REMATCH[1]))
    passed=$((passed + BASH_REMATCH[2] - BASH_REMATCH[1]))
  elif [ "$code" -ne 0 ]; then
    failed=$((failed + 1))
  fi
  while read -r name; do
    ending_of "$log" "$name" >>"$endings"
    if grep -qE "Test +#[0-9]+: $name \.+ +Passed" "$log"; then
      told+=("passed only when it was run again: $name ($(basename "$folder"))")
    else
      told+=("failed: $name ($(basename "$folder"))")
    fi
  done < <(sed -nE 's/^.*Test +#[0-9]+: ([^ ]+) .*\*\*\*.*$/\1/p' "$log" | sort -u)
  rm -f "$log"
}

# test_in FOLDER ARGUMENTS…: what opens windows or an office may be run again, for one may fail to come up in time on a
# busy machine, whoever asks for it; nothing else may.
test_in() {
  local folder=$1 before=$((passed + failed))
  shift
  count_in "$folder" "$jobs" -LE office "$@"
  count_in "$folder" $((2 * jobs)) -L office --repeat until-pass:3 "$@"
  if [ $((passed + failed)) -eq "$before" ]; then failed=$((failed + 1)); fi
}

build_plain() { build_in "$build" -DTHUOCDO_TESTS=ON -DTHUOCDO_BENCH=ON; }
build_sanitized() { build_in "$sanitized" -DTHUOCDO_SANITIZE=ON -DTHUOCDO_ADDIN=OFF; }

log=$(mktemp)
endings=$(mktemp)
beside=
# In a process group of its own, so that an end of this run is the end of the compilers, too.
trap '[ -z "$beside" ] || kill -- "-$beside" 2>/dev/null; rm -f "$log" "$endings"' EXIT
trap 'exit 130' INT TERM

if build_plain; then
  set -m
  (
    renice -n 19 -p "$BASHPID" >/dev/null
    build_sanitized
  ) >"$log" 2>&1 &
  beside=$!
  set +m
  test_in "$build" "$@"
  # Nothing else is left to do: the rest of it in front.
  renice -n 0 -g "$beside" >/dev/null 2>&1
  wait "$beside"
  code=$?
  beside=
  cat "$log"
else
  failed=$((failed + 1))
  build_sanitized
  code=$?
fi
if [ "$code" -eq 0 ]; then test_in "$sanitized" "$@"; else failed=$((failed + 1)); fi
tail -n 80 "$endings"
if [ ${#told[@]} -gt 0 ]; then printf '%s\n' "${told[@]}"; fi
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
