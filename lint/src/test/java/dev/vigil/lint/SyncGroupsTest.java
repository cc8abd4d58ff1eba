package dev.vigil.lint;

import static dev.vigil.lint.NodeText.alpha;
import static dev.vigil.lint.NodeText.beta;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.config.ProblemCode;
import org.junit.jupiter.api.Test;

/** Instances of a sync group change together, so they must be alike on every node. */
class SyncGroupsTest {
    private static final String INSIDE = """
            vrrp_instance INSIDE {
                interface eth1
                virtual_router_id 78
                priority 150
                virtual_ipaddress {
                    10.0.0.1/24
                }
                track_script {
                    check_web
                }
            }
            """;
    private static final String GROUP = """
            vrrp_sync_group BOTH {
                group {
                    WEB
                    INSIDE
                }
            }
            """;

    @Test
    void aGroupThatAgreesIsFine() {
        assertThat(node(alpha(), 150)
                        .more(GROUP)
                        .lintedWith(node(beta(), 100).more(GROUP))
                        .codes())
                .isEmpty();
    }

    @Test
    void aGroupWhoseInstancesPreferDifferentNodesIsFound() {
        Linted linted =
                node(alpha(), 100).more(GROUP).lintedWith(node(beta(), 150).more(GROUP));
        assertThat(linted.codes()).containsExactly(LintCode.SYNC_GROUP_TORN.code());
        assertThat(linted.message(LintCode.SYNC_GROUP_TORN)).contains("VRID 77 on alpha, VRID 78 on beta");
    }

    @Test
    void aGroupThatOnlyOneNodeHasIsFound() {
        Linted linted = node(alpha(), 150).more(GROUP).lintedWith(node(beta(), 100));
        assertThat(linted.message(LintCode.SYNC_GROUP_DIFFERS)).contains("VRID 78 on alpha, none on beta");
    }

    @Test
    void aGroupOfOneIsFound() {
        String lonely = "vrrp_sync_group ONE {\n    group {\n        WEB\n    }\n}\n";
        NodeText faults = alpha().without("    weight -60\n");
        assertThat(faults.more(lonely).linted().codes()).containsExactly(ProblemCode.GROUP_OF_ONE.code());
    }

    @Test
    void whatTheGroupTracksCountsForItsMembers() {
        String tracked = "    track_script {\n        check_web\n    }\n";
        NodeText one = node(alpha(), 150).without(tracked);
        NodeText other = node(beta(), 100).without(tracked);
        assertThat(one.more(GROUP).linted().codes())
                .containsExactly(
                        LintCode.SCRIPT_NEVER_TRACKED.code(),
                        LintCode.NOTHING_TRACKED.code(),
                        LintCode.NOTHING_TRACKED.code());
        String group = GROUP.replace("    group {", tracked + "    group {");
        Linted linted = one.more(group).lintedWith(other.more(group));
        assertThat(linted.codes()).isEmpty();
        String single = group.replace("        INSIDE\n", "");
        assertThat(one.more(single).lintedWith(other.more(single)).text()).contains("alpha FAULT, beta 100");
    }

    /** A node with a second instance, and checks whose failure is a fault, as members of groups have no weights. */
    private static NodeText node(NodeText node, int priority) {
        return node.without("    weight -60\n").more(INSIDE.replace("priority 150", "priority " + priority));
    }
}
