package dev.vigil.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Words that real configurations carry, and the advice that they get. */
class FormerKeywordsTest {
    private static String advice(Loaded loaded, ProblemCode code) {
        return loaded.problems().stream()
                .filter(problem -> problem.code().equals(code.code()))
                .findFirst()
                .flatMap(Problem::hint)
                .orElse("");
    }

    private static Loaded server(String service, String check) {
        return Loaded.text("""
                virtual_server 192.0.2.50 80 {
                    protocol TCP
                    lvs_sched rr
                    lvs_method NAT
                    %s
                    real_server 198.51.100.1 80 {
                        TCP_CHECK {
                            %s
                        }
                    }
                }
                """.formatted(service, check));
    }

    @Test
    void natMaskIsToBeRemoved() {
        assertThat(advice(server("nat_mask 255.255.255.0", ""), ProblemCode.UNKNOWN_KEYWORD))
                .startsWith("Remove it");
    }

    @Test
    void nbGetRetryOutsideWebChecksIsRetry() {
        assertThat(advice(server("", "nb_get_retry 3"), ProblemCode.MISPLACED_KEYWORD))
                .startsWith("Write retry");
    }

    @Test
    void theInterfaceOfTheSyncDaemonBelongsInGlobalDefs() {
        assertThat(advice(Loaded.instance("lvs_sync_daemon_interface eth1"), ProblemCode.DEPRECATED_KEYWORD))
                .isEqualTo("Write lvs_sync_daemon IFNAME INSTANCE in global_defs.");
        assertThat(advice(Loaded.instance("lvs_sync_daemon_inteface eth1"), ProblemCode.UNKNOWN_KEYWORD))
                .isEqualTo("Write lvs_sync_daemon IFNAME INSTANCE in global_defs.");
    }

    @Test
    void lvsIdIsRouterId() {
        assertThat(advice(Loaded.text("global_defs {\nlvs_id LB\n}\n"), ProblemCode.UNKNOWN_KEYWORD))
                .isEqualTo("Write router_id instead.");
    }

    @Test
    void aMissingBlankIsNamed() {
        Loaded loaded = Loaded.text("vrrp_instanceVI_1 {\n    interface eth0\n}\n");
        assertThat(loaded.codes()).containsExactly(ProblemCode.UNKNOWN_KEYWORD.code());
        assertThat(advice(loaded, ProblemCode.UNKNOWN_KEYWORD)).isEqualTo("Put a blank after vrrp_instance.");
    }

    @Test
    void aStrayBraceIsReportedWhereItStands() {
        Loaded loaded = Loaded.text("global_defs {\n}\n}\n");
        assertThat(loaded.problems()).singleElement().satisfies(problem -> {
            assertThat(problem.code()).isEqualTo(ProblemCode.STRAY_CLOSING_BRACE.code());
            assertThat(problem.place().line()).isEqualTo(3);
        });
    }
}
