package dev.vigil.systemtests.situations;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.systemtests.lab.Lab;
import dev.vigil.systemtests.lab.LabTest;
import dev.vigil.systemtests.lab.Shell;
import dev.vigil.systemtests.vrrp.VigilPlays;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What cannot work as it is written has a finding at its place. */
@LabTest
@VigilPlays
class NonsenseSystemTest {
    @ParameterizedTest
    @ValueSource(strings = {"224.0.0.5", "10.77.0.255", "0.0.0.0", "127.0.0.9", "255.255.255.255", Situation.VIP})
    void aVirtualAddressThatCannotServeHasAFinding(String address, Lab lab) {
        Situation a = new Situation(lab, "a");
        assertFound(address, a.checkHost(Situation.instance("gw", 31, 150, Situation.VIP + "/24, " + address + "/24")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ff02::5", "::", "::1"})
    void soHasOneOfIpv6(String address, Lab lab) {
        Situation a = new Situation(lab, "a");
        String addresses = "fe80::100/64, " + address + "/128";
        assertFound(address, a.checkHost(Situation.instance("gw", 31, 150, addresses, "version 3")));
    }

    @Test
    void aPeerThatIsAVirtualAddressHasAFinding(Lab lab) {
        Situation a = new Situation(lab, "a");
        String peers = "unicast_peer {\n        " + Situation.VIP + "\n    }";
        assertFound(Situation.VIP, a.checkHost(Situation.gateway(150, peers)));
    }

    @Test
    void anAddressOfTwoInstancesHasAFinding(Lab lab) {
        Situation a = new Situation(lab, "a");
        String twice = Situation.gateway(150) + Situation.more("other", 32, 150, Situation.VIP + "/24");
        assertFound(Situation.VIP, a.checkHost(twice));
    }

    @Test
    void aFileThatMakesSenseHasNoneOfThese(Lab lab) {
        Situation a = new Situation(lab, "a");
        assertThat(findings(Situation.VIP, a.checkHost(Situation.gateway(150)))).isEmpty();
    }

    private static void assertFound(String address, Shell.Outcome check) {
        assertThat(check.exitCode()).as(check.output()).isIn(1, 2);
        assertThat(findings(address, check)).as(check.output()).isNotEmpty();
    }

    /** The errors and warnings that name an address. */
    private static List<String> findings(String address, Shell.Outcome check) {
        Pattern finding = Pattern.compile("\\S+checked\\.conf:\\d+:\\d+: (error|warning): .*(?<![\\w.:])"
                + Pattern.quote(address) + "(?![\\w.:]).*");
        return check.output()
                .lines()
                .filter(line -> finding.matcher(line).matches())
                .toList();
    }
}
