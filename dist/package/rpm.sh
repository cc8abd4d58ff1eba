# The RPM packages vigil and vigil-keepalived, where there is an rpmbuild. Sourced by dist/release.
# shellcheck shell=bash disable=SC2154

# $1 is the payload's form, as RPM calls it.
rpm_packages() {
  local payload=$1
  command -v rpmbuild >/dev/null || { echo "dist/release: no rpmbuild, so no RPM packages"; return; }
  local name top=$staging/rpm
  for name in vigil vigil-keepalived; do
    red_hat_places "$staging/$name"
    # Folders of ours alone are listed as wholes, all else file by file.
    (cd "$staging/$name" && find . \( -path ./usr/lib/vigil -o -path './usr/share/doc/*' \) -prune -printf '/%P\n' \
      -o ! -type d -printf '/%P\n' |
      sed -e 's/^\/etc/%config(noreplace) &/' -e 's/^/"/; s/$/"/; s/^"%config(noreplace) /%config(noreplace) "/' | sort) >"$staging/$name.files"
    SOURCE_DATE_EPOCH=$modified rpmbuild --quiet -bb --target x86_64 --define "_topdir $top" --define "tree $staging/$name" \
      --define "list $staging/$name.files" --define "number $version" --define "_binary_payload $payload" "dist/package/$name.spec" >"$staging/rpm.log" 2>&1 ||
      { cat "$staging/rpm.log" >&2; return 1; }
  done
  mv "$top"/RPMS/*/*.rpm "$target/"
}

# Red Hat has /lib as a link to /usr/lib, options in /etc/sysconfig, and other folders for completions.
red_hat_places() {
  local root=$1
  mkdir -p "$root/usr/lib"
  mv "$root/lib/systemd" "$root/usr/lib/"
  rmdir "$root/lib"
  if [ -d "$root/etc/default" ]; then mv "$root/etc/default" "$root/etc/sysconfig"; fi
  if [ -d "$root/usr/share/zsh/vendor-completions" ]; then mv "$root/usr/share/zsh/vendor-completions" "$root/usr/share/zsh/site-functions"; fi
  settle_times "$root"
}
