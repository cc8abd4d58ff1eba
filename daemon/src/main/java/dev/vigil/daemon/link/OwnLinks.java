package dev.vigil.daemon.link;

import dev.vigil.config.assemble.Assemble;
import dev.vigil.config.assemble.VirtualLinks;
import dev.vigil.config.model.Config;
import dev.vigil.core.address.Family;
import dev.vigil.core.address.IpAddress;
import dev.vigil.core.filter.FilterSettings;
import dev.vigil.core.filter.ReportingLink;
import dev.vigil.core.link.KernelSetting;
import dev.vigil.core.link.SettingTrace;
import dev.vigil.core.link.VirtualLink;
import dev.vigil.daemon.log.DaemonEvent;
import dev.vigil.daemon.log.EventLog;
import dev.vigil.daemon.reload.Participant;
import dev.vigil.daemon.reload.Proposal;
import dev.vigil.daemon.reload.ReloadPlan;
import dev.vigil.daemon.vrrp.Teller;
import dev.vigil.linux.LinkInfo;
import dev.vigil.linux.LinuxException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.stream.Collectors;

/**
 * Sees to it that the interfaces which virtual routers bring with them are there while the daemon runs, and only then, and
 * that the kernel's settings of what they stand on are put back. The VRRP loop finds them as it finds every other interface:
 * here they are made before it begins or is reconfigured, and made again, on another thread, when it reports one as gone.
 */
public final class OwnLinks implements Participant, Teller {
    /** The number of no interface. */
    private static final int NONE = 0;

    private final Executor background;
    private final EventLog log;
    private Wanted inForce = Wanted.NOTHING;

    /** Those of the configuration in force, and of one that is proposed. */
    private Wanted wanted = Wanted.NOTHING;

    /**
     * @param settings those that are asked for beside those that links need
     * @param filter where rules about the reports of links are
     */
    private record Wanted(List<VirtualLink> links, List<KernelSetting> settings, FilterSettings filter) {
        static final Wanted NOTHING = new Wanted(List.of(), List.of(), FilterSettings.DEFAULT);

        static Wanted of(List<Config> configs) {
            Set<VirtualLink> links = new LinkedHashSet<>();
            Set<KernelSetting> settings = new LinkedHashSet<>();
            configs.forEach(config -> {
                links.addAll(VirtualLinks.of(config));
                settings.addAll(VirtualLinks.settings(config));
            });
            FilterSettings filter = Assemble.filter(configs.getLast().global());
            return new Wanted(List.copyOf(links), List.copyOf(settings), filter);
        }

        Wanted and(Wanted other) {
            Set<VirtualLink> allLinks = new LinkedHashSet<>(links);
            allLinks.addAll(other.links);
            Set<KernelSetting> allSettings = new LinkedHashSet<>(settings);
            allSettings.addAll(other.settings);
            return new Wanted(List.copyOf(allLinks), List.copyOf(allSettings), filter);
        }

        boolean isEmpty() {
            return links.isEmpty() && settings.isEmpty();
        }
    }

    /** The numbers of the links that were made. */
    private final Map<VirtualLink, Integer> made = new HashMap<>();

    /** The numbers of the interfaces that they stand on. */
    private final Map<VirtualLink, Integer> bases = new HashMap<>();

    private final Reports reports;

    /** The addresses of its base that each link has been given. */
    private final Map<VirtualLink, Set<IpAddress>> followed = new HashMap<>();

    /** What settings were before they were changed. */
    private final Map<List<String>, SettingTrace> changed = new LinkedHashMap<>();

    /** The links whose failure was reported, and is not over. */
    private final Set<VirtualLink> failed = new HashSet<>();

    /** The interfaces whose changes matter. */
    private volatile Set<String> watched = Set.of();

    /** The addresses that links have of their own. */
    private volatile Set<IpAddress> own = Set.of();

    /**
     * @param background does what the VRRP loop must not wait for
     * @param leading leads the reports of links to their bases
     */
    public OwnLinks(Executor background, Reports.Leading leading, EventLog log) {
        this.background = background;
        this.log = log;
        reports = new Reports(leading, log);
    }

    /**
     * What must be written down before configurations come into force.
     *
     * @param settings those that will be changed, with what they are now
     */
    public record Traces(List<VirtualLink> links, List<SettingTrace> settings) {
        public static final Traces NONE = new Traces(List.of(), List.of());
    }

    public synchronized Traces traces(List<Config> configs) {
        Wanted all = Wanted.of(configs);
        if (all.isEmpty()) {
            return Traces.NONE;
        }
        List<SettingTrace> settings = new ArrayList<>();
        try (LinkKernel kernel = new LinkKernel()) {
            for (KernelSetting setting : needed(all, kernel)) {
                SettingTrace known = changed.get(setting.steps());
                if (known != null) {
                    settings.add(known);
                } else {
                    LinkKernel.read(setting)
                            .filter(now -> !now.equals(setting.value()))
                            .ifPresent(now -> settings.add(new SettingTrace(setting, now)));
                }
            }
            return new Traces(
                    all.links.stream().filter(link -> isOurs(link, kernel)).toList(), settings);
        }
    }

    /** The settings that are asked for, and those that links need beside their own. */
    private List<KernelSetting> needed(Wanted of, LinkKernel kernel) {
        List<KernelSetting> settings = new ArrayList<>(of.settings);
        settings.addAll(KernelSetting.ofBases(of.links));
        if (of.links.stream()
                .anyMatch(link -> link.family() == Family.IPV4 && link.sharing().isEmpty())) {
            boolean begun = changed.containsKey(KernelSetting.SHARED_FILTER.steps());
            settings.addAll(begun ? changedFilters() : kernel.withoutSharedFilter());
        }
        return settings;
    }

    private List<KernelSetting> changedFilters() {
        return changed.values().stream()
                .map(SettingTrace::setting)
                .filter(KernelSetting::isFilter)
                .toList();
    }

    /** Whether the interface with the name of a link was made here, or is still to be. */
    private boolean isOurs(VirtualLink link, LinkKernel kernel) {
        return kernel.find(link)
                .present()
                .map(present -> made.containsValue(present.ifindex()))
                .orElse(true);
    }

    /** Makes the links of a configuration, before the VRRP loop looks for them. */
    public synchronized void begin(Config config) {
        inForce = Wanted.of(List.of(config));
        want(inForce);
    }

    /** Removes everything and puts the settings back. */
    public synchronized void end() {
        inForce = Wanted.NOTHING;
        want(inForce);
    }

    @Override
    public synchronized void prepare(Proposal proposal) {
        if (!proposal.dryRun()) {
            want(inForce.and(Wanted.of(List.of(proposal.config()))));
        }
    }

    @Override
    public synchronized void adopt(ReloadPlan plan) {
        inForce = Wanted.of(List.of(plan.next()));
        want(inForce);
    }

    @Override
    public synchronized void abort() {
        want(inForce);
    }

    private void want(Wanted next) {
        boolean none = next.isEmpty() && made.isEmpty() && changed.isEmpty();
        wanted = next;
        Set<String> names = new HashSet<>();
        next.links.forEach(link -> names.addAll(List.of(link.name(), link.base())));
        next.settings.forEach(setting -> names.addAll(setting.steps()));
        watched = Set.copyOf(names);
        own = next.links.stream()
                .flatMap(link -> link.sharing().stream())
                .flatMap(sharing -> sharing.address().stream())
                .collect(Collectors.toUnmodifiableSet());
        if (!none) {
            settle();
        }
    }

    /** Makes what lacks and removes what is not wanted. */
    private void settle() {
        try (LinkKernel kernel = new LinkKernel()) {
            removeUnwanted(kernel);
            List<KernelSetting> needed = needed(wanted, kernel);
            putBackOthersThan(needed);
            needed.forEach(this::change);
            List<VirtualLink> fresh = new ArrayList<>();
            for (VirtualLink link : wanted.links) {
                attempt(link, kernel, fresh);
            }
            // Before the first report of a link, and after its last one.
            reports.follow(wanted.filter, reporting());
            for (VirtualLink link : wanted.links) {
                if (made.containsKey(link)) {
                    raise(link, kernel, fresh.contains(link));
                }
            }
        } catch (LinuxException refusal) {
            tell("see to the interfaces of virtual routers", refusal);
        }
    }

    private Set<ReportingLink> reporting() {
        boolean silentOverIpv4 = wanted.settings.contains(KernelSetting.NO_REPORTS);
        Set<ReportingLink> reporting = new HashSet<>();
        made.forEach((link, ifindex) -> {
            int base = bases.getOrDefault(link, NONE);
            if (link.sharing().isPresent()) {
                // What it reports has the MAC address of its base.
                return;
            }
            if (link.family() == Family.IPV4 && !silentOverIpv4) {
                reporting.add(new ReportingLink(Family.IPV4, ifindex, base));
            }
            if (link.ipv6()) {
                reporting.add(new ReportingLink(Family.IPV6, ifindex, base));
            }
        });
        return reporting;
    }

    private void removeUnwanted(LinkKernel kernel) {
        for (Map.Entry<VirtualLink, Integer> each : List.copyOf(made.entrySet())) {
            VirtualLink link = each.getKey();
            if (!wanted.links.contains(link)) {
                try {
                    kernel.remove(link, each.getValue());
                    made.remove(link);
                    log.put(new DaemonEvent.LinkChanged(link.toString(), false));
                } catch (LinuxException refusal) {
                    tell("remove " + link, refusal);
                }
            }
        }
    }

    /** Settings that are no longer needed become what they were, unless somebody else has changed them since. */
    private void putBackOthersThan(List<KernelSetting> needed) {
        Set<List<String>> kept = new HashSet<>();
        needed.forEach(setting -> kept.add(setting.steps()));
        for (SettingTrace trace : List.copyOf(changed.values()).reversed()) {
            List<String> steps = trace.setting().steps();
            if (kept.contains(steps)) {
                continue;
            }
            changed.remove(steps);
            try {
                if (LinkKernel.read(trace.setting())
                        .filter(trace.setting().value()::equals)
                        .isPresent()) {
                    LinkKernel.write(new KernelSetting(steps, trace.before()));
                }
            } catch (LinuxException refusal) {
                tell("put back " + trace, refusal);
            }
        }
    }

    /** Makes a link that is not there, and leaves it down. */
    private void attempt(VirtualLink link, LinkKernel kernel, List<VirtualLink> fresh) {
        try {
            LinkKernel.Found found = kernel.find(link);
            if (found.base().isEmpty()) {
                made.remove(link);
                return;
            }
            bases.put(link, found.base().get().ifindex());
            int ifindex = found.present().map(LinkInfo::ifindex).orElse(NONE);
            if (ifindex == NONE) {
                made.remove(link);
                made.put(link, kernel.make(link, found.base().get()));
                fresh.add(link);
            } else if (made.getOrDefault(link, NONE) != ifindex) {
                made.remove(link);
                fail(link, "there is another interface with that name, which is left alone");
            }
        } catch (LinuxException refusal) {
            fail(link, String.valueOf(refusal.getMessage()));
        }
    }

    /** Sets up a link that has just been made, and lets it follow the addresses of its base. */
    private void raise(VirtualLink link, LinkKernel kernel, boolean fresh) {
        int ifindex = made.getOrDefault(link, NONE);
        try {
            if (fresh) {
                KernelSetting.of(link).forEach(this::write);
                kernel.setUp(link, ifindex);
                log.put(new DaemonEvent.LinkChanged(link.toString(), true));
                failed.remove(link);
            }
            kernel.address(link, ifindex);
            if (link.linkLocal()) {
                int base = bases.getOrDefault(link, NONE);
                followed.put(link, kernel.followBase(ifindex, base, followed.getOrDefault(link, Set.of())));
            }
        } catch (LinuxException refusal) {
            fail(link, String.valueOf(refusal.getMessage()));
        }
    }

    private void change(KernelSetting setting) {
        try {
            LinkKernel.read(setting)
                    .filter(now -> !now.equals(setting.value()))
                    .ifPresent(now -> changed.putIfAbsent(setting.steps(), new SettingTrace(setting, now)));
            LinkKernel.write(setting);
        } catch (LinuxException refusal) {
            tell("change " + setting.path(), refusal);
        }
    }

    private void write(KernelSetting setting) {
        try {
            LinkKernel.write(setting);
        } catch (LinuxException refusal) {
            tell("change " + setting.path(), refusal);
        }
    }

    private void fail(VirtualLink link, String reason) {
        if (failed.add(link)) {
            log.put(new DaemonEvent.OperationFailed("make " + link, reason));
        }
    }

    private void tell(String operation, LinuxException refusal) {
        log.put(new DaemonEvent.OperationFailed(operation, String.valueOf(refusal.getMessage())));
    }

    // What the loop reports

    @Override
    public void link(String interfaceName, boolean up) {
        look(interfaceName);
    }

    @Override
    public void address(String interfaceName, IpAddress address, boolean added) {
        if (address.isLinkLocal() || (!added && own.contains(address))) {
            look(interfaceName);
        }
    }

    private void look(String interfaceName) {
        if (watched.contains(interfaceName)) {
            try {
                background.execute(this::restore);
            } catch (RejectedExecutionException ending) {
                // Nothing is made again by a daemon that ends.
                return;
            }
        }
    }

    private synchronized void restore() {
        if (!wanted.isEmpty()) {
            settle();
        }
    }
}
