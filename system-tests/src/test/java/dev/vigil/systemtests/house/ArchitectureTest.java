package dev.vigil.systemtests.house;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitCallTarget;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The arrows between the modules, and what the core must not know. */
class ArchitectureTest {
    private static final String ROOT = "dev.vigil.";

    /** Which modules each module may use besides itself. */
    private static final Map<String, Set<String>> ARROWS = Map.of(
            "core", Set.of(),
            "config", Set.of("core"),
            "lint", Set.of("core", "config"),
            "linux", Set.of("core"),
            "recording", Set.of("core"),
            "simulator", Set.of("core", "config", "recording"),
            "daemon", Set.of("core", "config", "linux", "recording"),
            "cli", Set.of("core", "config", "lint", "recording", "simulator", "daemon"));

    private static final Set<String> PURE_CONCURRENCY = Set.of("java.util.concurrent.TimeUnit");

    /** Packages of the JDK that reach the world outside, by prefix. */
    private static final List<String> IMPURE_PACKAGES = List.of(
            "java.net",
            "java.io",
            "java.nio.file",
            "java.nio.channels",
            "java.util.logging",
            "java.util.concurrent",
            "java.lang.foreign",
            "java.sql",
            "javax",
            "jdk",
            "sun");

    /** What is pure among them: digests of bytes. */
    private static final Set<String> PURE_CLASSES =
            Set.of("javax.crypto.Mac", "javax.crypto.ShortBufferException", "javax.crypto.spec.SecretKeySpec");

    private static final Set<String> IMPURE_CLASSES = Set.of(
            "java.lang.Thread",
            "java.lang.ThreadLocal",
            "java.lang.Process",
            "java.lang.ProcessBuilder",
            "java.lang.Runtime",
            "java.lang.System$Logger",
            "java.time.Clock",
            "java.util.Random",
            "java.util.Timer",
            "java.security.SecureRandom");

    /** Methods that read a clock or a source of chance, or touch the process. */
    private static final Set<String> IMPURE_METHODS = Set.of(
            "java.lang.System.nanoTime",
            "java.lang.System.currentTimeMillis",
            "java.lang.System.getenv",
            "java.lang.System.getProperty",
            "java.lang.System.exit",
            "java.lang.Math.random",
            "java.lang.Object.wait",
            "java.time.Instant.now",
            "java.time.LocalDateTime.now",
            "java.time.ZonedDateTime.now",
            "java.util.UUID.randomUUID",
            "java.util.random.RandomGenerator.getDefault");

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.vigil");

    @Test
    void everyModuleIsSeen() {
        assertThat(CLASSES.stream().map(ArchitectureTest::module).distinct())
                .contains("core", "config", "lint", "linux", "recording", "daemon", "cli")
                .isSubsetOf(ARROWS.keySet());
    }

    @TestFactory
    List<DynamicTest> aModuleUsesOnlyThoseItsArrowsPointTo() {
        return ARROWS.keySet().stream()
                .map(module ->
                        DynamicTest.dynamicTest(module, () -> arrowsFrom(module).check(CLASSES)))
                .toList();
    }

    private static ArchRule arrowsFrom(String module) {
        return noClasses()
                .that()
                .resideInAPackage(ROOT + module + "..")
                .should()
                .dependOnClassesThat(describe(
                        "belong to a module that " + module + " has no arrow to",
                        other -> other.getPackageName().startsWith(ROOT)
                                && !module(other).equals(module)
                                && !ARROWS.getOrDefault(module, Set.of()).contains(module(other))))
                .allowEmptyShould(true);
    }

    @Test
    void theCoreKnowsNoSocketFileThreadClockLoggerOrChance() {
        DescribedPredicate<JavaClass> impure = describe("reach the world outside", ArchitectureTest::isImpure);
        DescribedPredicate<CodeUnitCallTarget> impureMethod = describe(
                "read a clock or chance, or touch the process",
                method -> IMPURE_METHODS.contains(method.getOwner().getName() + "." + method.getName()));
        noClasses()
                .that()
                .resideInAPackage(ROOT + "core..")
                .should()
                .dependOnClassesThat(impure)
                .check(CLASSES);
        noClasses()
                .that()
                .resideInAPackage(ROOT + "core..")
                .should()
                .callCodeUnitWhere(target(impureMethod))
                .check(CLASSES);
    }

    @Test
    void onlyTheLinuxModuleCallsNativeCode() {
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + "linux..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("java.lang.foreign..")
                .check(CLASSES);
    }

    @Test
    void theDaemonTellsItsVirtualRoutersNothingThatIsNotRecorded() {
        noClasses()
                .that()
                .resideInAPackage(ROOT + "daemon..")
                .should()
                .callCodeUnitWhere(target(describe(
                        "are inputs of a virtual router",
                        method -> method.getOwner().getName().equals("dev.vigil.core.vrrp.VirtualRouter")
                                && method.getName().matches("on[A-Z].*|start|stop|reconfigure"))))
                .check(CLASSES);
    }

    /** What surrounds a virtual router is simulated by running it, and not by writing it again. */
    @Test
    void theSimulatorRunsThePlaceOfTheDaemonAndHasNoneOfItsOwn() {
        noClasses()
                .that()
                .resideInAPackage(ROOT + "simulator..")
                .should()
                .callCodeUnitWhere(target(describe(
                        "are inputs of a virtual router, or of its recorder",
                        method -> method.getOwner()
                                        .getName()
                                        .matches("dev.vigil.core.vrrp.VirtualRouter|.*RecordedRouter")
                                && method.getName()
                                        .matches("on(?!Advertisement$|Deadline$)[A-Z].*|start|stop|reconfigure"))))
                .check(CLASSES);
        classes()
                .that()
                .haveFullyQualifiedName(ROOT + "simulator.Member")
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName(ROOT + "core.place.PlacedRouter")
                .andShould()
                .notBeAssignableTo(ROOT + "core.vrrp.Effects")
                .check(CLASSES);
        classes()
                .that()
                .haveFullyQualifiedName(ROOT + "simulator.Node")
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName(ROOT + "core.place.Placement")
                .check(CLASSES);
    }

    private static boolean isImpure(JavaClass type) {
        String name = type.getName();
        return IMPURE_CLASSES.contains(name)
                || (!PURE_CONCURRENCY.contains(name)
                        && !PURE_CLASSES.contains(name)
                        && IMPURE_PACKAGES.stream().anyMatch(prefix -> name.startsWith(prefix + ".")));
    }

    private static String module(JavaClass type) {
        String rest = type.getPackageName().substring(ROOT.length());
        int dot = rest.indexOf('.');
        return dot < 0 ? rest : rest.substring(0, dot);
    }
}
