package dev.vigil.simulator;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;

/** Which seed finds which planted fault; an empty one for those that no seed found in its time. */
record KnownSeeds(Map<String, OptionalLong> seeds) {
    static final KnownSeeds NONE = new KnownSeeds(Map.of());

    private static final Path FILE = Path.of("src", "test", "resources", "planted-seeds.txt");
    private static final String NOT_FOUND = "-";

    KnownSeeds {
        seeds = Map.copyOf(seeds);
    }

    static KnownSeeds read() throws IOException {
        Map<String, OptionalLong> seeds = new LinkedHashMap<>();
        for (String line : Files.readAllLines(FILE)) {
            String[] parts = line.split(" ", 2);
            seeds.put(
                    parts[1],
                    parts[0].equals(NOT_FOUND) ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(parts[0])));
        }
        return new KnownSeeds(seeds);
    }

    Set<String> names() {
        return seeds.keySet();
    }

    OptionalLong seedOf(String fault) {
        return seeds.getOrDefault(fault, OptionalLong.empty());
    }

    KnownSeeds with(String fault, OptionalLong seed) {
        Map<String, OptionalLong> more = new LinkedHashMap<>(seeds);
        more.put(fault, seed);
        return new KnownSeeds(more);
    }

    /** Writes what is known of these faults, in their order. */
    void write(List<String> faults) throws IOException {
        List<String> lines = new ArrayList<>();
        for (String fault : faults) {
            OptionalLong seed = seedOf(fault);
            lines.add((seed.isPresent() ? Long.toString(seed.getAsLong()) : NOT_FOUND) + " " + fault);
        }
        Files.createDirectories(FILE.getParent());
        Files.write(FILE, lines);
    }
}
