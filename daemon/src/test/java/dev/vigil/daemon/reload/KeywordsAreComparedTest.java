package dev.vigil.daemon.reload;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.config.keyword.Block;
import dev.vigil.config.keyword.Keyword;
import dev.vigil.config.keyword.KeywordTable;
import dev.vigil.config.keyword.Status;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Nothing that Vigil does for a keyword may be overlooked by a reload: every one of them plans a change, under its name. */
class KeywordsAreComparedTest {
    private static final String SCAFFOLD = "vrrp_script check_proxy {\nscript /bin/true\n}\n"
            + "track_file weight_file {\nfile /run/weight\n}\nvrrp_track_process proxy {\nprocess haproxy\n}\n"
            + "bfd_instance uplink {\nneighbor_ip 192.0.2.8\n}\n";

    /** An owner, and an instance of IPv6 that drops packets. */
    private static final String SIX = """
            vrrp_instance own {
                interface eth0
                virtual_router_id 61
                state MASTER
                priority 255
                virtual_ipaddress {
                    192.0.2.61
                }
            }
            vrrp_instance six {
                interface eth0
                virtual_router_id 62
                no_accept
                virtual_ipaddress {
                    fe80::62
                }
            }
            """;

    private static final String UNICAST = """
            vrrp_instance uni {
                interface eth0
                virtual_router_id 63
                version 3
                unicast_peer {
                    192.0.2.9
                }
                virtual_ipaddress {
                    192.0.2.63
                }
            }
            """;

    private static final String MAC = """
            vrrp_instance mac {
                interface eth0
                virtual_router_id 64
                use_vmac
                virtual_ipaddress {
                    192.0.2.64
                    192.0.2.65 dev eth1 use_vmac
                }
            }
            """;

    private static final Map<Block, String> AROUND = Map.of(
            Block.GLOBAL_DEFS,
                    "global_defs {\n%s\n}\nstatic_ipaddress {\n192.0.2.77\n}\n" + instance("") + SIX + UNICAST + MAC,
            Block.TRACK_GROUP,
                    "static_ipaddress {\n192.0.2.77 dev eth7 track_group one\n}\ntrack_group one {\n%s\n}\n"
                            + instance(""),
            Block.VRRP_SCRIPT, "vrrp_script one {\nscript /bin/false\n%s\n}\n" + instance("track_script {\none\n}"),
            Block.TRACK_FILE, "track_file one {\nfile /run/one\n%s\n}\n" + instance("track_file {\none\n}"),
            Block.TRACK_PROCESS,
                    "vrrp_track_process one {\nprocess nginx\n%s\n}\n" + instance("track_process {\none\n}"),
            Block.BFD_INSTANCE, "bfd_instance one {\nneighbor_ip 192.0.2.9\n%s\n}\n" + instance("track_bfd {\none\n}"),
            Block.SYNC_GROUP, "vrrp_sync_group one {\ngroup {\nweb\n}\n%s\n}\n" + instance(""),
            Block.VRRP_INSTANCE, instance("%s"),
            Block.AUTHENTICATION, instance("authentication {\n%s\n}"));

    private static final Map<Block, String> AROUND_SECRETS = Map.of(
            Block.SSL,
            "SSL {\n%s\n}\n" + instance(""),
            Block.AUTH_HMAC,
            instance("auth_hmac {\nkey 3 %s\nkey 4 %s\nactive_key 3\n".formatted("x".repeat(32), "y".repeat(32))
                    + "%s\n}"));

    /** What some keywords need beside them to have an effect. */
    private static final Map<String, String> BESIDE = told(
            "owner_ignore_adverts", "priority 255\n",
            "vmac_xmit_base", "use_vmac\n",
            "use_vmac_addr", "virtual_ipaddress_excluded {\n192.0.2.9 dev eth1\n}\n",
            "garp_extra_if", "virtual_ipaddress_excluded {\n192.0.2.9 dev eth1 use_vmac\n}\n",
            "vmac_garp_intvl", "virtual_ipaddress_excluded {\n192.0.2.9 dev eth1 use_vmac\n}\n",
            "unicast_ttl", "unicast_peer {\n192.0.2.7\n}\n",
            "track_src_ip", "mcast_src_ip 192.0.2.1\n",
            "v3_checksum_as_v2", "version 3\n",
            "old_unicast_checksum", "version 3\nunicast_peer {\n192.0.2.7\n}\n",
            "preempt", "nopreempt\n",
            "auth_type", "auth_pass secret\n",
            "auth_pass", "auth_type PASS\n",
            "accept", "version 3\n",
            "timer_expired_backup", "nopreempt\n",
            "thread_timer_expired", "nopreempt\n");

    /** Another value than the example where that is what holds anyway. */
    private static final Map<String, String> INSTEAD = Map.of(
            "group", "group {\nother\nweb\n}",
            "vrrp_version", "vrrp_version 3",
            "vrrp_rx_bufs_multiplier", "vrrp_rx_bufs_policy MTU\nvrrp_rx_bufs_multiplier 5",
            "advert_int", "advert_int 7",
            "active_key", "active_key 4",
            "old_unicast_checksum", "old_unicast_checksum",
            "multihop", "multihop on",
            "version", "version 3");

    /** The keywords of which the daemon has nothing to do, each with the reason. */
    private static final Map<String, String> WITHOUT_CHANGE = Map.of(
            "accept", "it is how things are without it",
            "init_file", "a reload makes no files",
            "no_virtual_ipaddress", "it only says that the missing list is meant",
            "include_check", "it is about the reading of files",
            "vrrp", "instances are told anyway",
            "sync_group_tracking_weight", "it changes the weights that its members have, which are compared");

    /** Where the change is told under the name of another keyword: of what it is the default of, or another form of. */
    private static final Map<String, String> TOLD_AS = told(
            "vrrp_mcast_group4", "mcast_dst_ip",
            "vrrp_mcast_group6", "mcast_dst_ip",
            "vmac_prefix", "use_vmac",
            "vmac_addr_prefix", "use_vmac_addr",
            "default_interface", "static_ipaddress",
            "preempt", "nopreempt",
            "state", "priority",
            "strict_mode", "lower_prio_no_advert",
            "vrrp_strict", "lower_prio_no_advert",
            "vrrp_rx_bufs_policy", "kernel_rx_buf_size",
            "vrrp_rx_bufs_multiplier", "kernel_rx_buf_size",
            "group", "vrrp_sync_group",
            "vrrp_min_garp", "garp_master_repeat",
            "min_garp", "garp_master_repeat",
            "smtp_alert_vrrp", "smtp_alert",
            "delay", "terminate_delay",
            "checker", "track_bfd",
            "thread_timer_expired", "timer_expired_backup",
            "weight", "track_script");

    /** Keywords that only hold others, and one that needs an instance without addresses. */
    private static final Set<String> ELSEWHERE = Set.of("authentication", "native_ipv6");

    private static Map<String, String> told(String... pairs) {
        Map<String, String> map = new HashMap<>();
        for (int index = 0; index < pairs.length; index += 2) {
            map.put(pairs[index], pairs[index + 1]);
        }
        return map;
    }

    private static String instance(String more) {
        return "vrrp_instance web {\ninterface eth0\nvirtual_router_id 51\nvirtual_ipaddress {\n192.0.2.51\n}\n" + more
                + "\n}\nvrrp_instance other {\ninterface eth0\nvirtual_router_id 52\nvirtual_ipaddress {\n192.0.2.52\n}\n}\n";
    }

    static Stream<Keyword> keywords() {
        return Stream.concat(AROUND.keySet().stream(), AROUND_SECRETS.keySet().stream())
                .sorted()
                .flatMap(block -> KeywordTable.keywords(block).stream())
                .filter(keyword -> keyword.status() == Status.SUPPORTED)
                .filter(keyword -> !ELSEWHERE.contains(keyword.name()));
    }

    @ParameterizedTest
    @MethodSource("keywords")
    void everyKeywordThatDoesSomethingPlansAChangeUnderItsName(Keyword keyword) {
        String line = INSTEAD.getOrDefault(keyword.name(), keyword.example().orElse(keyword.name()));
        String with = text(keyword, line);
        ReloadPlan plan = ReloadPlan.between(ConfigText.draft(text(keyword, "")), ConfigText.draft(with));
        List<String> changed = changed(plan);
        if (WITHOUT_CHANGE.containsKey(keyword.name())) {
            assertThat(changed).as(with).isEmpty();
        } else {
            assertThat(changed).as(with).contains(toldAs(keyword));
        }
    }

    @Test
    void anotherFamilyIsToldUnderItsKeyword() {
        String bare =
                "vrrp_instance web {\ninterface eth0\nvirtual_router_id 51\nversion 3\nno_virtual_ipaddress\n%s\n}\n";
        ReloadPlan plan = ReloadPlan.between(
                ConfigText.draft(bare.formatted("")), ConfigText.draft(bare.formatted("native_ipv6")));
        assertThat(plan.names(Step.Replace.class)).containsExactly("web");
        assertThat(changed(plan)).contains("native_ipv6");
    }

    @Test
    void whatIsThereWhoeverIsMasterIsComparedEntryByEntry() {
        ReloadPlan plan = ReloadPlan.between(ConfigText.draft(instance("")), ConfigText.draft(instance("") + """
                static_ipaddress {
                192.0.2.77 dev eth7
                }
                static_routes {
                198.51.100.0/24 dev eth7
                }
                static_rules {
                from 192.0.2.0/24 table 100 priority 7
                }
                """));
        assertThat(plan.names(Step.Keep.class)).containsExactly("web", "other");
        assertThat(changed(plan)).containsExactlyInAnyOrder("static_ipaddress", "static_routes", "static_rules");
    }

    @Test
    void thePacingOfAGarpGroupIsCompared() {
        String group = instance("") + "garp_group {\ninterfaces {\neth7\n}\n%s\n}\n";
        for (String line :
                List.of("garp_interval 0.1", "gna_interval 0.1", "interface eth8", "interfaces {\neth8\n}")) {
            ReloadPlan plan =
                    ReloadPlan.between(ConfigText.draft(group.formatted("")), ConfigText.draft(group.formatted(line)));
            assertThat(changed(plan)).as(line).containsExactly("garp_group");
            assertThat(plan.names(Step.Keep.class)).containsExactly("web", "other");
        }
    }

    private static String text(Keyword keyword, String line) {
        boolean own = keyword.block() == Block.VRRP_INSTANCE || keyword.block() == Block.AUTHENTICATION;
        String beside = own ? BESIDE.getOrDefault(keyword.name(), "") : "";
        return SCAFFOLD + around(keyword.block()).replace("%s", beside + line);
    }

    private static String around(Block block) {
        return AROUND.getOrDefault(block, AROUND_SECRETS.getOrDefault(block, ""));
    }

    private static String toldAs(Keyword keyword) {
        String name = keyword.canonicalName();
        if (keyword.block() == Block.TRACK_GROUP) {
            return "track_group";
        }
        if (keyword.block() == Block.TRACK_FILE && name.equals("weight")) {
            return "track_file";
        }
        if (keyword.block() == Block.TRACK_PROCESS && name.equals("weight")) {
            return "track_process";
        }
        if (keyword.block() == Block.BFD_INSTANCE && name.equals("weight")) {
            return "track_bfd";
        }
        if (TOLD_AS.containsKey(name)) {
            return TOLD_AS.getOrDefault(name, name);
        }
        boolean isDefault = keyword.block() == Block.GLOBAL_DEFS
                && name.startsWith("vrrp_")
                && KeywordTable.find(Block.VRRP_INSTANCE, name.substring("vrrp_".length()))
                        .isPresent();
        return isDefault && !Set.of("vrrp_priority").contains(name) ? name.substring("vrrp_".length()) : name;
    }

    /** The keywords under which something changes, without whose they are. */
    private static List<String> changed(ReloadPlan plan) {
        return Stream.of(
                        plan.globals().stream(),
                        plan.later().stream(),
                        plan.steps().stream().flatMap(step -> switch (step) {
                            case Step.Change change -> change.changes().stream();
                            case Step.Replace replace -> replace.changes().stream();
                            case Step.Keep _, Step.Add _, Step.Remove _ -> Stream.<ValueChange>empty();
                        }))
                .flatMap(changes -> changes)
                .map(change -> change.keyword().replaceFirst(" of .*", ""))
                .distinct()
                .toList();
    }
}
