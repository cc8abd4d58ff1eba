package dev.vigil.daemon.journal;

import dev.vigil.core.address.IpAddress;
import dev.vigil.core.link.SettingTrace;
import dev.vigil.core.link.VirtualLink;
import dev.vigil.core.routing.RoutingTrace;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Every address that a daemon may have put on an interface, and every route and rule that it may have made, with what is needed to know whether that daemon still runs.
 * It is written before the first address is added, so whatever a killed daemon left is in it.
 *
 * <pre>
 * vigil-journal 1
 * namespace net:[4026531840]
 * owner 4711 209384
 * pid-file /run/keepalived.pid
 * address eth0 192.0.2.10/24
 * route 198.51.100.0/24 254 0 0 1 18 eth1
 * link vrrp.51 eth0 00:00:5e:00:01:33
 * setting net/ipv4/conf/eth0/arp_ignore 0 1
 * </pre>
 *
 * @param namespace the network namespace, as the kernel names it
 * @param owner the daemon; empty in the journal of a version that did not write it
 * @param pidFiles the files that the daemon holds locked while it runs
 * @param links the interfaces that the daemon makes
 * @param settings what of the kernel's settings it changes, with what it was
 */
public record Journal(
        String namespace,
        Optional<Owner> owner,
        List<Path> pidFiles,
        List<Entry> entries,
        List<RoutingTrace> routing,
        List<VirtualLink> links,
        List<SettingTrace> settings) {
    private static final String HEADING = "vigil-journal 1";
    private static final int ENTRIES_MAX = 1_000_000;
    private static final Pattern ENTRY = Pattern.compile("([^ /]+)[ /]([^ /]*)[ /](\\d{1,3})");

    /**
     * A process, named for good: numbers are given again, but not to one that was started at the same time.
     *
     * @param startTicks when it was started, in the kernel's ticks since boot
     */
    public record Owner(long pid, long startTicks) {
        private static final Pattern TEXT = Pattern.compile("(\\d{1,18}) (\\d{1,18})");

        static Optional<Owner> parse(String text) {
            Matcher matcher = TEXT.matcher(text);
            return matcher.matches()
                    ? Optional.of(new Owner(Long.parseLong(matcher.group(1)), Long.parseLong(matcher.group(2))))
                    : Optional.empty();
        }

        @Override
        public String toString() {
            return pid + " " + startTicks;
        }
    }

    /** One address on one interface. */
    public record Entry(String interfaceName, IpAddress address, int prefixLength) {
        /** As {@code 192.0.2.10/24 on eth0}. */
        @Override
        public String toString() {
            return address + "/" + prefixLength + " on " + interfaceName;
        }
    }

    /** Without links. */
    public Journal(
            String namespace,
            Optional<Owner> owner,
            List<Path> pidFiles,
            List<Entry> entries,
            List<RoutingTrace> routing) {
        this(namespace, owner, pidFiles, entries, routing, List.of(), List.of());
    }

    /** Without routes and rules. */
    public Journal(String namespace, Optional<Owner> owner, List<Path> pidFiles, List<Entry> entries) {
        this(namespace, owner, pidFiles, entries, List.of());
    }

    public Journal {
        routing = List.copyOf(routing);
        links = List.copyOf(links);
        settings = List.copyOf(settings);
        pidFiles = List.copyOf(pidFiles);
        entries = List.copyOf(entries);
    }

    /** The text form. */
    String text() {
        StringBuilder text = new StringBuilder(HEADING).append('\n');
        text.append("namespace ").append(namespace).append('\n');
        owner.ifPresent(process -> text.append("owner ").append(process).append('\n'));
        pidFiles.forEach(path -> text.append("pid-file ").append(path).append('\n'));
        for (Entry entry : entries) {
            text.append("address ").append(entry.interfaceName).append(' ');
            text.append(entry.address).append('/').append(entry.prefixLength).append('\n');
        }
        routing.forEach(trace -> text.append(trace.text()).append('\n'));
        links.forEach(link -> text.append(link.text()).append('\n'));
        settings.forEach(trace -> text.append(trace.text()).append('\n'));
        return text.toString();
    }

    /** Reads the text form; empty if it is something else, of which nothing may be believed. */
    static Optional<Journal> parse(String text) {
        List<String> lines = text.lines().limit(ENTRIES_MAX).toList();
        if (lines.isEmpty() || !lines.getFirst().equals(HEADING)) {
            return Optional.empty();
        }
        String namespace = "";
        Optional<Owner> owner = Optional.empty();
        List<Path> pidFiles = new ArrayList<>();
        List<Entry> entries = new ArrayList<>();
        List<RoutingTrace> routing = new ArrayList<>();
        List<VirtualLink> links = new ArrayList<>();
        List<SettingTrace> settings = new ArrayList<>();
        for (String line : lines.subList(1, lines.size())) {
            int blank = Math.max(line.indexOf(' '), 0);
            String value = line.substring(Math.min(blank + 1, line.length()));
            switch (line.substring(0, blank)) {
                case "namespace" -> namespace = value;
                case "owner" -> {
                    owner = Owner.parse(value);
                    if (owner.isEmpty()) {
                        return Optional.empty();
                    }
                }
                case "pid-file" -> pidFiles.add(Path.of(value));
                case "address" -> {
                    Optional<Entry> entry = entry(value);
                    if (entry.isEmpty()) {
                        return Optional.empty();
                    }
                    entries.add(entry.get());
                }
                case "route", "rule" -> {
                    Optional<RoutingTrace> trace = RoutingTrace.parse(line);
                    if (trace.isEmpty()) {
                        return Optional.empty();
                    }
                    routing.add(trace.get());
                }
                case "link", "setting" -> {
                    Optional<VirtualLink> link = VirtualLink.parse(line);
                    Optional<SettingTrace> setting = SettingTrace.parse(line);
                    if (link.isEmpty() && setting.isEmpty()) {
                        return Optional.empty();
                    }
                    link.ifPresent(links::add);
                    setting.ifPresent(settings::add);
                }
                default -> {
                    return Optional.empty();
                }
            }
        }
        return Optional.of(new Journal(namespace, owner, pidFiles, entries, routing, links, settings));
    }

    private static Optional<Entry> entry(String value) {
        Matcher words = ENTRY.matcher(value);
        return words.matches()
                ? IpAddress.parse(words.group(2))
                        .map(address -> new Entry(words.group(1), address, Integer.parseInt(words.group(3))))
                : Optional.empty();
    }
}
