package dev.vigil.daemon.journal;

import dev.vigil.core.link.KernelSetting;
import dev.vigil.core.link.SettingTrace;
import dev.vigil.core.link.VirtualLink;
import dev.vigil.linux.Errno;
import dev.vigil.linux.LinkInfo;
import dev.vigil.linux.LinuxException;
import dev.vigil.linux.NetlinkRequest;
import dev.vigil.linux.RouteNetlink;
import dev.vigil.linux.Sysctl;
import java.util.List;
import java.util.Optional;

/**
 * Removes the interfaces that a dead daemon made and puts the settings back that it changed. An interface is ours if the
 * journal lists it and it is a macvlan on that base with that MAC address, or an ipvlan on that base; the journal lists none that somebody else had made
 * when it was written.
 */
final class LinkLeftovers {
    private LinkLeftovers() {}

    static void remove(Journal journal, RouteNetlink netlink, Leftovers.Outcome outcome) {
        if (!journal.links().isEmpty()) {
            List<LinkInfo> present = netlink.links();
            journal.links().forEach(link -> remove(link, present, netlink, outcome));
        }
        journal.settings().reversed().forEach(trace -> putBack(trace, outcome));
    }

    private static void remove(VirtualLink link, List<LinkInfo> all, RouteNetlink netlink, Leftovers.Outcome outcome) {
        Optional<LinkInfo> present = named(link.name(), all);
        if (present.isEmpty()) {
            return;
        }
        if (!isSame(link, present.get(), all)) {
            outcome.foreign().add(link.toString());
            return;
        }
        try {
            netlink.execute(NetlinkRequest.removeLink(link, present.get().ifindex()));
            outcome.removed().add(link.toString());
        } catch (LinuxException refusal) {
            if (refusal.errno() != Errno.ENODEV) {
                outcome.refused().add(String.valueOf(refusal.getMessage()));
            }
        }
    }

    private static boolean isSame(VirtualLink link, LinkInfo present, List<LinkInfo> all) {
        return present.kind().equals(link.kind())
                && (link.sharing().isPresent()
                        || present.mac().map(mac -> mac.bits() == link.mac()).orElse(false))
                && named(link.base(), all)
                        .map(base -> base.ifindex() == present.lowerIfindex())
                        .orElse(false);
    }

    private static Optional<LinkInfo> named(String name, List<LinkInfo> all) {
        return all.stream().filter(each -> each.name().equals(name)).findFirst();
    }

    private static void putBack(SettingTrace trace, Leftovers.Outcome outcome) {
        KernelSetting setting = trace.setting();
        try {
            Optional<String> now = Sysctl.read(setting.steps().toArray(String[]::new));
            if (now.isPresent() && now.get().equals(setting.value())) {
                Sysctl.write(setting.steps(), trace.before());
                outcome.removed().add("the change of " + trace);
            }
        } catch (LinuxException refusal) {
            outcome.refused().add(trace + ": " + refusal.getMessage());
        }
    }
}
