# What the packages vigil and vigil-keepalived install, whatever system packs them. Sourced by dist/release.
# shellcheck shell=bash disable=SC2154

vigil_tree() {
  local root=$1 share=$1/usr/share
  mkdir -p "$root/usr/sbin" "$root/lib/systemd/system" "$root/etc/default" "$share/man/man8" "$share/man/man5" \
    "$share/doc/vigil" "$share/bash-completion/completions" "$share/zsh/vendor-completions" \
    "$share/fish/vendor_completions.d"
  program "$root/usr/lib/vigil"
  ln -s ../lib/vigil/bin/vigil "$root/usr/sbin/vigil"
  cp dist/vigil.service "$root/lib/systemd/system/"
  cp dist/package/default "$root/etc/default/vigil"
  gzip -9n <docs/man/vigil.8 >"$share/man/man8/vigil.8.gz"
  # keepalived's package has a page of this name; both stand side by side, as those of Perl's modules do.
  sed 's/^\(\.TH KEEPALIVED.CONF\) 5 /\1 5vigil /' docs/man/keepalived.conf.5 |
    gzip -9n >"$share/man/man5/keepalived.conf.5vigil.gz"
  gzip -9n <docs/man/vigil.conf.5 >"$share/man/man5/vigil.conf.5.gz"
  bin/vigil generate-completion | sed '1{/^#!/d}' >"$share/bash-completion/completions/vigil"
  cp dist/_vigil "$share/zsh/vendor-completions/_vigil"
  dist/package/fish-completion >"$share/fish/vendor_completions.d/vigil.fish"
  cp -a "${documents[@]}" "${components[@]}" examples "$share/doc/vigil/"
}

# The names of keepalived, its unit, and its pages.
keepalived_tree() {
  local root=$1 share=$1/usr/share
  mkdir -p "$root/usr/sbin" "$root/usr/bin" "$root/lib/systemd/system" "$share/man/man8" "$share/man/man5" \
    "$share/doc/vigil-keepalived"
  ln -s ../lib/vigil/bin/keepalived "$root/usr/sbin/keepalived"
  ln -s ../lib/vigil/bin/genhash "$root/usr/bin/genhash"
  # The unit is Vigil's under another name, with the options that keepalived's packages read.
  sed -e 's/^Description=.*/Description=keepalived, provided by Vigil/' \
    -e 's/^Conflicts=.*/Conflicts=vigil.service\nConditionFileNotEmpty=\/etc\/keepalived\/keepalived.conf/' \
    -e 's/^# Options of the daemon.*/# DAEMON_ARGS is the name of Debian, KEEPALIVED_OPTIONS that of Red Hat./' \
    -e 's/^\(EnvironmentFile=.*\)vigil$/\1keepalived/' \
    -e 's/^ExecStart=.*/ExecStart=\/usr\/sbin\/keepalived --dont-fork $DAEMON_ARGS $KEEPALIVED_OPTIONS/' \
    dist/vigil.service >"$root/lib/systemd/system/keepalived.service"
  printf '.so man8/vigil.8\n' | gzip -9n >"$share/man/man8/keepalived.8.gz"
  printf '.so man5/keepalived.conf.5vigil\n' | gzip -9n >"$share/man/man5/keepalived.conf.5.gz"
  local page
  for page in docs/man/*.1; do
    [ -e "$page" ] || continue
    mkdir -p "$share/man/man1"
    gzip -9n <"$page" >"$share/man/man1/${page##*/}.gz"
  done
}
