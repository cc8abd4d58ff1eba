package dev.vigil.config.read;

import dev.vigil.config.ProblemCode;
import dev.vigil.config.Problems;
import dev.vigil.config.bind.Section;
import dev.vigil.config.bind.Suggestions;
import dev.vigil.config.model.SourcePlace;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** What blocks of one kind declare, by name. */
final class Registry<T> {
    /** What has a name, and where it got it. */
    record Named<T>(T thing, SourcePlace place) {}

    private final Map<String, Named<T>> byName = new LinkedHashMap<>();

    /** Adds what a block declares, unless its name is taken, which is reported. */
    void add(Section section, T thing, ProblemCode duplicate, Problems problems) {
        Named<T> known = byName.putIfAbsent(section.name(), new Named<>(thing, section.place()));
        if (known != null) {
            problems.add(
                    duplicate,
                    section.namePlace(),
                    section.header().name() + " " + section.name() + " is defined before, at " + known.place()
                            + "; this definition is ignored",
                    "Give it another name, or remove one of the two.");
        }
    }

    Optional<T> find(String name) {
        return Optional.ofNullable(byName.get(name)).map(Named::thing);
    }

    boolean has(String name) {
        return byName.containsKey(name);
    }

    /** Those that something is true of. */
    Registry<T> only(Predicate<T> wanted) {
        Registry<T> some = new Registry<>();
        byName.forEach((name, named) -> {
            if (wanted.test(named.thing)) {
                some.byName.put(name, named);
            }
        });
        return some;
    }

    /** Where something was declared. */
    SourcePlace place(String name) {
        Named<T> named = byName.get(name);
        return named == null ? SourcePlace.NOWHERE : named.place();
    }

    /** A name that somebody may have meant. */
    Optional<String> similar(String name) {
        return Suggestions.nearest(name, byName.keySet());
    }

    List<T> list() {
        return byName.values().stream().map(Named::thing).toList();
    }
}
