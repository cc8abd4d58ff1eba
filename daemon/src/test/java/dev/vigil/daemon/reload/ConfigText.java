package dev.vigil.daemon.reload;

import dev.vigil.config.ConfigLoader;
import dev.vigil.config.model.Config;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Configurations for tests, from their text. */
public final class ConfigText {
    private ConfigText() {}

    /** A configuration without errors. */
    public static Config read(String text) {
        ConfigLoader.Result result = result(text);
        return result.config().orElseThrow(() -> new IllegalArgumentException(String.valueOf(result.problems())));
    }

    /** A configuration with everything wrong left out. */
    public static Config draft(String text) {
        return result(text).draft();
    }

    static ConfigLoader.Result result(String text) {
        try {
            Path file = Files.createTempFile("vigil-test", ".conf");
            try {
                Files.writeString(file, text);
                return ConfigLoader.standard().load(file, ConfigLoader.Options.NONE);
            } finally {
                Files.delete(file);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** One instance of that name and VRID with further lines. */
    public static String instance(String name, int vrid, String... lines) {
        return "vrrp_instance " + name + " {\n  interface eth0\n  virtual_router_id " + vrid + "\n"
                + String.join("\n", lines) + "\n  virtual_ipaddress {\n    192.0.2." + vrid + "/24\n  }\n}\n";
    }
}
