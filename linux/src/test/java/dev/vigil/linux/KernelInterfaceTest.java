package dev.vigil.linux;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KernelInterfaceTest {
    private static final List<String> HEADERS = List.of(
            "errno.h",
            "fcntl.h",
            "poll.h",
            "sched.h",
            "signal.h",
            "spawn.h",
            "pwd.h",
            "grp.h",
            "time.h",
            "sys/epoll.h",
            "sys/eventfd.h",
            "sys/inotify.h",
            "sys/mman.h",
            "sys/prctl.h",
            "sys/resource.h",
            "sys/signalfd.h",
            "sys/socket.h",
            "sys/time.h",
            "sys/timerfd.h",
            "sys/uio.h",
            "sys/un.h",
            "sys/wait.h",
            "netinet/in.h",
            "netinet/tcp.h",
            "linux/in6.h",
            "linux/capability.h",
            "linux/connector.h",
            "linux/cn_proc.h",
            "linux/ethtool.h",
            "linux/fib_rules.h",
            "linux/filter.h",
            "linux/if.h",
            "linux/if_addr.h",
            "linux/if_arp.h",
            "linux/if_ether.h",
            "linux/if_link.h",
            "linux/if_packet.h",
            "linux/mii.h",
            "linux/genetlink.h",
            "linux/ip_vs.h",
            "linux/netfilter.h",
            "linux/netfilter/nfnetlink.h",
            "linux/netfilter/nf_tables.h",
            "linux/netfilter/nfnetlink_conntrack.h",
            "linux/netfilter/nf_conntrack_tcp.h",
            "linux/netfilter_ipv4.h",
            "linux/ila.h",
            "linux/lwtunnel.h",
            "linux/mpls_iptunnel.h",
            "linux/netlink.h",
            "linux/rtnetlink.h",
            "linux/securebits.h",
            "linux/sockios.h");

    /** The C types behind the classes of {@link Structs}. */
    private static final Map<String, String> C_TYPES = Map.ofEntries(
            Map.entry("EpollEvent", "struct epoll_event"),
            Map.entry("Itimerspec", "struct itimerspec"),
            Map.entry("Ifreq", "struct ifreq"),
            Map.entry("EthtoolValue", "struct ethtool_value"),
            Map.entry("MiiIoctlData", "struct mii_ioctl_data"),
            Map.entry("Pollfd", "struct pollfd"),
            Map.entry("Ucred", "struct ucred"),
            Map.entry("Timespec", "struct timespec"),
            Map.entry("SignalfdSiginfo", "struct signalfd_siginfo"),
            Map.entry("Iovec", "struct iovec"),
            Map.entry("Msghdr", "struct msghdr"),
            Map.entry("Mmsghdr", "struct mmsghdr"),
            Map.entry("Cmsghdr", "struct cmsghdr"),
            Map.entry("SockaddrIn", "struct sockaddr_in"),
            Map.entry("SockaddrIn6", "struct sockaddr_in6"),
            Map.entry("SockaddrLl", "struct sockaddr_ll"),
            Map.entry("SockaddrNl", "struct sockaddr_nl"),
            Map.entry("SockaddrUn", "struct sockaddr_un"),
            Map.entry("IpMreqn", "struct ip_mreqn"),
            Map.entry("Ipv6Mreq", "struct ipv6_mreq"),
            Map.entry("SockFprog", "struct sock_fprog"),
            Map.entry("SockFilter", "struct sock_filter"),
            Map.entry("Nlmsghdr", "struct nlmsghdr"),
            Map.entry("Nlmsgerr", "struct nlmsgerr"),
            Map.entry("Ifinfomsg", "struct ifinfomsg"),
            Map.entry("Ifaddrmsg", "struct ifaddrmsg"),
            Map.entry("Rtmsg", "struct rtmsg"),
            Map.entry("Rtnexthop", "struct rtnexthop"),
            Map.entry("FibRuleHdr", "struct fib_rule_hdr"),
            Map.entry("Ndmsg", "struct ndmsg"),
            Map.entry("IfaCacheinfo", "struct ifa_cacheinfo"),
            Map.entry("InotifyEvent", "struct inotify_event"),
            Map.entry("CnMsg", "struct cn_msg"),
            Map.entry("ProcEvent", "struct proc_event"),
            Map.entry("Flock", "struct flock"),
            Map.entry("Siginfo", "siginfo_t"),
            Map.entry("Passwd", "struct passwd"),
            Map.entry("Group", "struct group"),
            Map.entry("UserCapHeader", "struct __user_cap_header_struct"),
            Map.entry("UserCapData", "struct __user_cap_data_struct"));

    @TempDir
    private Path directory;

    @Test
    void everyConstantIsThatOfTheHeaders() throws Exception {
        Map<String, String> expressions = new TreeMap<>();
        Map<String, Long> ours = new TreeMap<>();
        for (Class<?> holder : List.of(
                Constants.class,
                RoutingConstants.class,
                FilterConstants.class,
                NatConstants.class,
                IpvsConstants.class,
                Errno.class)) {
            for (Field field : numbers(holder)) {
                expressions.put(field.getName(), field.getName());
                ours.put(field.getName(), (long) field.getInt(null));
            }
        }
        assertThat(CHeaders.evaluate(directory, HEADERS, expressions)).isEqualTo(ours);
    }

    @Test
    void everyStructureIsThatOfTheHeaders() throws Exception {
        Map<String, String> expressions = new TreeMap<>();
        Map<String, Long> ours = new TreeMap<>();
        for (Class<?> struct : Structs.class.getDeclaredClasses()) {
            String type = C_TYPES.get(struct.getSimpleName());
            assertThat(type).as("the C type of " + struct.getSimpleName()).isNotNull();
            for (Field field : numbers(struct)) {
                String member = field.getName().toLowerCase(Locale.ROOT);
                boolean size = field.getName().equals("SIZE");
                String name = struct.getSimpleName() + "." + field.getName();
                expressions.put(name, size ? "sizeof(" + type + ")" : "offsetof(" + type + ", " + member + ")");
                ours.put(name, (long) field.getInt(null));
            }
        }
        assertThat(CHeaders.evaluate(directory, HEADERS, expressions)).isEqualTo(ours);
    }

    @Test
    void opaqueStructuresOfSpawningFitTheRoomForThem() throws Exception {
        Map<String, Long> sizes = CHeaders.evaluate(
                directory,
                HEADERS,
                Map.of(
                        "attributes", "sizeof(posix_spawnattr_t)",
                        "actions", "sizeof(posix_spawn_file_actions_t)",
                        "signals", "sizeof(sigset_t)"));
        assertThat(sizes.get("attributes")).isLessThanOrEqualTo(PosixSpawn.ATTRIBUTES_BYTES);
        assertThat(sizes.get("actions")).isLessThanOrEqualTo(PosixSpawn.ACTIONS_BYTES);
        assertThat(sizes.get("signals")).isLessThanOrEqualTo(PosixSpawn.SIGNAL_SET_BYTES);
    }

    @Test
    void realtimeSignalsAreThoseThatLibcLeavesToPrograms() throws Exception {
        Map<String, Long> limits =
                CHeaders.evaluate(directory, HEADERS, Map.of("first", "SIGRTMIN", "last", "SIGRTMAX"));
        assertThat(limits).containsEntry("first", (long) Signals.REALTIME_MIN);
        assertThat(limits).containsEntry("last", (long) Signals.REALTIME_MAX);
    }

    @Test
    void everySystemCallHasItsNumberOnThisArchitecture() throws Exception {
        Map<String, String> expressions = new TreeMap<>();
        Map<String, Long> ours = new TreeMap<>();
        for (Syscall syscall : Syscall.values()) {
            expressions.put(syscall.name(), "__NR_" + syscall.name().toLowerCase(Locale.ROOT));
            ours.put(syscall.name(), syscall.number);
        }
        assertThat(CHeaders.evaluate(directory, List.of("sys/syscall.h"), expressions))
                .isEqualTo(ours);
    }

    @Test
    void everySystemCallHasTheGenericNumberOnAarch64() throws Exception {
        Map<String, String> expressions = new TreeMap<>();
        Map<String, Long> ours = new TreeMap<>();
        for (Syscall syscall : Syscall.values()) {
            expressions.put(syscall.name(), "__NR_" + syscall.name().toLowerCase(Locale.ROOT));
            ours.put(syscall.name(), (long) syscall.arm);
        }
        assertThat(CHeaders.evaluate(directory, List.of("asm-generic/unistd.h"), expressions))
                .isEqualTo(ours);
    }

    private static List<Field> numbers(Class<?> holder) {
        List<Field> fields = List.of(holder.getDeclaredFields()).stream()
                .filter(field -> Modifier.isStatic(field.getModifiers()) && field.getType() == int.class)
                .toList();
        assertThat(fields).as("constants of " + holder.getSimpleName()).isNotEmpty();
        return fields;
    }
}
