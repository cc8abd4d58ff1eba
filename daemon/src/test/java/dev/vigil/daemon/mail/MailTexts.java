package dev.vigil.daemon.mail;

import dev.vigil.config.ConfigLoader;
import dev.vigil.config.model.Config;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Configurations with mail. */
final class MailTexts {
    private MailTexts() {}

    /** A configuration in the making. */
    static final class Text {
        private String global = "router_id lb1";
        private String server = "smtp_server 127.0.0.1 2525";
        private String recipients = "notification_email {\n ops@example.org\n boss@example.org\n}";
        private String blocks = "";

        Text global(String lines) {
            global = lines;
            return this;
        }

        Text server(String line) {
            server = line;
            return this;
        }

        Text recipients(String block) {
            recipients = block;
            return this;
        }

        /** One with the name VI_1. */
        Text instance(String line) {
            return block("VI_1", line);
        }

        /** One with another name. */
        Text other() {
            return block("VI_2", "smtp_alert");
        }

        private Text block(String name, String line) {
            blocks += """
                    vrrp_instance %s {
                        interface lo
                        virtual_router_id 51
                        priority 100
                        virtual_ipaddress {
                            192.0.2.1
                        }
                        %s
                    }
                    """.formatted(name, line);
            return this;
        }

        Text group(String line) {
            blocks += "vrrp_sync_group G {\n group {\n  VI_1\n }\n " + line + "\n}\n";
            return this;
        }

        Config load(Path folder) {
            try {
                Path file = Files.writeString(
                        folder.resolve("mail.conf"),
                        "global_defs {\n" + global + "\n" + server + "\n" + recipients + "\n}\n" + blocks);
                return ConfigLoader.standard()
                        .load(file, ConfigLoader.Options.NONE)
                        .draft();
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }
    }
}
