package dev.vigil.linux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ThisThreadTest {
    private static final Path STAT = Path.of("/proc/thread-self/stat");
    private static final int NICENESS_FIELD = 19;
    private static final int POLICY_FIELD = 41;
    private static final int CAP_IPC_LOCK = 14;

    /** What a thread of its own finds out. */
    private static <T> T inThread(java.util.concurrent.Callable<T> question) throws Exception {
        CompletableFuture<T> answer = new CompletableFuture<>();
        Thread.ofPlatform().daemon().start(() -> {
            try {
                answer.complete(question.call());
            } catch (Throwable failure) {
                answer.completeExceptionally(failure);
            }
        });
        return answer.get(30, TimeUnit.SECONDS);
    }

    /** A field of /proc/thread-self/stat by its number in proc(5); those behind the name, the second. */
    private static String field(int number) throws Exception {
        String stat = Files.readString(STAT).strip();
        return stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1)[number - 3];
    }

    @Test
    void realtimePriorityIsForThisThreadAndNotForThoseItStarts() throws Exception {
        assumeTrue(Capabilities.effective().has(Capabilities.SYS_NICE), "realtime scheduling needs root");
        List<String> policies = inThread(() -> {
            ThisThread.setRealtimePriority(1);
            String own = field(POLICY_FIELD);
            String started = inThread(() -> field(POLICY_FIELD));
            ThisThread.setRealtimePriority(0);
            return List.of(own, started, field(POLICY_FIELD));
        });
        assertThat(policies).containsExactly("1", "0", "0");
    }

    @Test
    void nicenessIsForAllThreads() throws Exception {
        assumeTrue(Capabilities.effective().has(Capabilities.SYS_NICE), "lowering the niceness again needs root");
        ThisProcess.setNiceness(1);
        try {
            assertThat(field(NICENESS_FIELD)).isEqualTo("1");
            assertThat(inThread(() -> field(NICENESS_FIELD))).isEqualTo("1");
        } finally {
            ThisProcess.setNiceness(0);
        }
        assertThat(field(NICENESS_FIELD)).isEqualTo("0");
    }

    @Test
    void impossiblePriorityIsRefused() {
        assertThatThrownBy(() -> ThisThread.setRealtimePriority(100))
                .hasMessage("set realtime priority 100: Invalid argument (EINVAL)");
    }

    @Test
    void memoryIsLockedAsItIsTouched() throws Exception {
        assumeTrue(Capabilities.effective().has(CAP_IPC_LOCK), "locking all memory needs root");
        ThisProcess.lockMemory();
        String locked = Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(text -> text.startsWith("VmLck:"))
                .findFirst()
                .orElseThrow();
        assertThat(locked).doesNotMatch("VmLck:\\s+0 kB");
    }

    @Test
    void settingsBelongToTheNamespaceOfTheThread() throws Exception {
        VethNamespace.run(() -> {
            VethNamespace.set("1", "net", "ipv4", "conf", VethNamespace.A, "arp_ignore");
            assertThat(Sysctl.read("net", "ipv4", "conf", VethNamespace.A, "arp_ignore"))
                    .contains("1");
            assertThat(inThread(() -> Sysctl.read("net", "ipv4", "conf", VethNamespace.A, "arp_ignore")))
                    .as("threads inherit the namespace")
                    .contains("1");
        });
        assertThat(Sysctl.read("net", "ipv4", "conf", VethNamespace.A, "arp_ignore"))
                .isEmpty();
    }

    @Test
    void namespaceCanBeLeftAgain() throws Exception {
        VethNamespace.run(() -> {
            try (NetworkNamespace here = NetworkNamespace.current()) {
                NetworkNamespace.enterNew();
                try (RouteNetlink netlink = RouteNetlink.open()) {
                    assertThat(VethNamespace.link(netlink, VethNamespace.A)).isEmpty();
                }
                here.enter();
                try (RouteNetlink netlink = RouteNetlink.open()) {
                    assertThat(VethNamespace.link(netlink, VethNamespace.A)).isPresent();
                }
            }
        });
    }

    @Test
    void unknownNamespaceIsRefused() {
        assertThatThrownBy(() -> NetworkNamespace.named("no-such-namespace"))
                .hasMessage("open /run/netns/no-such-namespace: No such file or directory (ENOENT)");
        assertThatThrownBy(() -> NetworkNamespace.named("../pid")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void settingsAreNamedByTheirSteps() {
        assertThat(Sysctl.read("kernel", "ostype")).contains("Linux");
        assertThat(Sysctl.read("kernel", "no-such-setting")).isEmpty();
        assertThatThrownBy(() -> Sysctl.read("..", "version")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void effectiveCapabilitiesAreThoseInProc() throws Exception {
        String line = Files.readAllLines(Path.of("/proc/thread-self/status")).stream()
                .filter(text -> text.startsWith("CapEff:"))
                .findFirst()
                .orElseThrow();
        long bits = Long.parseUnsignedLong(line.substring(7).strip(), 16);
        assertThat(Capabilities.effective()).isEqualTo(new Capabilities(bits));
        assertThat(new Capabilities(1L << Capabilities.NET_RAW).has(Capabilities.NET_RAW))
                .isTrue();
        assertThat(new Capabilities(1L << Capabilities.NET_RAW).has(Capabilities.NET_ADMIN))
                .isFalse();
    }

    @Test
    void aThreadHasANameAndProcessorsOfItsOwn() throws Exception {
        List<String> seen = inThread(() -> {
            ThisThread.setName("ha_vrrp");
            ThisThread.setProcessors(0, List.of(0));
            return List.of(
                    Files.readString(Path.of("/proc/thread-self/comm")).strip(),
                    Files.readAllLines(Path.of("/proc/thread-self/status")).stream()
                            .filter(line -> line.startsWith("Cpus_allowed_list:"))
                            .findFirst()
                            .orElseThrow()
                            .replaceFirst(".*:\\s*", ""));
        });
        assertThat(seen).containsExactly("ha_vrrp", "0");
    }
}
