package dev.vigil.lint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.config.Severity;
import dev.vigil.lint.failover.FailoverTable;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Reports say which nodes would start, and speak of failures only of those. */
class VerdictTest {
    private static final String NODE = """
            vrrp_instance WEB {
                interface eth0
                virtual_router_id 51
                priority PRIORITY
                virtual_ipaddress {
                    198.51.100.10/24
                }
                LINES
            }
            """;

    private static String node(int priority, String lines) {
        return NODE.replace("PRIORITY", String.valueOf(priority)).replace("LINES", lines);
    }

    private static List<Boolean> starts(Linted linted) {
        return linted.report().verdicts().stream().map(Verdict::starts).toList();
    }

    @Test
    void aNodeWhoseFileHasAnErrorWouldNotStart() {
        Linted linted = Linted.nodes(node(150, ""), node(100, "priorty 3"));

        assertThat(starts(linted)).containsExactly(true, false);
        assertThat(linted.text())
                .contains("alpha: would start, as far as its file says")
                .contains("beta: would not start: 1 error in its file");
        assertThat(linted.report().worst()).isEqualTo(Severity.ERROR);
    }

    @Test
    void warningsAndErrorsOfRulesDoNotKeepANodeFromStarting() {
        Linted linted = Linted.nodes(
                node(150, "use_vmac netlink_notify_msg\nadvert_int 1"),
                node(100, "use_vmac netlink_notify_msg\nadvert_int 2"));

        assertThat(linted.has(LintCode.INTERVAL_DIFFERS)).isTrue();
        assertThat(starts(linted)).containsExactly(true, true);
    }

    @Test
    void whatIsNotThereYetAndDecidesKeepsANodeFromStarting() {
        Linted linted = Linted.node(node(150, "vrf blue"));

        assertThat(starts(linted)).containsExactly(false);
        assertThat(linted.text()).endsWith("alpha: would not start: 1 error in its file\n");
    }

    @Test
    void failuresAreToldOnlyOfNodesThatStart() {
        String group = "track_interface {\n        eth1\n    }";
        Linted all = Linted.nodes(node(150, group), node(100, group), node(90, group));
        Linted two = Linted.nodes(node(150, group), node(100, group), node(90, group + "\n    priorty 3"));
        Linted one = Linted.nodes(node(150, group), node(100, group + "\n    priorty 3"));

        assertThat(members(all)).containsExactly("alpha", "beta", "gamma");
        assertThat(members(two)).containsExactly("alpha", "beta");
        assertThat(one.report().failovers()).isEmpty();
    }

    private static List<String> members(Linted linted) {
        FailoverTable table = linted.report().failovers().getFirst();
        return table.router().members().stream().map(Member::name).toList();
    }

    @Test
    void theLossOfABfdSessionMovesAPriority() {
        String session = "bfd_instance b {\n    neighbor_ip 192.0.2.1\n}\n";
        String tracked = "track_bfd {\n        b weight -100\n    }";
        Linted linted = Linted.nodes(session + node(150, tracked), session + node(100, tracked));

        assertThat(linted.has(LintCode.NOTHING_TRACKED)).isFalse();
        assertThat(linted.report().failovers()).isNotEmpty();
    }
}
