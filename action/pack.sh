#!/usr/bin/env bash
# Packs a release, for .github/workflows/release.yml: pack.sh TARGET FOLDER-OF-THE-BINARY FOLDER-FOR-THE-ARCHIVE
set -euo pipefail
target="$1" built="$2" out="$3"

name="lacuna-$target"
mkdir -p "$out/$name"
cp README.md CHANGELOG.md LICENSE-MIT LICENSE-APACHE "$out/$name"
case "$target" in
  *-windows-*)
    cp "$built/lacuna.exe" "$out/$name"
    archive="$name.zip"
    (cd "$out" && 7z a -bso0 "$archive" "$name")
    ;;
  *)
    cp "$built/lacuna" "$out/$name"
    archive="$name.tgz"
    (cd "$out" && tar -czf "$archive" "$name")
    ;;
esac
rm -r "${out:?}/$name"
cd "$out"
if command -v sha256sum >/dev/null; then sha256sum "$archive"; else shasum -a 256 "$archive"; fi >"$archive.sha256"
