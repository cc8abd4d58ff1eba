# The Debian packages vigil and vigil-keepalived. Sourced by dist/release.
# shellcheck shell=bash disable=SC2154

debian_packages() {
  local compression=("$@")
  cp -a "$staging/vigil" "$staging/deb"
  mkdir -p "$staging/deb/usr/share/lintian/overrides"
  cp dist/package/vigil.lintian-overrides "$staging/deb/usr/share/lintian/overrides/vigil"
  debian_package vigil "$architecture" "$staging/deb" "${compression[@]}" <<CONTROL
Depends: init-system-helpers (>= 1.54~), libc6 (>= 2.34), coreutils (>= 8.31), util-linux (>= 2.33)
Suggests: libssl3, vigil-keepalived
Description: keeps virtual IP addresses alive, compatible with keepalived
 A VRRP daemon and director for virtual servers that reads keepalived's
 configuration, joins its groups, and says why each instance is in its
 state. It brings its own Java runtime.
 .
 Nothing is started at the installation. The package vigil-keepalived takes
 the place of keepalived, with its unit and the names of its programs.
CONTROL
  cp -a "$staging/vigil-keepalived" "$staging/deb-keepalived"
  debian_package vigil-keepalived all "$staging/deb-keepalived" "${compression[@]}" <<CONTROL
Pre-Depends: init-system-helpers (>= 1.54~)
Depends: vigil (= $version)
Provides: keepalived (= 1:2.4.3)
Conflicts: keepalived
Replaces: keepalived
Description: Vigil in the place of keepalived
 Installs Vigil as /usr/sbin/keepalived and genhash, with keepalived.service,
 which reads keepalived's files: /etc/keepalived/keepalived.conf and
 /etc/default/keepalived. Installing the package keepalived goes back.
CONTROL
}

# Makes package $1 for architecture $2 from folder $3, compressed as the rest says; the rest of its control file comes from stdin.
debian_package() {
  local name=$1 architecture=$2 root=$3 doc=$3/usr/share/doc/$1
  shift 3
  local rest=$staging/control
  cat >"$rest"
  mkdir -p "$root/DEBIAN" "$doc"
  cp dist/package/copyright "$doc/copyright"
  debian_changelog "$name" | gzip -9n >"$doc/changelog.gz"
  cp "dist/package/$name"/p* "$root/DEBIAN/"
  (cd "$root" && find etc -type f -printf '/%p\n' 2>/dev/null) >"$root/DEBIAN/conffiles" || true
  [ -s "$root/DEBIAN/conffiles" ] || rm -f "$root/DEBIAN/conffiles"
  {
    cat <<CONTROL
Package: $name
Version: $version
Architecture: $architecture
Maintainer: The Vigil project <noreply@vigil.invalid>
Installed-Size: $(du -sk --exclude DEBIAN "$root" | cut -f1)
Section: net
Priority: optional
CONTROL
    cat "$rest"
  } >"$root/DEBIAN/control"
  (cd "$root" && find . -type f ! -path './DEBIAN/*' -printf '%P\0' | sort -z | xargs -0 md5sum) >"$root/DEBIAN/md5sums"
  settle_times "$root"
  SOURCE_DATE_EPOCH=$modified dpkg-deb --root-owner-group "$@" --build "$root" \
    "$target/${name}_${version}_$architecture.deb" >/dev/null
}

debian_changelog() {
  printf '%s (%s) unstable; urgency=medium\n\n  * See CHANGELOG.md of the project.\n\n -- The Vigil project <noreply@vigil.invalid>  %s\n' \
    "$1" "$version" "$(date --utc --rfc-email --date="@$modified")"
}
