package dev.vigil.lint;

/**
 * The configuration of a node of a healthy cluster, and ways to spoil it. Unspoilt, two such nodes with different
 * priorities give no finding at all.
 */
public record NodeText(String text) {
    /** The authentication of a node. */
    public static final String AUTHENTICATION = """
                authentication {
                    auth_type PASS
                    auth_pass k7Qw29xz
                }
            """;

    /** A node with this priority; 150 starts as master. */
    public static NodeText priority(int priority) {
        return new NodeText("""
                global_defs {
                    enable_script_security
                    script_user nobody
                }
                vrrp_script check_web {
                    script "/usr/local/libexec/check-web http://127.0.0.1/"
                    interval 2
                    timeout 1
                    weight -60
                }
                vrrp_instance WEB {
                    state %s
                    interface eth0
                    virtual_router_id 77
                    priority %d
                    advert_int 1
                    authentication {
                        auth_type PASS
                        auth_pass k7Qw29xz
                    }
                    virtual_ipaddress {
                        198.51.100.10/24
                        198.51.100.11/24
                    }
                    track_script {
                        check_web
                    }
                }
                """.formatted(priority == 150 ? "MASTER" : "BACKUP", priority));
    }

    /** The usual master, priority 150. */
    public static NodeText alpha() {
        return priority(150);
    }

    /** The usual backup, priority 100. */
    public static NodeText beta() {
        return priority(100);
    }

    /** Another text in place of one that must be there. */
    public NodeText with(String old, String replacement) {
        if (!text.contains(old)) {
            throw new AssertionError("not in the text: " + old);
        }
        return new NodeText(text.replace(old, replacement));
    }

    public NodeText without(String old) {
        return with(old, "");
    }

    /** More lines in the instance. */
    public NodeText instance(String... lines) {
        return with("    advert_int 1\n", "    advert_int 1\n    " + String.join("\n    ", lines) + "\n");
    }

    /** More lines in {@code global_defs}. */
    public NodeText global(String... lines) {
        return with("    script_user nobody\n", "    script_user nobody\n    " + String.join("\n    ", lines) + "\n");
    }

    /** More blocks after the instance. */
    public NodeText more(String blocks) {
        return new NodeText(text + blocks);
    }

    /** Judges this node and others as one cluster. */
    public Linted lintedWith(NodeText... others) {
        String[] texts = new String[others.length + 1];
        texts[0] = text;
        for (int index = 0; index < others.length; index++) {
            texts[index + 1] = others[index].text();
        }
        return Linted.nodes(texts);
    }

    /** Judges this node for itself. */
    public Linted linted() {
        return Linted.node(text);
    }
}
