package dev.vigil.lint;

import static dev.vigil.lint.NodeText.alpha;
import static dev.vigil.lint.NodeText.beta;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.config.ProblemCode;
import org.junit.jupiter.api.Test;

/** Virtual servers need an address that moves, checks, and the same real servers on every node. */
class ServersTest {
    private static final String SERVER = """
            virtual_server 198.51.100.10 80 {
                lvs_sched wlc
                lvs_method NAT
                protocol TCP
                real_server 10.0.0.5 80 {
                    TCP_CHECK {
                    }
                }
            }
            """;

    @Test
    void aVirtualServerOnAVirtualAddressIsFine() {
        assertThat(alpha().more(SERVER).lintedWith(beta().more(SERVER)).codes()).isEmpty();
    }

    @Test
    void aVirtualServerWhoseAddressNobodyMovesIsFound() {
        Linted linted =
                alpha().more(SERVER.replace("198.51.100.10", "198.51.100.99")).linted();
        assertThat(linted.message(LintCode.SERVER_ADDRESS_NOT_VIRTUAL)).contains("no vrrp_instance has 198.51.100.99");
    }

    @Test
    void aNodeWithoutInstancesMayHaveItsAddressesFromElsewhere() {
        assertThat(Linted.node(SERVER).codes()).isEmpty();
    }

    @Test
    void aRealServerWithoutACheckIsFound() {
        assertThat(alpha().more(SERVER.replace("        TCP_CHECK {\n        }\n", ""))
                        .linted()
                        .codes())
                .containsExactly(ProblemCode.UNCHECKED_SERVER.code());
    }

    @Test
    void directRoutingToAnotherPortIsFound() {
        assertThat(alpha().more(SERVER.replace("NAT", "DR").replace("10.0.0.5 80", "10.0.0.5 8080"))
                        .linted()
                        .codes())
                .containsExactly(ProblemCode.PORT_REPLACED.code());
    }

    @Test
    void whatNftablesCannotDoIsFoundWhereItIsAskedFor() {
        String own = "lvs_backend nftables\n";
        assertThat(Linted.beside(SERVER, own).message(LintCode.BACKEND_LIMIT))
                .contains("cannot do lvs_sched wlc (the default) of virtual_server [198.51.100.10]:tcp:80");
        String direct = SERVER.replace("wlc", "rr").replace("NAT", "DR");
        assertThat(Linted.beside(direct, own).message(LintCode.BACKEND_LIMIT)).contains("cannot do lvs_method DR");
        assertThat(Linted.beside(SERVER.replace("wlc", "rr"), own).codes()).isEmpty();
        assertThat(Linted.beside(SERVER, "lvs_backend auto\n").codes()).isEmpty();
        assertThat(Linted.beside("", own).codes()).doesNotContain(LintCode.BACKEND_LIMIT.code());
    }

    @Test
    void differentRealServersAreFound() {
        Linted linted = alpha().more(SERVER).lintedWith(beta().more(SERVER.replace("10.0.0.5", "10.0.0.6")));
        assertThat(linted.message(LintCode.SERVERS_DIFFER)).contains("has different real servers");
    }

    @Test
    void aVirtualServerThatANodeLacksIsFound() {
        assertThat(alpha().more(SERVER).lintedWith(beta()).message(LintCode.SERVERS_DIFFER))
                .contains("virtual_server 198.51.100.10 80 TCP is missing on beta");
    }
}
