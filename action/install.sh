#!/usr/bin/env bash
# Puts lacuna on the PATH, for action.yml: the one that is there, else a release whose checksum is right, else one built from the source.
# LACUNA_VERSION, LACUNA_REPOSITORY and LACUNA_REF say which release, LACUNA_RELEASES where releases are, LACUNA_SOURCE where the source is.
set -euo pipefail

fail() {
  echo "::error title=Lacuna was not installed::$1"
  exit 1
}

version="${LACUNA_VERSION:-}"
if [ -z "$version" ] && command -v lacuna >/dev/null; then
  lacuna --version
  exit 0
fi
# The action's own tag, such as v0.1.0, has a release of the same name.
if [ -z "$version" ] && [[ "${LACUNA_REF:-}" =~ ^v([0-9]+\.[0-9]+\.[0-9]+.*)$ ]]; then
  version="${BASH_REMATCH[1]}"
fi
folder="${RUNNER_TEMP:-$(mktemp -d)}/lacuna"
mkdir -p "$folder"

# The target of this machine, and the kind of its archive.
target() {
  case "$(uname -s)-$(uname -m)" in
    Linux-x86_64) echo "x86_64-unknown-linux-musl tgz" ;;
    Linux-aarch64 | Linux-arm64) echo "aarch64-unknown-linux-musl tgz" ;;
    Darwin-x86_64) echo "x86_64-apple-darwin tgz" ;;
    Darwin-arm64) echo "aarch64-apple-darwin tgz" ;;
    MINGW*-x86_64 | MSYS*-x86_64) echo "x86_64-pc-windows-msvc zip" ;;
    *) return 1 ;;
  esac
}

verify() {
  if command -v sha256sum >/dev/null; then sha256sum --check --quiet "$1"; else shasum -a 256 --check "$1"; fi
}

download() {
  local name kind archive releases
  read -r name kind < <(target) || fail "no release is made for $(uname -s) on $(uname -m)"
  archive="lacuna-$name.$kind"
  releases="${LACUNA_RELEASES:-https://github.com/${LACUNA_REPOSITORY:?}/releases/download}/v$version"
  cd "$folder"
  for file in "$archive" "$archive.sha256"; do
    curl --fail --silent --show-error --location --retry 3 --output "$file" "$releases/$file" ||
      fail "$file of version $version cannot be downloaded"
  done
  verify "$archive.sha256" || fail "the checksum of $archive is wrong"
  case "$kind" in
    tgz) tar -xzf "$archive" ;;
    zip) unzip -q "$archive" ;;
  esac
  bin="$folder/lacuna-$name"
}

build() {
  command -v cargo >/dev/null || fail "there is no release to install and no Rust toolchain to build it with"
  cargo install --locked --quiet --path "${LACUNA_SOURCE:?}" --root "$folder"
  bin="$folder/bin"
}

if [ -n "$version" ]; then
  [[ "$version" =~ ^[0-9A-Za-z.+-]+$ ]] || fail "the version must look like 0.1.0"
  download
else
  build
fi
"$bin/lacuna" --version
if [ -n "${GITHUB_PATH:-}" ]; then echo "$bin" >>"$GITHUB_PATH"; fi
