package dev.vigil.config.assemble;

import dev.vigil.config.model.Notifications;
import dev.vigil.config.model.VirtualAddress;
import dev.vigil.core.address.IpAddress;
import dev.vigil.core.filter.FilterSettings;
import dev.vigil.core.link.VirtualLink;
import dev.vigil.core.packet.Advertisement;
import dev.vigil.core.packet.ChecksumForm;
import dev.vigil.core.packet.Protection;
import dev.vigil.core.place.RoutingSpec;
import dev.vigil.core.place.Site;
import dev.vigil.core.track.Track;
import dev.vigil.core.vrrp.Reception;
import dev.vigil.core.vrrp.RouterSettings;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Everything that the core and its shell are given for one instance, without the places in files: two instances for which
 * it is equal behave alike.
 *
 * @param links the interfaces that it brings with it
 * @param group the sync group that the instance is a member of
 */
public record Whole(
        RouterSettings router,
        List<Track> tracks,
        Map<String, Site.Patience> patience,
        Reception.Expectation expectation,
        Protection protection,
        Advertisement advertisement,
        List<VirtualLink> links,
        Sending sending,
        List<VirtualAddress> addresses,
        List<VirtualAddress> excludedAddresses,
        List<RoutingSpec> routing,
        Optional<FilterSettings> filter,
        Site.Extra extra,
        ReceiveBuffer receiveBuffer,
        boolean promoteSecondaries,
        Notifications notifications,
        Optional<Told> group) {
    /** Where advertisements come from and go to. */
    public record Sending(
            String interfaceName,
            String speakingInterface,
            Optional<IpAddress> source,
            boolean trackSource,
            IpAddress group,
            int unicastTtl,
            ChecksumForm checksum) {}

    /** A group and who is told about it. */
    public record Told(String name, Notifications notifications) {}
}
