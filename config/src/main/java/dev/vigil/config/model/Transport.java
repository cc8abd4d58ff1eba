package dev.vigil.config.model;

import dev.vigil.core.address.IpAddress;
import java.util.List;
import java.util.Optional;

/**
 * How advertisements travel.
 *
 * @param interfaceName keyword {@code interface}; empty for a unicast instance that is bound to none
 * @param vrf keyword {@code vrf}, for such instances
 * @param source keyword {@code mcast_src_ip} or {@code unicast_src_ip}; the interface's primary address if not given
 * @param group the multicast group
 * @param peers keyword {@code unicast_peer}; empty for multicast
 * @param faultWithoutPeers keyword {@code unicast_fault_no_peer}
 * @param unicastTtl keyword {@code unicast_ttl}, 0..255
 * @param checkUnicastSource keyword {@code check_unicast_src}
 * @param skipCheckAddresses keyword {@code skip_check_adv_addr}
 * @param checksum how VRRPv3 checksums are made
 * @param oldUnicastDetected whether the old unicast checksum is adopted when a peer uses it; false for
 *     {@code old_unicast_checksum never}
 * @param authentication VRRPv2 authentication
 * @param hmac block {@code auth_hmac}
 * @param trackSource keyword {@code track_src_ip}
 * @param receiveBufferBytes keyword {@code kernel_rx_buf_size}; the policy of {@code global_defs} if it is not given
 */
public record Transport(
        String interfaceName,
        Optional<String> vrf,
        Optional<IpAddress> source,
        IpAddress group,
        List<UnicastPeer> peers,
        boolean faultWithoutPeers,
        int unicastTtl,
        boolean checkUnicastSource,
        boolean skipCheckAddresses,
        ChecksumMode checksum,
        boolean oldUnicastDetected,
        Authentication authentication,
        Optional<HmacSettings> hmac,
        boolean trackSource,
        Optional<Long> receiveBufferBytes) {
    /** Without what is rare. */
    public Transport(
            String interfaceName,
            Optional<IpAddress> source,
            IpAddress group,
            List<UnicastPeer> peers,
            int unicastTtl,
            boolean checkUnicastSource,
            boolean skipCheckAddresses,
            ChecksumMode checksum,
            Authentication authentication,
            boolean trackSource) {
        this(
                interfaceName,
                Optional.empty(),
                source,
                group,
                peers,
                false,
                unicastTtl,
                checkUnicastSource,
                skipCheckAddresses,
                checksum,
                true,
                authentication,
                Optional.empty(),
                trackSource,
                Optional.empty());
    }

    /** The same with another {@code auth_hmac}. */
    public Transport withHmac(Optional<HmacSettings> other) {
        return new Transport(
                interfaceName,
                vrf,
                source,
                group,
                peers,
                faultWithoutPeers,
                unicastTtl,
                checkUnicastSource,
                skipCheckAddresses,
                checksum,
                oldUnicastDetected,
                authentication,
                other,
                trackSource,
                receiveBufferBytes);
    }

    /** The same from another address. */
    public Transport from(IpAddress other) {
        return new Transport(
                interfaceName,
                vrf,
                Optional.of(other),
                group,
                peers,
                faultWithoutPeers,
                unicastTtl,
                checkUnicastSource,
                skipCheckAddresses,
                checksum,
                oldUnicastDetected,
                authentication,
                hmac,
                trackSource,
                receiveBufferBytes);
    }

    /** A unicast peer and the TTLs that its advertisements may arrive with. */
    public record UnicastPeer(IpAddress address, int ttlMin, int ttlMax) {}

    /** How the checksum of a VRRPv3 advertisement over IPv4 is computed. */
    public enum ChecksumMode {
        /** Over the pseudo-header and the message, as keepalived does by default. */
        PSEUDO_HEADER,
        /** Over the message alone: {@code v3_checksum_as_v2}, RFC 9568 5.2.8. */
        MESSAGE_ONLY,
        /** Unicast with the multicast group in the pseudo-header: {@code old_unicast_checksum}. */
        OLD_UNICAST
    }

    /** VRRPv2 authentication. */
    public sealed interface Authentication {
        record None() implements Authentication {}

        /** {@code auth_type PASS}; at most 8 bytes of the secret travel, in clear. */
        record Password(Secret secret) implements Authentication {}

        /** {@code auth_type AH}: an IPsec authentication header, keyed with at most 8 bytes. */
        record Header(Secret secret) implements Authentication {}
    }
}
