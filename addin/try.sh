#!/usr/bin/env bash
# Thước Đo from nothing to a ranking: installs what is missing, builds, installs the extension into a LibreOffice
# profile of its own, and runs one small campaign. With a display it then opens Calc with one of the sheets.
#
#   bash addin/try.sh [--headless]
set -euo pipefail
cd "$(dirname "$0")/.."
source addin/packages.sh

headless=no
case "${1:-}" in
  --headless) headless=yes ;;
  "") ;;
  *) echo "bash addin/try.sh [--headless]" >&2; exit 2 ;;
esac
[ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ] || headless=yes

build=${THUOCDO_BUILD:-$PWD/build}
work=$build/try
step() { printf '\n▸ %s\n' "$*"; }

step "1/4 Chuẩn bị / packages"
install_packages "${build_packages[@]}" "${office_packages[@]}"
[ "$headless" = yes ] || install_packages "${window_packages[@]}"

step "2/4 Biên dịch / building"
mkdir -p "$build"
{
  flock 9  # another run may be building in the same folder
  if [ ! -f "$build/CMakeCache.txt" ]; then
    cmake -S . -B "$build" -G Ninja -DTHUOCDO_TESTS=OFF >"$build/configure.log" || { cat "$build/configure.log"; exit 1; }
  fi
  cmake --build "$build" --target oxt thuocdo_program -j "$(nproc)"
} 9>"$build/.lock"

step "3/4 Một đợt đánh giá / one campaign"
/usr/bin/python3 tests/journeys/campaign.py --build "$build" --folder "$work" --programme gialai-dti-2023

step "4/4 Kết quả / results"
cat <<TXT
  Phiếu / sheets:             $work/phieu
  Bản nộp, PDF, biên nhận:    $work/da-nop
  Xếp hạng / ranking:         $work/ket-qua/ranking.csv
  Phần mở rộng / extension:   $build/thuocdo.oxt
  Chương trình / program:     $build/bin/thuocdo --help
TXT

if [ "$headless" = no ]; then
  echo "  Mở LibreOffice Calc…"
  exec /usr/lib/libreoffice/program/soffice "-env:UserInstallation=file://$work/profile" --norestore \
    --nofirststartwizard "$work/phieu/so-tttt.ods"
fi
