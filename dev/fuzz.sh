# ./run fuzz: Jazzer on the targets of the module fuzz. Sourced by ./run, after dev/environment.sh.
# shellcheck shell=bash

readonly FUZZ_INPUTS=fuzz/src/test/resources
readonly FUZZ_WORK=fuzz/target/fuzz
readonly FUZZ_INPUT_BYTES_MAX=4096
readonly FUZZ_INPUT_SECONDS_MAX=60

fuzz_usage() {
  cat <<'TEXT'
./run fuzz [TARGET...] [--for TIME] [--keep]

  TARGET      VrrpPacketFuzz and others; all of them if none is named
  --for TIME  for each target: 90s, 10m, 1h (default 10m)
  --keep      add the inputs that reach new code to the corpora of the repository
TEXT
}

# The source files of the targets.
fuzz_sources() { find fuzz/src/test/java -name '*Fuzz.java' | sort; }

fuzz_names() { fuzz_sources | sed 's|.*/||; s|\.java$||'; }

# The class of target $1.
fuzz_class() { fuzz_sources | sed -n "s|^fuzz/src/test/java/\(.*/$1\)\.java\$|\1|p" | tr / .; }

fuzz_build() {
  need_jdk
  need_commands build
  say "Building the fuzz targets."
  maven -q -Pfuzz -pl fuzz -am process-test-classes
}

fuzz_seconds() {
  [[ $1 =~ ^([1-9][0-9]{0,5})([smh])$ ]] || die "--for takes a time such as 90s, 10m or 1h, not '$1'"
  case "${BASH_REMATCH[2]}" in
    h) echo $((BASH_REMATCH[1] * 3600)) ;;
    m) echo $((BASH_REMATCH[1] * 60)) ;;
    s) echo "${BASH_REMATCH[1]}" ;;
  esac
}

# Fuzzes target $1 for $2 seconds; what it writes goes to its log. Fails if an input breaks a property.
fuzz_target() {
  local target=$1 seconds=$2 work=$FUZZ_WORK/$1 seeds=()
  mkdir -p "$work/corpus" "$work/findings"
  # Not the findings: those that took their time before they were mended still take some, and CorpusTest replays them.
  [ ! -d "$FUZZ_INPUTS/corpus/$target" ] || seeds+=("$FUZZ_INPUTS/corpus/$target")
  [ "$target" != ConfigurationTextFuzz ] || seeds+=(config/src/test/resources/probes)
  fuzz_java "$target" "$work/corpus" "${seeds[@]}" -max_total_time="$seconds" -print_final_stats=1 >"$work/log" 2>&1
}

# Starts Jazzer on target $1 with further arguments.
fuzz_java() {
  local target=$1
  shift
  nice "$JAVA_HOME/bin/java" -Xmx1g -XX:+UseSerialGC -XX:+EnableDynamicAgentLoading --enable-native-access=ALL-UNNAMED \
    --sun-misc-unsafe-memory-access=allow -cp "fuzz/target/test-classes:$(cat fuzz/target/class-path)" \
    com.code_intelligence.jazzer.Jazzer --target_class="$(fuzz_class "$target")" \
    --instrumentation_includes='dev.vigil.**' --disabled_hooks='com.code_intelligence.jazzer.sanitizers.*' \
    --reproducer_path="$FUZZ_WORK/$target/findings" -artifact_prefix="$FUZZ_WORK/$target/findings/" \
    -max_len="$FUZZ_INPUT_BYTES_MAX" -timeout="$FUZZ_INPUT_SECONDS_MAX" -rss_limit_mb=3072 "$@"
}

# One line about target $1, out of its log, and what to do if it found something.
fuzz_report() {
  local target=$1 log=$FUZZ_WORK/$1/log
  awk -v target="$target" '
    /^stat::number_of_executed_units/ { executions = $2 }
    /^stat::average_exec_per_sec/ { rate = $2 }
    /^stat::new_units_added/ { added = $2 }
    /^stat::peak_rss_mb/ { memory = $2 }
    END { printf "%-24s %10d executions, %6d/s, %5d new inputs, %4d MB\n", target, executions, rate, added, memory }
  ' "$log"
}

# What is to be done with a finding of target $1.
fuzz_explain() {
  local target=$1 finding
  finding=$(sed -n 's/.*Test unit written to \(.*\)$/\1/p' "$FUZZ_WORK/$target/log" | tail -1)
  say "$target broke:"
  grep -m1 -A6 '== Java Exception' "$FUZZ_WORK/$target/log" || tail -20 "$FUZZ_WORK/$target/log"
  [ -n "$finding" ] || return 0
  say "Input:      $finding"
  say "Reproduce:  ./run fuzz $target --input $finding"
  say "Keep it as a unit test: cp $finding $FUZZ_INPUTS/findings/$target/"
}

fuzz_summary() {
  local target status=0
  for target in "$@"; do
    fuzz_report "$target"
    if [ -e "$FUZZ_WORK/$target/failed" ]; then
      status=1
      fuzz_explain "$target"
    fi
  done
  return "$status"
}

# Runs targets $2... for $1 seconds each, one after the other.
fuzz_each() {
  local seconds=$1 target
  shift
  for target in "$@"; do
    rm -f "$FUZZ_WORK/$target/failed"
    fuzz_target "$target" "$seconds" || touch "$FUZZ_WORK/$target/failed"
  done
}

# The minute of fuzzing in ./run test: all targets, two at a time.
fuzz_minute() {
  local targets first second status=0
  mapfile -t targets < <(fuzz_names)
  fuzz_build
  say "Fuzzing each of ${#targets[@]} targets for 12 s, two at a time (about a minute)."
  local half=$(((${#targets[@]} + 1) / 2))
  fuzz_each 12 "${targets[@]:0:half}" &
  first=$!
  fuzz_each 12 "${targets[@]:half}" &
  second=$!
  wait "$first" "$second"
  fuzz_summary "${targets[@]}" || status=$?
  return "$status"
}

# Adds the inputs that reach code which the corpus of target $1 does not.
fuzz_keep() {
  local target=$1
  mkdir -p "$FUZZ_INPUTS/corpus/$target"
  fuzz_java "$target" -merge=1 "$FUZZ_INPUTS/corpus/$target" "$FUZZ_WORK/$target/corpus" \
    >"$FUZZ_WORK/$target/merge.log" 2>&1 || die "cannot merge, see $FUZZ_WORK/$target/merge.log"
  say "$target: $(find "$FUZZ_INPUTS/corpus/$target" -type f | wc -l) inputs in the repository."
}

fuzz() {
  local seconds=600 keep='' input='' targets=() target status=0
  while [ $# -gt 0 ]; do
    case "$1" in
      --for) seconds=$(fuzz_seconds "${2:-}") || exit; shift ;;
      --input) input=${2:-}; [ -r "$input" ] || die "cannot read the input '$input'"; shift ;;
      --keep) keep=1 ;;
      -h | --help) fuzz_usage; return ;;
      -*) fuzz_usage >&2; return 2 ;;
      *) [ -n "$(fuzz_class "$1")" ] || die "there is no target '$1': $(fuzz_names | paste -sd' ')"; targets+=("$1") ;;
    esac
    shift
  done
  [ -z "$input" ] || [ ${#targets[@]} -eq 1 ] || die "--input needs the one target that it is for"
  [ ${#targets[@]} -gt 0 ] || mapfile -t targets < <(fuzz_names)
  fuzz_build
  if [ -n "$input" ]; then
    fuzz_java "${targets[0]}" "$input"
    return
  fi
  for target in "${targets[@]}"; do
    say "Fuzzing $target for $seconds s; its log is $FUZZ_WORK/$target/log."
    fuzz_each "$seconds" "$target"
    fuzz_summary "$target" || status=1
    [ -z "$keep" ] || fuzz_keep "$target"
  done
  return "$status"
}
