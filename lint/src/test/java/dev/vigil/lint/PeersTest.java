package dev.vigil.lint;

import static dev.vigil.lint.NodeText.alpha;
import static dev.vigil.lint.NodeText.beta;
import static dev.vigil.lint.NodeText.priority;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** With unicast every node must send to every other one. */
class PeersTest {
    @Test
    void threeNodesThatListEachOtherAreFine() {
        Linted linted = unicast(alpha(), "192.0.2.1", "192.0.2.2", "192.0.2.3")
                .lintedWith(
                        unicast(priority(140), "192.0.2.2", "192.0.2.1", "192.0.2.3"),
                        unicast(priority(130), "192.0.2.3", "192.0.2.1", "192.0.2.2"));
        assertThat(linted.text()).contains("alpha, beta, gamma: nothing to complain about");
    }

    @Test
    void aNodeThatDoesNotSendBackIsFound() {
        Linted linted = unicast(alpha(), "192.0.2.1", "192.0.2.2", "192.0.2.3")
                .lintedWith(
                        unicast(priority(140), "192.0.2.2", "192.0.2.1", "192.0.2.3"),
                        unicast(priority(130), "192.0.2.3", "192.0.2.1"));
        assertThat(linted.codes()).containsExactly(LintCode.PEER_ONE_WAY.code());
        assertThat(linted.message(LintCode.PEER_ONE_WAY))
                .contains("gamma does not send to beta (192.0.2.2)")
                .contains("while gamma is master, beta hears nothing");
    }

    @Test
    void nodesThatForgetEachOtherAreFound() {
        Linted linted =
                unicast(alpha(), "192.0.2.1", "192.0.2.9").lintedWith(unicast(beta(), "192.0.2.2", "192.0.2.9"));
        assertThat(linted.message(LintCode.PEER_ONE_WAY)).contains("alpha and beta do not send to each other");
        assertThat(linted.message(LintCode.PEER_UNKNOWN)).contains("alpha sends to 192.0.2.9");
    }

    @Test
    void aNodeThatListsItselfIsFound() {
        Linted linted = unicast(alpha(), "192.0.2.1", "192.0.2.1", "192.0.2.2")
                .lintedWith(unicast(beta(), "192.0.2.2", "192.0.2.1"));
        assertThat(linted.codes()).containsExactly(LintCode.PEER_IS_SELF.code());
    }

    @Test
    void twoNodesWithOneSourceAreFound() {
        Linted linted =
                unicast(alpha(), "192.0.2.1", "192.0.2.2").lintedWith(unicast(beta(), "192.0.2.1", "192.0.2.2"));
        assertThat(linted.message(LintCode.SOURCE_EQUAL))
                .contains("alpha and beta send from the same address, 192.0.2.1");
    }

    @Test
    void withoutSourcesNodesWithTheSamePeersAreFound() {
        String peers = "unicast_peer {\n        192.0.2.2\n    }";
        Linted linted = alpha().instance(peers).lintedWith(beta().instance(peers));
        assertThat(linted.message(LintCode.PEER_ONE_WAY)).contains("all nodes have the same peers (192.0.2.2)");
    }

    @Test
    void withoutSourcesItIsSaidThatPeersCannotBeChecked() {
        Linted linted = alpha().instance("unicast_peer {\n        192.0.2.2\n    }")
                .lintedWith(beta().instance("unicast_peer {\n        192.0.2.1\n    }"));
        assertThat(linted.codes()).containsExactly(LintCode.SOURCE_UNKNOWN.code());
    }

    private static NodeText unicast(NodeText node, String source, String... peers) {
        return node.instance(
                "unicast_src_ip " + source, "unicast_peer {", "    " + String.join("\n        ", peers), "}");
    }
}
