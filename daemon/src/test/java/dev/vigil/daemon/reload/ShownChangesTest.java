package dev.vigil.daemon.reload;

import static dev.vigil.daemon.reload.ConfigText.instance;
import static dev.vigil.daemon.reload.ConfigText.read;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** The lines that a reload shows, whole: each value as it was and as it becomes, and what that costs. */
class ShownChangesTest {
    private static final String A = instance("A", 1);
    private static final String HERE = ": no interruption";
    private static final String PEERS = ": no interruption here, but nodes that do not change as well refuse its"
            + " advertisements and become MASTER beside it";

    private static List<String> lines(String old, String next) {
        return ReloadText.lines(ReloadPlan.between(read(old), read(next))).stream()
                .map(line -> (line.subject() + " " + line.text()).strip())
                .toList();
    }

    private static String global(String line) {
        return "global_defs {\n " + line + "\n}\n" + A;
    }

    private static String script(String... lines) {
        return "vrrp_script chk {\n script /bin/true\n" + String.join("\n", lines) + "\n}\n";
    }

    @Test
    void whoRunsScriptsIsNamed() {
        assertThat(lines(A, global("script_user root"))).containsExactly("script_user (the default) becomes root");
        assertThat(lines(global("script_user root"), global("script_user root root")))
                .containsExactly("script_user root becomes root root");
        assertThat(lines(A, global("enable_script_security"))).containsExactly("enable_script_security off becomes on");
    }

    @Test
    void whatCountsAtAStartAloneSaysSo() {
        assertThat(lines(A, global("vrrp_no_swap")))
                .containsExactly("vrrp_no_swap off becomes on: not before the next start");
    }

    @Test
    void aScriptIsNamedWithEachOfItsValues() {
        assertThat(lines(script() + A, script(" init_fail") + A))
                .containsExactly("init_fail of vrrp_script chk off becomes on");
        assertThat(lines(script() + A, script(" user root root") + A))
                .containsExactly("user of vrrp_script chk root root is added");
    }

    @Test
    void aTrackedScriptSaysHowItCountsUntilItHasRun() {
        String tracking = instance("A", 1, "track_script {\n chk weight 5\n}");
        assertThat(lines(script() + A, script() + tracking))
                .containsExactly("A track_script chk weight 5 is added" + HERE);
        assertThat(lines(script() + A, script() + instance("A", 1, "track_script {\n chk\n}")))
                .containsExactly("A track_script chk is added" + HERE);
        assertThat(lines(script(" init_fail") + A, script(" init_fail") + tracking))
                .containsExactly("A track_script chk weight 5 (init_fail) is added" + HERE);
    }

    @Test
    void aProgramIsShownWithItsArgumentsAndItsUser() {
        assertThat(lines(A, instance("A", 1, "notify \"/bin/true a b\" root root")))
                .containsExactly("A notify /bin/true a b as root root is added" + HERE);
        assertThat(lines(A, instance("A", 1, "notify_fault /bin/true")))
                .containsExactly("A notify_fault /bin/true is added" + HERE);
    }

    @Test
    void flagsAreOnOrOff() {
        assertThat(lines(A, instance("A", 1, "notify_priority_changes on")))
                .containsExactly("A notify_priority_changes off becomes on" + HERE);
        assertThat(lines(A, instance("A", 1, "dont_track_primary")))
                .containsExactly("A dont_track_primary off becomes on" + HERE);
        String three = instance("A", 1, "version 3");
        assertThat(lines(three, instance("A", 1, "version 3", "v3_checksum_as_v2")))
                .containsExactly("A v3_checksum_as_v2 off becomes on" + PEERS);
    }

    @Test
    void aPeerIsShownWithTheLimitsThatItHas() {
        String none = instance("A", 1, "unicast_peer {\n 192.0.2.8\n}");
        for (String limits : List.of("", " min_ttl 1", " max_ttl 254", " min_ttl 60 max_ttl 64")) {
            String peers = instance("A", 1, "unicast_peer {\n 192.0.2.8\n 192.0.2.9" + limits + "\n}");
            assertThat(lines(none, peers))
                    .singleElement()
                    .asString()
                    .startsWith("A unicast_peer 192.0.2.9" + limits + " is added");
        }
    }

    @Test
    void theOldChecksumOfUnicastIsNamed() {
        String peers = "version 3\nunicast_peer {\n 192.0.2.8\n}";
        assertThat(lines(instance("A", 1, peers), instance("A", 1, peers, "old_unicast_checksum")))
                .containsExactly("A old_unicast_checksum off becomes on" + PEERS);
    }

    @Test
    void theKindOfAuthenticationIsShownAndThePasswordIsNot() {
        String password = instance("A", 1, "authentication {\n auth_type PASS\n auth_pass secret\n}");
        String another = instance("A", 1, "authentication {\n auth_type PASS\n auth_pass other\n}");
        assertThat(lines(A, password)).containsExactly("A auth_type none becomes PASS, auth_pass changes" + PEERS);
        assertThat(lines(password, another)).containsExactly("A auth_pass changes" + PEERS);
    }

    @Test
    void onlyWhatIsLongerThanALineHoldsIsCut() {
        String whole = "/bin/" + "a".repeat(195);
        assertThat(lines(A, instance("A", 1, "notify " + whole)))
                .containsExactly("A notify " + whole + " is added" + HERE);
        assertThat(lines(A, instance("A", 1, "notify " + whole + "b")))
                .containsExactly("A notify " + whole + "... is added" + HERE);
    }

    @Test
    void anEmptyTextIsNothingAtAll() {
        assertThat(InstanceValues.changes(
                                List.of(NamedValue.of("router_id", "")), List.of(NamedValue.of("router_id", "x")))
                        .getFirst()
                        .text())
                .isEqualTo("router_id x is added");
    }

    @Test
    void eachKindOfCostHasItsWord() {
        assertThat(List.of(Cost.Kind.values()))
                .extracting(Cost.Kind::word)
                .containsExactly("none", "peers", "away", "gone", "coming");
    }
}
