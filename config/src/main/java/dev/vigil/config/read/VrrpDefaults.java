package dev.vigil.config.read;

import dev.vigil.config.Problems;
import dev.vigil.config.bind.Section;
import dev.vigil.core.address.IpAddress;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What instances take from {@code global_defs} unless they say otherwise. An instance takes what stands before it in the
 * file, as keepalived copies these defaults when it comes to an instance: two nodes that share a file must agree.
 */
record VrrpDefaults(
        int version,
        IpAddress group4,
        IpAddress group6,
        boolean checksumAsV2,
        boolean checkUnicastSource,
        boolean skipCheckAddresses,
        boolean strict,
        int downTimerAdverts,
        boolean lowerPriorityNoAdvert,
        boolean higherPrioritySendAdvert,
        boolean ownerIgnoresAdverts,
        boolean notifyPriorityChanges,
        boolean mail,
        GarpDefaults garp) {
    private static final int DOWN_TIMER_ADVERTS = 3;

    static final VrrpDefaults BUILT_IN = new VrrpDefaults(
            2,
            IpAddress.of("224.0.0.18"),
            IpAddress.of("ff02::12"),
            false,
            false,
            false,
            false,
            DOWN_TIMER_ADVERTS,
            false,
            false,
            false,
            false,
            false,
            GarpDefaults.NONE);

    /** These defaults as one more {@code global_defs} changes them. */
    VrrpDefaults with(Section global, Problems problems) {
        return new VrrpDefaults(
                global.integer("vrrp_version", version),
                group(global, "vrrp_mcast_group4", problems).orElse(group4),
                group(global, "vrrp_mcast_group6", problems).orElse(group6),
                global.toggle("v3_checksum_as_v2", checksumAsV2),
                checkUnicastSource || global.flag("vrrp_check_unicast_src"),
                global.toggle("vrrp_skip_check_adv_addr", skipCheckAddresses),
                global.toggle("vrrp_strict", strict),
                global.integer("vrrp_down_timer_adverts", downTimerAdverts),
                global.toggle("vrrp_lower_prio_no_advert", lowerPriorityNoAdvert),
                global.toggle("vrrp_higher_prio_send_advert", higherPrioritySendAdvert),
                global.toggle("vrrp_owner_ignore_adverts", ownerIgnoresAdverts),
                global.toggle("vrrp_notify_priority_changes", notifyPriorityChanges),
                global.toggle("smtp_alert_vrrp", global.toggle("smtp_alert", mail)),
                garp.with(global, problems));
    }

    private static Optional<IpAddress> group(Section global, String keyword, Problems problems) {
        return TransportReader.multicast(global, keyword, global.address(keyword), problems);
    }

    /** The keywords about gratuitous ARPs as they were given; what was not given follows from others. */
    record GarpDefaults(
            boolean minimal,
            OptionalLong delayNs,
            OptionalLong repeat,
            OptionalLong refreshNs,
            OptionalLong refreshRepeat,
            OptionalLong lowerPriorityDelayNs,
            OptionalLong lowerPriorityRepeat,
            ExtraInterfaces extraInterfaces) {
        static final GarpDefaults NONE = new GarpDefaults(
                false,
                OptionalLong.empty(),
                OptionalLong.empty(),
                OptionalLong.empty(),
                OptionalLong.empty(),
                OptionalLong.empty(),
                OptionalLong.empty(),
                ExtraInterfaces.NONE);

        GarpDefaults with(Section global, Problems problems) {
            return new GarpDefaults(
                    global.toggle("vrrp_min_garp", minimal),
                    first(global.nanos("vrrp_garp_master_delay"), delayNs),
                    first(global.number("vrrp_garp_master_repeat"), repeat),
                    first(global.nanos("vrrp_garp_master_refresh"), refreshNs),
                    first(global.number("vrrp_garp_master_refresh_repeat"), refreshRepeat),
                    first(global.nanos("vrrp_garp_lower_prio_delay"), lowerPriorityDelayNs),
                    first(global.number("vrrp_garp_lower_prio_repeat"), lowerPriorityRepeat),
                    ExtraInterfaces.read(global, "vrrp_garp_extra_if", extraInterfaces, problems));
        }
    }

    static OptionalLong first(OptionalLong preferred, OptionalLong otherwise) {
        return preferred.isPresent() ? preferred : otherwise;
    }
}
