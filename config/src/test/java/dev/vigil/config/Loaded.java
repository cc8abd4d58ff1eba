package dev.vigil.config;

import dev.vigil.config.model.Config;
import dev.vigil.config.model.VrrpInstance;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A configuration text that was loaded, for tests. */
public record Loaded(Config config, List<Problem> problems) {
    /** Loads {@code text} as the node {@code node1}. */
    public static Loaded text(String text) {
        try {
            Path file = Files.createTempFile("vigil", ".conf");
            try {
                Files.writeString(file, text);
                return file(file);
            } finally {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static Loaded file(Path file) {
        ConfigLoader.Options options = new ConfigLoader.Options(java.util.Optional.of("node1"), false);
        ConfigLoader.Result result = ConfigLoader.standard().load(file, options);
        return new Loaded(result.draft(), result.problems());
    }

    /** Loads an instance with a VRID, an interface and an address, and these lines. */
    public static Loaded instance(String... lines) {
        return text("""
                vrrp_instance VI_1 {
                    interface eth0
                    virtual_router_id 51
                    virtual_ipaddress {
                        10.1.1.1/24
                    }
                %s
                }
                """.formatted(String.join("\n", lines)));
    }

    public VrrpInstance only() {
        return config.instances().getFirst();
    }

    public List<String> codes() {
        return problems.stream().map(Problem::code).toList();
    }

    public boolean has(ProblemCode code) {
        return codes().contains(code.code());
    }
}
