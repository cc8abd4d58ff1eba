package dev.vigil.linux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.vigil.core.address.IpAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A network namespace for one test: two Ethernet interfaces, {@code va} and {@code vb}, joined by a virtual cable. */
final class VethNamespace {
    static final String A = "va";
    static final String B = "vb";

    private static final long WITHIN_S = 60;

    /** What is done in the namespace. */
    interface Body {
        void run() throws Exception;
    }

    private VethNamespace() {}

    /** Runs the body on a thread of its own, which alone is in the namespace; the namespace ends with it. */
    static void run(Body body) throws Exception {
        Capabilities ours = Capabilities.effective();
        assumeTrue(
                ours.has(Capabilities.SYS_ADMIN) && ours.has(Capabilities.NET_ADMIN),
                "making a network namespace needs root");
        CompletableFuture<Void> done = new CompletableFuture<>();
        Thread.ofPlatform().daemon().start(() -> {
            try {
                NetworkNamespace.enterNew();
                ip("link", "add", A, "type", "veth", "peer", "name", B);
                set("0", "net", "ipv4", "conf", "all", "rp_filter");
                bringUp();
                body.run();
                done.complete(null);
            } catch (Throwable failure) {
                done.completeExceptionally(failure);
            }
        });
        try {
            done.get(WITHIN_S, TimeUnit.SECONDS);
        } catch (java.util.concurrent.ExecutionException failed) {
            switch (failed.getCause()) {
                case Exception exception -> throw exception;
                case Error error -> throw error;
                default -> throw failed;
            }
        }
    }

    /**
     * Brings both interfaces up and waits until the kernel says that they are running: until then it may drop what is
     * sent.
     */
    private static void bringUp() throws Exception {
        Set<String> running = new HashSet<>();
        try (NetlinkMonitor monitor = NetlinkMonitor.open();
                Epoll epoll = Epoll.open(1)) {
            epoll.add(monitor, 0);
            for (String name : List.of(A, B)) {
                set("0", "net", "ipv4", "conf", name, "rp_filter");
                set("0", "net", "ipv6", "conf", name, "accept_dad");
                ip("link", "set", name, "up");
            }
            while (running.size() < 2) {
                epoll.await();
                monitor.read(event -> {
                    if (event instanceof NetlinkEvent.LinkChanged changed
                            && changed.link().isRunning()) {
                        running.add(changed.link().name());
                    }
                });
            }
        }
    }

    /** Sets what {@link Sysctl#read} reads, in the namespace of the calling thread. */
    static void set(String value, String... steps) throws Exception {
        Files.writeString(Path.of("/proc/sys", steps), value);
    }

    /** The interface of that name, if there is one. */
    static Optional<LinkInfo> link(RouteNetlink netlink, String name) {
        return netlink.links().stream().filter(link -> link.name().equals(name)).findFirst();
    }

    /** An address with nothing special about it. */
    static InterfaceAddress address(int ifindex, IpAddress address, int prefixLength) {
        return new InterfaceAddress(
                ifindex,
                address,
                prefixLength,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Constants.RT_SCOPE_UNIVERSE,
                0,
                InterfaceAddress.FOREVER,
                InterfaceAddress.PROTOCOL_KEEPALIVED);
    }

    /**
     * Adds an IPv6 address without duplicate detection, and waits until a worker of the kernel has made it usable: until
     * then nothing that is sent to it arrives.
     */
    static void addUsable(String address, int prefixLength, String device) throws Exception {
        ip("addr", "add", address + "/" + prefixLength, "dev", device, "nodad");
        String route;
        do {
            Process process = new ProcessBuilder("ip", "-6", "route", "show", "table", "local", address)
                    .redirectErrorStream(true)
                    .start();
            route = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor()).as(route).isZero();
        } while (route.isEmpty());
    }

    /** Runs iproute2 in the namespace of the calling thread. */
    static void ip(String... arguments) throws Exception {
        String[] command = new String[arguments.length + 1];
        command[0] = "ip";
        System.arraycopy(arguments, 0, command, 1, arguments.length);
        Process process = new ProcessBuilder(command).inheritIO().start();
        assertThat(process.waitFor()).as(String.join(" ", command)).isZero();
    }

    /** What iproute2 prints there. */
    static String output(String... arguments) throws Exception {
        String[] command = new String[arguments.length + 1];
        command[0] = "ip";
        System.arraycopy(arguments, 0, command, 1, arguments.length);
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(text).isZero();
        return text;
    }
}
