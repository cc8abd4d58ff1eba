# A tar.gz to unpack anywhere. Sourced by dist/release.
# shellcheck shell=bash disable=SC2154

archive() {
  local root=$staging/vigil-$version
  program "$root"
  mkdir -p "$root/share"
  cp -a LICENSE "${documents[@]}" dist/vigil.service "${components[@]}" "$root/share/"
  cp -a docs/man examples "$root/share/"
  settle_times "$root"
  tar -C "$staging" --sort=name --owner=0 --group=0 --numeric-owner -czf "$target/vigil_${version}_$architecture.tar.gz" "vigil-$version"
}
