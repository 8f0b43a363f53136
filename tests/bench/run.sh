#!/usr/bin/env bash
# How fast it is: installs what is missing, builds, measures everything side by side in one run, and prints Markdown
# tables of ratios. About ten minutes on two cores.
#
#   bash tests/bench/run.sh [--quick] [--keep FOLDER]
#
# --quick only shows that everything still runs; its figures mean nothing.
set -euo pipefail
cd "$(dirname "$0")/../.."
source addin/packages.sh
install_packages "${build_packages[@]}" "${office_packages[@]}" "${test_packages[@]}"

build=${THUOCDO_BUILD:-$PWD/build}
mkdir -p "$build"
{
  flock 9  # another run may be building in the same folder
  cmake -S . -B "$build" -G Ninja -DCMAKE_BUILD_TYPE=Release -DTHUOCDO_ADDIN=ON -DTHUOCDO_BENCH=ON >"$build/configure.log" ||
    { cat "$build/configure.log"; exit 1; }
  cmake --build "$build" --target oxt thuocdo_program engine_bench reading_bench -j "$(nproc)"
} 9>"$build/.lock"
exec env PYTHONDONTWRITEBYTECODE=1 /usr/bin/python3 tests/bench/measure.py --build "$build" "$@"
