# ./run coverage and ./run mutants: how much of the code that decides its tests reach. Sourced by ./run, after
# dev/environment.sh.
# shellcheck shell=bash

# The code that decides who is master and is not the state machine: what the daemon does around the core.
readonly SHELL_PACKAGES=(dev.vigil.core.place dev.vigil.daemon.vrrp dev.vigil.daemon.reload)
readonly SHELL_BRANCHES_PERCENT_MIN=90
readonly SHELL_MUTANTS_PERCENT_MIN=85

# Runs a command without any privilege, so that no test passes because root ran it.
without_privileges() {
  if [ "$(id -u)" -eq 0 ]; then
    setpriv --bounding-set=-all --inh-caps=-all --ambient-caps=-all --no-new-privs "$@"
  else
    "$@"
  fi
}

maven_without_privileges() { (nice() { without_privileges "$(type -P nice)" "$@"; }; maven "$@"); }

# ---- Branches -------------------------------------------------------------------------------------------------------

coverage() {
  need_jdk
  need_commands build
  local status=0 packages tests
  printf -v packages '%s ' "${SHELL_PACKAGES[@]}"
  printf -v tests '%s.**.*Test,' "${SHELL_PACKAGES[@]}"
  rm -f {core,daemon}/target/jacoco.exec {core,daemon}/target/site/jacoco/jacoco.csv
  say "Running the tests of core, and those of what is around it, without privileges (a minute)."
  maven_without_privileges -q -pl core verify || status=1
  maven_without_privileges -q -Pcoverage -pl daemon -am -Dtest="${tests//./\/}" -Dsurefire.failIfNoSpecifiedTests=false test ||
    status=1
  cat {core,daemon}/target/site/jacoco/jacoco.csv 2>/dev/null | branches "$packages" || status=1
  say "Line by line: core/target/site/jacoco/index.html, daemon/target/site/jacoco/index.html"
  return "$status"
}

# Reads JaCoCo's table; one line for the core and one for each of the packages $1, and failure if one is below its limit.
branches() {
  awk -F, -v packages="$1" -v min="$SHELL_BRANCHES_PERCENT_MIN" '
    function line(name, key, limit,    all) {
      all = missed[key] + covered[key]
      if (!(key in seen)) { printf "%-28s is not there\n", name; failed = 1; return }
      printf "%-28s %5d of %5d branches covered (%.1f %%, at least %d %%)\n", name, covered[key], all,
        all ? 100 * covered[key] / all : 100, limit
      if (100 * covered[key] < limit * all) failed = 1
    }
    $2 == "PACKAGE" { next }
    {
      if ($1 ~ /core/) count("core")
      for (i = split(packages, package, " "); i > 0; i--)
        if ($2 == package[i] || index($2, package[i] ".") == 1) count(package[i])
    }
    function count(key) { seen[key] = 1; missed[key] += $6; covered[key] += $7 }
    END {
      line("core", "core", 95)
      n = split(packages, package, " ")
      for (i = 1; i <= n; i++) line(package[i], package[i], min)
      exit failed
    }'
}

# ---- Mutants --------------------------------------------------------------------------------------------------------

mutants() {
  local status=0
  case "${1:-all}" in
    core) mutants_of_core || status=1 ;;
    shell) mutants_of_shell || status=1 ;;
    all) mutants_of_core || status=1; mutants_of_shell || status=1 ;;
    *) die "mutants takes core or shell, not '$1'" ;;
  esac
  say "Those that survive are explained in docs/trust/mutation.md."
  return "$status"
}

mutants_of_core() {
  need_jdk
  need_commands build
  say "Changing the core in about 900 places and running its tests on each (9 minutes)."
  local status=0
  pit core 'dev.vigil.core.*' 'dev.vigil.core.*Test' || status=1
  grep -E '^>> (Line|Generated|Mutations)' core/target/mutants.log || true
  say "Each of them: core/target/pit-reports/index.html"
  survivors 90 core/target/pit-reports/mutations.csv dev.vigil.core || status=1
  return "$status"
}

mutants_of_shell() {
  need_jdk
  need_commands build
  local status=0 package module tables=()
  for package in "${SHELL_PACKAGES[@]}"; do
    module=${package#dev.vigil.}
    module=${module%%.*}
    if [ ! -d "$module/src/main/java/${package//.//}" ]; then continue; fi
    say "Changing $package and running its tests on each change (minutes)."
    pit "$module" "$package.*" "$package.*Test" || status=1
    mkdir -p target/mutants
    cp "$module/target/pit-reports/mutations.csv" "target/mutants/$package.csv" 2>/dev/null || true
    cp -r "$module/target/pit-reports" "target/mutants/$package" 2>/dev/null || true
    tables+=("target/mutants/$package.csv")
  done
  survivors "$SHELL_MUTANTS_PERCENT_MIN" "${tables[*]}" "${SHELL_PACKAGES[@]}" || status=1
  say "Each of them: target/mutants/PACKAGE/index.html"
  return "$status"
}

# Changes the classes $2 of module $1 and runs the tests $3 on each change.
pit() {
  local module=$1 log=$1/target/mutants.log
  mkdir -p "$module/target"
  rm -rf "$module/target/pit-reports"
  maven_without_privileges -pl "$module" -am -Ppit -Dpit."$module".skip=false -Dpit.classes="$2" -Dpit.tests="$3" \
    test-compile org.pitest:pitest-maven:mutationCoverage >"$log" 2>&1 || { tail -20 "$log"; return 1; }
}

# One line for each of the packages $3...: how many of its mutants in the tables $2 were noticed; fails below $1 percent.
survivors() {
  local min=$1 tables=$2 package status=0
  shift 2
  for package in "$@"; do
    # shellcheck disable=SC2086  # several tables
    cat $tables 2>/dev/null | awk -F, -v package="$package" -v min="$min" '
      $2 == package || index($2, package ".") == 1 { all++; if ($6 != "SURVIVED" && $6 != "NO_COVERAGE") noticed++ }
      END {
        if (!all) { printf "%-28s is not there\n", package; exit 1 }
        printf "%-28s %5d of %5d mutants noticed (%.1f %%, at least %d %%)\n", package, noticed, all, 100 * noticed / all, min
        exit 100 * noticed < min * all
      }' || status=1
  done
  return "$status"
}
