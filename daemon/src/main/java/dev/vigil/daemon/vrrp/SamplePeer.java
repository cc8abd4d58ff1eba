package dev.vigil.daemon.vrrp;

import dev.vigil.config.assemble.Assemble;
import dev.vigil.config.model.VrrpInstance;
import dev.vigil.core.address.Family;
import dev.vigil.core.packet.Advertisement;
import dev.vigil.core.packet.ChecksumForm;
import dev.vigil.core.packet.Datagram;
import dev.vigil.core.packet.Ipv4Header;
import dev.vigil.core.packet.OutgoingAdvertisement;
import java.nio.ByteBuffer;

/** What another node says to the instance of a sample. */
final class SamplePeer {
    private final Sample sample;
    private final ByteBuffer packet;
    private final OutgoingAdvertisement advertisement;
    private final Datagram heard = new Datagram();

    SamplePeer(Sample sample, VrrpInstance config) {
        this.sample = sample;
        Advertisement message = Assemble.advertisement(config);
        packet = ByteBuffer.allocateDirect(OutgoingAdvertisement.lengthBytes(message, sample.family()));
        advertisement = new OutgoingAdvertisement(
                packet,
                message,
                sample.peer(),
                sample.destination(),
                sample.destination(),
                Advertisement.TTL,
                ChecksumForm.PSEUDO_HEADER);
    }

    /** Brings an advertisement to an instance, through reception. */
    void say(Instance to, int priority, long nowNs) {
        int length = advertisement.stamp(priority);
        boolean ipv4 = sample.family() == Family.IPV4;
        int at = ipv4 ? Ipv4Header.headerLength(packet) : 0;
        to.arrive(heard.message(packet, at, length - at)
                .from(
                        ipv4
                                ? to.source(Ipv4Header.source(packet))
                                : to.source(sample.peer().high(), sample.peer().low()),
                        Advertisement.TTL)
                .to(sample.destination())
                .arrivedAt(nowNs));
    }
}
