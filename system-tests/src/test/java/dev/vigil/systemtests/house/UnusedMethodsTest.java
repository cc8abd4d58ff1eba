package dev.vigil.systemtests.house;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** No method of the shipped code is there for tests alone, or for nobody. */
class UnusedMethodsTest {
    /** Methods that nothing in the shipped code names, each with the reason why it stays. */
    private static final Map<String, String> KEPT = Map.ofEntries(
            Map.entry(
                    "dev.vigil.core.packet.Advertisement.decode",
                    "the other way of encode: tests and fuzzing hold one against the other"),
            Map.entry(
                    "dev.vigil.core.place.PlacedRouter.addresses",
                    "tests compare what it is to hold with what the machine has"),
            Map.entry(
                    "dev.vigil.config.model.Checker.place",
                    "what every kind of checker has, said once in the interface"),
            Map.entry(
                    "dev.vigil.config.model.VirtualInterface.group",
                    "what both kinds have, said once in the interface"),
            Map.entry("dev.vigil.core.bfd.BfdSession.sinceNs", "tests ask when a session changed its state"),
            Map.entry("dev.vigil.core.group.SyncGroup.state", "tests ask for the state of a group by itself"),
            Map.entry("dev.vigil.core.group.SyncGroup.isNewcomer", "tests ask who listens beside a MASTER"),
            Map.entry("dev.vigil.config.Problems.hasErrors", "tests of the reader ask for it in one word"),
            Map.entry("dev.vigil.daemon.vrrp.VrrpLoop.turn", "tests drive the loop by it, one turn at a given time"),
            Map.entry("dev.vigil.daemon.vrrp.VrrpLoop.isRunning", "tests drive the loop until it ends"),
            Map.entry("dev.vigil.lint.reference.Translation.paths", "its test asks what is translated"),
            Map.entry("dev.vigil.linux.NetworkNamespace.enterNew", "tests make networks of their own by it"));

    @Test
    void everyMethodThatIsNotPrivateIsUsedByTheShippedCodeOrKeptForAReason() {
        JavaClasses classes = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("dev.vigil");
        assertThat(classes).hasSizeGreaterThan(300);
        assertThat(unused(classes)).as("neither more nor fewer").containsExactlyInAnyOrderElementsOf(KEPT.keySet());
    }

    @Test
    void anUnusedMethodWouldBeFound() {
        JavaClasses classes =
                new ClassFileImporter().importClasses(Planted.class, Shape.class, Square.class, Pair.class);
        assertThat(unused(classes))
                .containsExactly(Planted.class.getName() + ".onlyCallsItself", Planted.class.getName() + ".unused");
    }

    private static Set<String> unused(JavaClasses classes) {
        return classes.stream()
                .flatMap(type -> type.getMethods().stream())
                .filter(UnusedMethodsTest::isCandidate)
                .filter(method -> method.getAccessesToSelf().stream()
                        .allMatch(access -> access.getOrigin().equals(method)))
                .map(method -> method.getOwner().getName() + "." + method.getName())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** What somebody writes by hand, not private, and calls by this very name. */
    private static boolean isCandidate(JavaMethod method) {
        Set<JavaModifier> modifiers = method.getModifiers();
        return !modifiers.contains(JavaModifier.PRIVATE)
                && !modifiers.contains(JavaModifier.SYNTHETIC)
                && !modifiers.contains(JavaModifier.BRIDGE)
                && method.getAnnotations().stream()
                        .allMatch(
                                annotation -> annotation.getRawType().getName().startsWith("java.lang."))
                && !isEntry(method)
                && !isOfTheLanguage(method)
                && !overrides(method);
    }

    private static boolean isEntry(JavaMethod method) {
        return method.getName().equals("main") && method.getModifiers().contains(JavaModifier.STATIC);
    }

    /** The parts of a record are data, and those who print or compare it read them; an enum has two methods of its own. */
    private static boolean isOfTheLanguage(JavaMethod method) {
        JavaClass owner = method.getOwner();
        boolean component = owner.isRecord()
                && method.getRawParameterTypes().isEmpty()
                && owner.tryGetField(method.getName()).isPresent();
        boolean ofEnum = owner.isEnum() && Set.of("values", "valueOf").contains(method.getName());
        return component || ofEnum;
    }

    private static boolean overrides(JavaMethod method) {
        if (method.getModifiers().contains(JavaModifier.STATIC)) {
            return false;
        }
        int parameters = method.getRawParameterTypes().size();
        return supertypes(method.getOwner().reflect())
                .flatMap(type -> Stream.of(type.getDeclaredMethods()))
                .anyMatch(above -> above.getName().equals(method.getName()) && above.getParameterCount() == parameters);
    }

    private static Stream<Class<?>> supertypes(Class<?> type) {
        Set<Class<?>> seen = new HashSet<>();
        Deque<Class<?>> open = new ArrayDeque<>(List.of(type));
        while (!open.isEmpty()) {
            Class<?> next = open.pop();
            Stream.concat(Stream.ofNullable(next.getSuperclass()), Stream.of(next.getInterfaces()))
                    .filter(seen::add)
                    .forEach(open::push);
        }
        if (type.isInterface()) {
            seen.add(Object.class);
        }
        return seen.stream();
    }

    /** One method of each kind. */
    private static final class Planted {
        private final Shape shape = new Square();

        String used() {
            return shape.name() + new Pair(1, 2);
        }

        int unused() {
            return used().length();
        }

        int onlyCallsItself(int depth) {
            return depth == 0 ? 0 : onlyCallsItself(depth - 1);
        }

        @Override
        public String toString() {
            return used();
        }
    }

    private interface Shape {
        String name();
    }

    private static final class Square implements Shape {
        @Override
        public String name() {
            return "square";
        }
    }

    private record Pair(int one, int other) {}
}
