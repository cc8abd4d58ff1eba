package dev.vigil.systemtests.vrrp;

import java.util.ArrayList;
import java.util.List;

/** A configuration with one virtual router, as text. */
public final class RouterText {
    private final Row row;
    private final String address;
    private final String peer;
    private final int priority;
    private final List<String> blocks = new ArrayList<>();
    private final List<String> lines = new ArrayList<>();
    private String authenticationType = "PASS";
    private List<String> virtualAddresses = List.of(Pair.VIP + "/24");

    RouterText(Row row, String address, String peer, int priority) {
        this.row = row;
        this.address = address;
        this.peer = peer;
        this.priority = priority;
    }

    /** Adds a line to the instance. */
    public RouterText line(String line) {
        lines.add(line);
        return this;
    }

    /** Adds a block beside the instance. */
    public RouterText block(String block) {
        blocks.add(block);
        return this;
    }

    /** Version 2 proves itself by an authentication header instead of a password. */
    public RouterText authenticationHeader() {
        authenticationType = "AH";
        return this;
    }

    /** Version 2 proves nothing by itself. */
    public RouterText withoutAuthentication() {
        authenticationType = "";
        return this;
    }

    public RouterText virtualAddresses(String... addresses) {
        virtualAddresses = List.of(addresses);
        return this;
    }

    /** Adds a check script that runs each second, and tracks it. */
    public RouterText trackedScript(String path, int weight) {
        block("""
                vrrp_script check {
                    script "%s"
                    interval 1
                    weight %d
                    fall 1
                    rise 1
                }
                """.formatted(path, weight));
        return line("track_script {\n        check\n    }");
    }

    public String text() {
        StringBuilder text = new StringBuilder("""
                global_defs {
                    router_id lab
                    script_user root
                    enable_script_security
                    vrrp_version %d
                }
                """.formatted(row.version()));
        blocks.forEach(text::append);
        text.append("""
                vrrp_instance VI_1 {
                    state BACKUP
                    interface eth0
                    virtual_router_id %d
                    priority %d
                    advert_int %s
                """.formatted(Pair.VRID, priority, row.advertInterval()));
        if (row.version() == 2 && !authenticationType.isEmpty()) {
            lines.addFirst("authentication {\n        auth_type " + authenticationType + "\n        auth_pass "
                    + Pair.PASSWORD + "\n    }");
        }
        if (row.cast() == Row.Cast.UNICAST) {
            lines.addFirst("unicast_src_ip " + address + "\n    unicast_peer {\n        " + peer + "\n    }");
        }
        lines.forEach(line -> text.append("    ").append(line).append('\n'));
        text.append("    virtual_ipaddress {\n");
        virtualAddresses.forEach(
                virtual -> text.append("        ").append(virtual).append('\n'));
        return text.append("    }\n}\n").toString();
    }
}
