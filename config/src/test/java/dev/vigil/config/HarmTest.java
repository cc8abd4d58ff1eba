package dev.vigil.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.config.keyword.Block;
import dev.vigil.config.keyword.Deciding;
import dev.vigil.config.keyword.KeywordTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What keeps a configuration from being run. The mistakes and how often they were counted are those of 326 published files
 * that keepalived runs; the files themselves are not here, so each mistake is put into a file that is right otherwise.
 */
class HarmTest {
    /**
     * How many of the real files hold a mistake of this kind, and how it looks. Where several kinds were counted as one, the
     * number is divided as it is likely.
     */
    record Kind(String name, int files, boolean starts, List<String> texts) {
        Kind(String name, int files, boolean starts, String... texts) {
            this(name, files, starts, List.of(texts));
        }

        @Override
        public String toString() {
            return name;
        }
    }

    private static final String INSTANCE = """
            vrrp_script chk {
                script "/usr/bin/pgrep haproxy"
                interval 2
                weight -20
                %s
            }
            vrrp_instance VI_1 {
                state BACKUP
                interface eth0
                virtual_router_id 17
                priority 100
                advert_int 1
                %s
                virtual_ipaddress {
                    192.0.2.10/24
                    %s
                }
            }
            %s
            """;

    private static String script(String line) {
        return INSTANCE.formatted(line, "", "", "");
    }

    private static String instance(String line) {
        return INSTANCE.formatted("", line, "", "");
    }

    private static String address(String line) {
        return INSTANCE.formatted("", "", line, "");
    }

    private static String top(String line) {
        return INSTANCE.formatted("", "", "", line);
    }

    private static String global(String line) {
        return "global_defs {\n router_id lb1\n " + line + "\n}\n" + INSTANCE.formatted("", "", "", "");
    }

    /** The load balancer is to come; what is said of its keyword is left out of what is judged. */
    private static String service(String line, String check) {
        return INSTANCE.formatted("", "", "", """
                virtual_server 192.0.2.10 80 {
                    delay_loop 6
                    lb_algo rr
                    lb_kind DR
                    protocol TCP
                    %s
                    real_server 192.0.2.21 80 {
                        weight 1
                        TCP_CHECK {
                            connect_timeout 3
                            %s
                        }
                    }
                }
                """.formatted(line, check));
    }

    static List<Kind> kinds() {
        return List.of(
                new Kind(
                        "nat_mask",
                        22,
                        true,
                        service("nat_mask 255.255.255.0", ""),
                        service("nat_mask 255.255.255.255", ""),
                        service("nat_mask", "")),
                new Kind("lvs_id", 7, true, global("lvs_id LVS1"), global("lvs_id \"a b\""), global("lvs_id")),
                new Kind(
                        "prose or a prompt in the file",
                        10,
                        true,
                        top("[root@lb1 ~]# cat keepalived.conf"),
                        top("this file is managed by hand"),
                        instance("add more below"),
                        global("lb2 has the same")),
                new Kind("a stray letter or blank", 4, true, top("q"), instance("x"), instance("\u00a0")),
                new Kind(
                        "former and other words",
                        10,
                        true,
                        global("script_security on"),
                        global("notificationd {\n a@b.example\n }"),
                        instance("lvs_sync_daemon_inteface eth0"),
                        global("vrrp_grap_interval 0.1"),
                        top("local_address_group laddr {\n 10.0.0.1\n }")),
                new Kind(
                        "nb_get_retry in TCP_CHECK",
                        15,
                        true,
                        service("", "nb_get_retry 3"),
                        service("", "nb_get_retry 1\n retry 2"),
                        service("", "nb_get_retry")),
                new Kind(
                        "another keyword in the wrong place",
                        5,
                        true,
                        script("script_user root"),
                        top("enable_script_security"),
                        top("script_user nobody")),
                new Kind("state", 8, true, instance("state SLAVE"), instance("state backup"), instance("state Master")),
                new Kind(
                        "auth_type",
                        2,
                        false,
                        instance("authentication {\n auth_type PASS;\n auth_pass x1y2\n }"),
                        instance("authentication {\n auth_type pass\n auth_pass x1y2\n }"),
                        instance("authentication {\n auth_type SIMPLE\n auth_pass x1y2\n }")),
                new Kind(
                        "lb_kind",
                        2,
                        false,
                        service("lb_kind FNAT", ""),
                        service("lb_kind dr", ""),
                        service("lb_kind NAT2", "")),
                new Kind(
                        "persistence_timeout",
                        9,
                        true,
                        service("persistence_timeout 0", ""),
                        service("persistence_timeout 2678401", ""),
                        service("persistence_timeout 50s", "")),
                new Kind(
                        "another number out of its range",
                        2,
                        true,
                        instance("garp_master_delay 5000"),
                        instance("debug 9"),
                        global("checker_priority 99")),
                new Kind(
                        "priority",
                        1,
                        false,
                        instance("priority 256"),
                        instance("priority 0"),
                        instance("priority 100,")),
                new Kind(
                        "a name that is defined nowhere",
                        8,
                        true,
                        instance("track_script {\n chk_nginx\n }"),
                        top("vrrp_sync_group G {\n group {\n VI_1\n VI_2\n }\n }"),
                        instance("track_script {\n chk weight 2\n check\n }")),
                new Kind(
                        "prose among addresses",
                        2,
                        true,
                        address("virtual addresses"),
                        address("addresses of lb"),
                        address("VIP")),
                new Kind(
                        "an address that is none",
                        1,
                        false,
                        address("192.0.2.300"),
                        address("192.0.2"),
                        address("192.0.2.11;")),
                new Kind(
                        "an address with a length",
                        2,
                        true,
                        instance("unicast_src_ip 192.0.2.1/24\n unicast_peer {\n 192.0.2.2\n }"),
                        instance("unicast_peer {\n 192.0.2.2/24\n }"),
                        instance("mcast_src_ip 192.0.2.1/24")),
                new Kind(
                        "an empty group",
                        3,
                        true,
                        top("vrrp_sync_group G {\n }"),
                        top("vrrp_sync_group G {\n group {\n }\n }"),
                        top("vrrp_sync_group G {\n notify_master /bin/true\n }")),
                new Kind(
                        "no auth_type",
                        3,
                        false,
                        instance("authentication {\n auth_pass x1y2\n }"),
                        instance("authentication {\n }"),
                        instance("authentication {\n auth_type PASS\n }")),
                new Kind("a stray brace", 2, true, top("}"), top("}\n}"), "}\n" + top("")),
                new Kind(
                        "an instance twice",
                        2,
                        false,
                        top(instance("")),
                        top("vrrp_instance VI_1 {\n }"),
                        top("vrrp_instance VI_1 {\n interface eth1\n virtual_router_id 9\n }")),
                new Kind("the other family", 2, false, address("2001:db8::1/64"), address("fe80::1"), address("::1")),
                new Kind(
                        "an open block",
                        1,
                        false,
                        instance("authentication {\n auth_type PASS\n auth_pass x1y2"),
                        top("vrrp_script t {"),
                        address("x {")),
                new Kind(
                        "no opening brace",
                        1,
                        true,
                        instance("track_interface\n eth1\n }"),
                        instance("authentication\n auth_type PASS\n auth_pass x1y2\n }"),
                        top("vrrp_script t\n script /bin/true\n }")),
                new Kind(
                        "braces after a keyword that has none",
                        1,
                        false,
                        instance("priority { 110 }"),
                        instance("nopreempt {\n }"),
                        instance("interface eth0 {\n }")),
                new Kind(
                        "no argument",
                        1,
                        false,
                        instance("priority"),
                        instance("advert_int"),
                        instance("unicast_src_ip")));
    }

    private static boolean starts(String text) {
        return Loaded.text(text).problems().stream()
                .filter(problem -> !problem.code().equals(ProblemCode.NOT_SAFE_WITHOUT.code()))
                .noneMatch(problem -> problem.severity() == Severity.ERROR);
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void aMistakeKeepsTheDaemonFromStartingIfItHarms(Kind kind) {
        assertThat(kind.texts()).hasSizeGreaterThanOrEqualTo(3);
        for (String text : kind.texts()) {
            assertThat(starts(text)).as(text + Loaded.text(text).problems()).isEqualTo(kind.starts());
            if (kind.starts() && !kind.name().equals("an address with a length")) {
                assertThat(Loaded.text(text).problems()).as(text).anyMatch(Problem::isHarmlessMistake);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void ofSoManyFilesWithSuchMistakesAtLeastThreeHundredAndTenStart(long seed) {
        Random random = new Random(seed);
        List<String> refused = new ArrayList<>();
        for (Kind kind : kinds()) {
            for (int file = 0; file < kind.files(); file++) {
                String text = kind.texts().get(random.nextInt(kind.texts().size()));
                if (!starts(text)) {
                    refused.add(kind.name());
                }
            }
        }
        // As if each mistake that harms stood in a file of its own, which is the worst case.
        assertThat(326 - refused.size()).as("refused: " + refused).isGreaterThanOrEqualTo(310);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "priorty 200",
                "virtual_ipadress {\n 192.0.2.20\n }",
                "unicast_peers {\n 192.0.2.2\n }",
                "intreface eth1",
                "virtual_router_id10",
                "foo {\n priority 7\n }",
                "virtual_server 192.0.2.1 80 {\n protocol TCP\n }"
            })
    void aWordThatIsNearlyAKeywordThatDecidesHarms(String line) {
        assertThat(starts(instance(line))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "vrrp_instanceVI_2 {\n virtual_router_id 3\n }",
                "vrrp_instanse B {\n state MASTER\n }",
                "priority 100"
            })
    void aLostBlockOrKeywordHarmsAtTheOutermostLevel(String line) {
        assertThat(starts(top(line))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"notfy_master /bin/true", "garp_master_dely 5", "smtp_alrt", "stat MASTER", "debugg 1"})
    void aWordThatIsNearlyAKeywordThatDoesNotDecideIsAMistake(String line) {
        assertThat(starts(instance(line))).isTrue();
    }

    @Test
    void aHarmlessMistakeIsAWarningAndARemarkIsNone() {
        List<Problem> found = Loaded.instance("garp_master_dely 5", "track_interface {", "eth0", "}")
                .problems();
        assertThat(found)
                .filteredOn(problem -> problem.code().equals(ProblemCode.UNKNOWN_KEYWORD.code()))
                .allMatch(problem -> problem.severity() == Severity.WARNING && problem.isHarmlessMistake())
                .hasSize(1);
        assertThat(found)
                .filteredOn(problem -> problem.code().equals(ProblemCode.TRACKING_WITHOUT_EFFECT.code()))
                .noneMatch(Problem::isHarmlessMistake)
                .hasSize(1);
    }

    @Test
    void everyKeywordOfAuthenticationAndTheAddressesDecide() {
        assertThat(KeywordTable.keywords(Block.AUTHENTICATION)).allMatch(Deciding::decides);
        assertThat(KeywordTable.keywords(Block.VRRP_INSTANCE))
                .filteredOn(Deciding::decides)
                .extracting(keyword -> keyword.name())
                .contains("interface", "priority", "virtual_router_id", "virtual_ipaddress", "unicast_peer")
                .doesNotContain("state", "notify_master", "garp_master_delay", "debug");
    }
}
