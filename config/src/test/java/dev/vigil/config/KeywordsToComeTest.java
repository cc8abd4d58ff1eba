package dev.vigil.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.config.keyword.Block;
import dev.vigil.config.keyword.Keyword;
import dev.vigil.config.keyword.KeywordTable;
import dev.vigil.config.keyword.Status;
import dev.vigil.core.address.Family;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What happens to keywords that keepalived has and Vigil cannot do yet. */
class KeywordsToComeTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private ConfigLoader.Result load(String... lines) throws IOException {
        Path file = Files.writeString(folder.resolve("k.conf"), """
                vrrp_instance VI_1 {
                    interface eth0
                    virtual_router_id 51
                    virtual_ipaddress {
                        2001:db8::1/64 use_vmac dev eth0
                    }
                %s
                }
                """.formatted(String.join("\n", lines)));
        return ConfigLoader.standard().load(file, ConfigLoader.Options.NONE);
    }

    @Test
    void aPlannedKeywordWarnsWithItsPlaceAndTheConfigurationIsGood() throws IOException {
        ConfigLoader.Result result =
                load("    use_vmac netlink_notify_msg", "}", "global_defs {", "    enable_traps", "    enable_traps");

        assertThat(result.config()).isPresent();
        assertThat(result.problems()).extracting(Problem::severity).containsOnly(Severity.WARNING);
        assertThat(result.problems())
                .extracting(problem ->
                        problem.place().line() + ":" + problem.place().column() + " " + problem.message())
                .contains("10:5 enable_traps has no effect yet: keepalived does it, Vigil does not")
                .contains(
                        "7:14 use_vmac option netlink_notify_msg has no effect yet: keepalived does it, Vigil does not");
    }

    @Test
    void whatHasNoEffectIsNamedOnce() throws IOException {
        assertThat(load("    use_vmac netlink_notify_msg", "}", "global_defs {", "    enable_traps", "    enable_traps")
                        .withoutEffect())
                .containsExactlyInAnyOrder("enable_traps", "use_vmac option netlink_notify_msg");
    }

    @Test
    void aKeywordThatTheNodeIsNotSafeWithoutIsAnErrorThatSaysWhy() throws IOException {
        ConfigLoader.Result result = load("    vrf blue");

        assertThat(result.config()).isEmpty();
        assertThat(result.problems())
                .filteredOn(problem -> problem.code().equals(ProblemCode.NOT_SAFE_WITHOUT.code()))
                .singleElement()
                .satisfies(problem -> assertThat(problem.message()).contains("vrf", "without it"));
    }

    @Test
    void anInstanceWithoutAnInterfaceIsAnErrorAlsoWithASourceAddress() {
        Loaded loaded = Loaded.text("""
                vrrp_instance A {
                unicast_src_ip 192.0.2.1
                unicast_peer {
                192.0.2.2
                }
                virtual_router_id 1
                virtual_ipaddress {
                192.0.2.9
                }
                }
                """);

        assertThat(loaded.codes()).contains(ProblemCode.NOT_SAFE_WITHOUT.code());
    }

    @Test
    void aSyncGroupOfSeveralInstancesIsServedAndOneOfASingleInstanceIsQuestioned() {
        String instances = """
                vrrp_instance A {
                interface eth0
                virtual_router_id 1
                virtual_ipaddress {
                192.0.2.1
                }
                }
                vrrp_instance B {
                interface eth0
                virtual_router_id 2
                virtual_ipaddress {
                192.0.2.2
                }
                }
                """;
        assertThat(Loaded.text(instances + "vrrp_sync_group G {\ngroup {\nA\n}\n}\n")
                        .codes())
                .containsExactly(ProblemCode.GROUP_OF_ONE.code());
        assertThat(Loaded.text(instances + "vrrp_sync_group G {\ngroup {\nA\nB\n}\n}\n")
                        .codes())
                .isEmpty();
    }

    /** What feeds a priority, a fault or a state, says where addresses are, or who may speak. */
    private static final Set<String> DECIDING = Set.of("vrrp_instance/vrf");

    @Test
    void whatDecidesWhoIsMasterIsRefusedAndNothingElse() {
        assertThat(Stream.of(Block.values()).flatMap(block -> KeywordTable.keywords(block).stream()))
                .filteredOn(keyword -> keyword.status() == Status.REFUSED)
                .extracting(Keyword::path)
                .containsExactlyInAnyOrderElementsOf(DECIDING);
    }

    @Test
    void whatIsNotThereYetAndDecidesIsAnErrorAtItsPlaceWithTheReason() throws IOException {
        ConfigLoader.Result result = load("    vrf blue");

        assertThat(result.config()).isEmpty();
        assertThat(result.withoutEffect()).contains("vrf");
        assertThat(result.problems())
                .filteredOn(problem -> problem.code().equals(ProblemCode.NOT_SAFE_WITHOUT.code()))
                .singleElement()
                .satisfies(problem -> {
                    assertThat(problem.place().line()).isEqualTo(7);
                    assertThat(problem.place().column()).isEqualTo(5);
                    assertThat(problem.message()).contains("without it", "peers");
                });
    }

    @Test
    void everyRefusedKeywordSaysWhatWouldHappenWithoutIt() {
        assertThat(Stream.of(Block.values()).flatMap(block -> KeywordTable.keywords(block).stream()))
                .allMatch(keyword ->
                        (keyword.status() == Status.REFUSED) == keyword.danger().isPresent())
                .filteredOn(keyword -> keyword.status() == Status.REFUSED)
                .extracting(Keyword::name)
                .contains("vrf");
    }

    @Test
    void nativeIpv6DecidesTheFamilyWhereNoAddressDoes() {
        Loaded loaded = Loaded.text("""
                vrrp_instance VI_1 {
                    interface eth0
                    virtual_router_id 51
                    native_ipv6
                    no_virtual_ipaddress
                }
                """);

        assertThat(loaded.problems()).isEmpty();
        assertThat(loaded.only().family()).isEqualTo(Family.IPV6);
        assertThat(loaded.only().election().version()).isEqualTo(3);
    }
}
