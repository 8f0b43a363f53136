# The Debian packages that building, running and testing need, and their installation. Sourced by addin/try.sh and
# tests/run.sh.

build_packages=(g++ cmake ninja-build ccache pkg-config libboost-dev libexpat1-dev libdeflate-dev libutf8proc-dev
  libmimalloc-dev libssl-dev libcli11-dev nlohmann-json3-dev libqrencode-dev libspdlog-dev
  libsqlite3-dev libpq-dev zip)
office_packages=(libreoffice-calc libreoffice-dev python3 python3-uno libreoffice-l10n-vi fonts-liberation
  fonts-dejavu-core util-linux)
window_packages=(libreoffice-gtk3)
test_packages=(libgtest-dev libgmock-dev libbenchmark-dev libxml2-utils poppler-utils xmlsec1 qpdf xvfb openbox xdotool
  imagemagick x11-utils chromium chromium-driver python3-selenium python3-jsonschema python3-openpyxl libreoffice-gtk3 zbar-tools libnss3-tools
  softhsm2 openssl rclone postgresql libreoffice-writer strace)

# install_packages NAME…: installs what is missing, as root or through sudo; says what to do when it cannot.
install_packages() {
  local missing=() name
  for name in "$@"; do
    dpkg-query -W -f='${Status}' "$name" 2>/dev/null | grep -q 'install ok installed' || missing+=("$name")
  done
  [ ${#missing[@]} -eq 0 ] && return 0
  local as_root=()
  if [ "$(id -u)" -ne 0 ]; then
    if ! command -v sudo >/dev/null; then
      echo "Thiếu gói / missing packages: ${missing[*]}" >&2
      echo "Hãy cài bằng quyền quản trị / install them as root: apt-get install ${missing[*]}" >&2
      return 1
    fi
    as_root=(sudo)
  fi
  echo "Cài gói / installing: ${missing[*]}"
  "${as_root[@]}" apt-get -q update >/dev/null
  DEBIAN_FRONTEND=noninteractive "${as_root[@]}" apt-get -qq -y -o Dpkg::Use-Pty=0 -o DPkg::Lock::Timeout=600 \
    install --no-install-recommends "${missing[@]}" >/dev/null
}
