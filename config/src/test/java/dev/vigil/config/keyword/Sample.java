package dev.vigil.config.keyword;

import dev.vigil.config.Loaded;
import java.util.Map;

/** Small configurations around one keyword. */
final class Sample {
    private static final String SCAFFOLD = """
            vrrp_script check_proxy {
                script /bin/true
            }
            track_file weight_file {
                file /run/weight
            }
            vrrp_track_process proxy {
                process proxy
            }
            bfd_instance uplink {
                neighbor_ip 192.0.2.9
            }
            """;

    /** Instances that show what defaults do to an owner and to IPv6. */
    private static final String OTHERS = instance("own", 61, "state MASTER\npriority 255")
            + "vrrp_instance six {\ninterface eth0\nvirtual_router_id 62\nvirtual_ipaddress {\nfe80::62\n}\n}\n";

    /** What a block needs to be read at all; the keyword in question replaces %s. */
    private static final Map<Block, String> AROUND = Map.ofEntries(
            Map.entry(Block.ROOT, "%s\n"),
            Map.entry(Block.GLOBAL_DEFS, "global_defs {\n%s\n}\n" + instance("web", 51, "") + OTHERS),
            Map.entry(Block.VRRP_SCRIPT, "vrrp_script one {\nscript /bin/false\n%s\n}\n"),
            Map.entry(Block.TRACK_FILE, "track_file one {\nfile /run/one\n%s\n}\n"),
            Map.entry(Block.TRACK_PROCESS, "vrrp_track_process one {\nprocess one\n%s\n}\n"),
            Map.entry(
                    Block.TRACK_GROUP,
                    "track_group one {\n%s\n}\n" + instance("web", 51, "") + instance("mail", 52, "")),
            Map.entry(Block.BFD_INSTANCE, "bfd_instance one {\nneighbor_ip 192.0.2.99\n%s\n}\n"),
            Map.entry(Block.GARP_GROUP, "garp_group {\ninterface eth9\n%s\n}\n"),
            Map.entry(
                    Block.SYNC_GROUP,
                    "vrrp_sync_group one {\ngroup {\nweb\nmail\n}\n%s\n}\n"
                            + instance("web", 51, "")
                            + instance("mail", 52, "")
                            + instance("inside", 53, "")
                            + instance("outside", 54, "")),
            Map.entry(Block.VRRP_INSTANCE, instance("web", 51, "%s")),
            Map.entry(
                    Block.AUTHENTICATION,
                    instance("web", 51, "authentication {\nauth_type AH\nauth_pass secret\n%s\n}")),
            Map.entry(
                    Block.AUTH_HMAC,
                    instance(
                            "web",
                            51,
                            "auth_hmac {\nkey 2 abcdefghijklmnopabcdefghijklmnop\nkey 1 abcdefghijklmnopabcdefghijklmnop\n"
                                    + "active_key 2\n%s\n}")),
            Map.entry(Block.SSL, "SSL {\n%s\n}\n"),
            Map.entry(Block.VIRTUAL_SERVER, server("%s", "")),
            Map.entry(Block.REAL_SERVER, server("", "%s")),
            Map.entry(Block.TCP_CHECK, check("TCP_CHECK", "%s")),
            Map.entry(Block.PING_CHECK, check("PING_CHECK", "%s")),
            Map.entry(Block.UDP_CHECK, check("UDP_CHECK", "%s")),
            Map.entry(Block.DNS_CHECK, check("DNS_CHECK", "%s")),
            Map.entry(Block.HTTP_GET, check("HTTP_GET", "url {\npath /\n}\n%s")),
            Map.entry(Block.SSL_GET, check("SSL_GET", "url {\npath /\n}\n%s")),
            Map.entry(Block.HTTP_URL, check("HTTP_GET", "url {\npath /\nregex x\n%s\n}")),
            Map.entry(Block.SSL_URL, check("SSL_GET", "url {\npath /\nregex x\n%s\n}")),
            Map.entry(Block.SMTP_CHECK, check("SMTP_CHECK", "%s")),
            Map.entry(Block.SMTP_HOST, check("SMTP_CHECK", "host {\n%s\n}")),
            Map.entry(Block.MISC_CHECK, check("MISC_CHECK", "misc_path /bin/true\n%s")),
            Map.entry(Block.FILE_CHECK, check("FILE_CHECK", "track_file other_file\n%s")),
            Map.entry(Block.BFD_CHECK, check("BFD_CHECK", "name other\n%s")));

    private static final String BY_MARK = """
            virtual_server fwmark 7 {
                lvs_sched sed
                lvs_method TUN
                %s
                real_server 198.51.100.1 {
                    TCP_CHECK {
                    }
                }
            }
            """;

    /** What some keywords need beside them, with or without them, to have an effect. */
    private static final Map<String, String> BESIDE = Map.ofEntries(
            Map.entry("vrrp_track_process param_match", "process one two\n"),
            Map.entry("vrrp_instance vmac_xmit_base", "use_vmac\n"),
            Map.entry("vrrp_instance owner_ignore_adverts", "priority 255\n"),
            Map.entry("vrrp_instance timer_expired_backup", "nopreempt\n"),
            Map.entry("vrrp_instance thread_timer_expired", "nopreempt\n"),
            Map.entry("vrrp_instance unicast_peer", "mcast_src_ip 192.0.2.1\n"),
            Map.entry("vrrp_instance mcast_dst_ip", "mcast_src_ip 192.0.2.1\n"),
            Map.entry("vrrp_instance unicast_src_ip", "unicast_peer {\n192.0.2.7\n}\n"),
            Map.entry("virtual_server sorry_server_inhibit", "sorry_server 192.0.2.60 80\n"),
            Map.entry("virtual_server sorry_server_lvs_method", "sorry_server 192.0.2.60 80\n"),
            Map.entry("virtual_server ops", "protocol UDP\n"),
            Map.entry("virtual_server quorum", "weight 5\n"),
            Map.entry("virtual_server hysteresis", "weight 5\nquorum 3\n"),
            Map.entry("virtual_server persistence_granularity", "persistence_timeout 100\n"));

    /** Another value than the example where that is the default of the sample. */
    private static final Map<String, String> INSTEAD = Map.of(
            "vrrp_instance state", "state MASTER\npriority 100",
            "vrrp_sync_group group", "group {\ninside\noutside\n}",
            "virtual_server protocol", "protocol SCTP",
            "real_server lvs_method", "lvs_method DR",
            "real_server smtp_alert", "smtp_alert off");

    private Sample() {}

    private static String instance(String name, int vrid, String more) {
        return """
                vrrp_instance %s {
                    interface eth0
                    virtual_router_id %d
                    virtual_ipaddress {
                        192.0.2.%d
                    }
                %s
                }
                """.formatted(name, vrid, vrid, more);
    }

    private static String server(String service, String realServer) {
        return """
                virtual_server 192.0.2.50 80 {
                    protocol TCP
                    lvs_sched sed
                    lvs_method TUN
                %s
                    real_server 198.51.100.1 80 {
                        TCP_CHECK {
                        }
                %s
                    }
                }
                """.formatted(service, realServer);
    }

    private static String check(String kind, String more) {
        return "track_file other_file {\nfile /run/other\n}\nbfd_instance other {\nneighbor_ip 192.0.2.98\n}\n"
                + server("", kind + " {\n" + more + "\n}");
    }

    static String without(Keyword keyword) {
        return text(keyword, "");
    }

    static String with(Keyword keyword) {
        String key = keyword.block().title() + " " + keyword.name();
        return text(keyword, INSTEAD.getOrDefault(key, keyword.example().orElse(keyword.name())));
    }

    private static String text(Keyword keyword, String line) {
        String beside = BESIDE.getOrDefault(keyword.block().title() + " " + keyword.name(), "");
        String around = AROUND.get(keyword.block());
        boolean aboutMarks = keyword.name().equals("ip_family");
        return SCAFFOLD + (aboutMarks ? BY_MARK : around).replace("%s", beside + line);
    }

    /** What a configuration means, without the places where things stand. */
    static String meaning(Loaded loaded) {
        return loaded.config().toString().replaceAll("[^\\s=,\\[]*\\.conf:\\d+:\\d+", "");
    }
}
