package dev.vigil.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.config.ConfigLoader.Options;
import dev.vigil.config.ConfigLoader.Result;
import dev.vigil.config.model.VrrpInstance;
import dev.vigil.core.address.IpAddress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** As many instances as keepalived's manual writes in one line: each with a tracker, 1.1 million lines altogether. */
class ManyInstancesTest {
    private static final String BLOCKS = """
            $BOTH= \\
            track_file follow.${IF}.${VLAN}.${ID} { \\
                file "${_PWD}/weights/${IF}.${VLAN}.${ID}" \\
                weight -100 \\
            } \\
            vrrp_instance vip.${IF}.${VLAN}.${ID} { \\
                interface bond${IF}.${VLAN} \\
                use_vmac vip.${IF}.${VLAN}.${ID} \\
                virtual_router_id ${ID} \\
                priority 130 \\
                virtual_ipaddress { \\
                    10.${IF}.${VLAN}.${ID}/24 \\
                } \\
                track_file { \\
                    follow.${IF}.${VLAN}.${ID} \\
                } \\
            }

            """;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path directory;

    @Test
    void aRepetitionLeadsToAllOfThem() throws IOException {
        Result result = load(BLOCKS + "~SEQ(IF,0,7) ~SEQ(VLAN,0,31) ~SEQ(ID,1,254) $BOTH\n");

        assertThat(result.problems()).isEmpty();
        assertThat(result.draft().instances()).hasSize(65_024);
        assertThat(result.draft().files()).hasSize(65_024);
        VrrpInstance last = result.draft().instances().getLast();
        assertThat(last.name()).isEqualTo("vip.7.31.254");
        assertThat(last.addresses().getFirst().address()).isEqualTo(IpAddress.of("10.7.31.254"));
        assertThat(last.ownInterface()).isEqualTo("vip.7.31.254");
    }

    /** Each of these lines could stand for more than the memory holds. */
    @Test
    void whatOnlyFillsTheMemoryIsCutOff() throws IOException {
        Result files = load("~SEQ(N,2000000000) track_file f$N { file /f }");

        assertThat(files.draft().files().size()).isBetween(200_000, 200_002);
        assertThat(load("vrrp_instance v {\nvirtual_ipaddress {\n~SEQ(A,255) ~SEQ(B,255) ~SEQ(C,255) 10.$A.$B.$C")
                        .problems())
                .extracting(Problem::code)
                .contains(ProblemCode.TOO_MANY_LINES.code());
    }

    @Test
    void ofABlockWithManyStatementsTheLastOfEachKeywordCounts() throws IOException {
        String servers = "real_server 10.2.0.1 80 {\nTCP_CHECK {\n}\n}\n";
        String block = "virtual_server 10.1.0.1 80 {\nlvs_sched rr\nlvs_method NAT\nprotocol TCP\n%s lvs_sched sh\n}\n";
        Result few = load(block.formatted(servers));
        Result many = load(block.formatted("~SEQ(A,40) real_server 10.2.0.$A 80 { }\n"));

        assertThat(many.draft().virtualServers().getFirst().realServers()).hasSize(40);
        assertThat(many.draft().virtualServers().getFirst().scheduler())
                .isEqualTo(few.draft().virtualServers().getFirst().scheduler())
                .isEqualTo("sh");
        assertThat(many.draft().virtualServers().getFirst().sorryServer()).isEmpty();
    }

    private Result load(String text) throws IOException {
        Path file = Files.writeString(directory.resolve("many.conf"), text);
        return ConfigLoader.standard().load(file, Options.NONE);
    }
}
