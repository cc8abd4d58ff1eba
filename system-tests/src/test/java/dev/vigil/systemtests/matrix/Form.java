package dev.vigil.systemtests.matrix;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A form that VRRP takes, whoever speaks it.
 *
 * @param version of VRRP
 * @param ipv6 true for addresses of IPv6
 * @param unicast true for advertisements to a peer
 * @param vmac true for addresses on an interface with the virtual MAC address
 * @param group true for two instances in a sync group
 */
record Form(int version, boolean ipv6, boolean unicast, Proof proof, boolean vmac, boolean group) {
    private static final List<Boolean> BOTH = List.of(false, true);

    /** How a sender proves who it is. */
    enum Proof {
        NONE,
        PASS,
        AH,
        HMAC
    }

    /** Every combination, whether or not it means anything. */
    static List<Form> all() {
        List<Form> forms = new ArrayList<>();
        for (int version : new int[] {2, 3}) {
            for (boolean ipv6 : BOTH) {
                for (Proof proof : Proof.values()) {
                    for (boolean unicast : BOTH) {
                        for (boolean vmac : BOTH) {
                            BOTH.forEach(group -> forms.add(new Form(version, ipv6, unicast, proof, vmac, group)));
                        }
                    }
                }
            }
        }
        return forms;
    }

    /** Why there is no such form. */
    Optional<String> impossible() {
        if (proof != Proof.PASS && proof != Proof.AH) {
            return Optional.empty();
        }
        if (version == 3) {
            return Optional.of("version 3 has no `authentication`: both programs leave it out");
        }
        return ipv6
                ? Optional.of("version 2 over IPv6 has no field for authentication: both programs leave it out")
                : Optional.empty();
    }

    /**
     * False for what tshark judges otherwise than both programs: the trailer of auth_hmac, and version 2 over IPv6, whose
     * checksum, which the kernel makes, covers a pseudo-header.
     */
    boolean isKnownToReaders() {
        return proof != Proof.HMAC && !(version == 2 && ipv6);
    }

    /** The advertisement interval as configured; version 2 knows whole seconds only. */
    String interval() {
        return version == 2 ? "1" : "0.25";
    }

    long intervalNs() {
        return version == 2 ? 1_000_000_000L : 250_000_000L;
    }

    /** RFC 9568 6.1, RFC 3768 6.1: how much longer a lower priority waits. */
    long skewNs(int priority) {
        return (256 - priority) * intervalNs() / 256;
    }

    /** How long silence lasts before a BACKUP of this priority takes over. */
    long masterDownNs(int priority) {
        return 3 * intervalNs() + skewNs(priority);
    }

    /** The values of the dimensions as the table has them. */
    List<String> words() {
        return List.of(
                Integer.toString(version),
                ipv6 ? "IPv6" : "IPv4",
                unicast ? "unicast" : "multicast",
                proof == Proof.NONE ? "" : proof == Proof.HMAC ? "auth_hmac" : proof.name(),
                vmac ? "VMAC" : "",
                group ? "group" : "");
    }

    @Override
    public String toString() {
        return "v" + String.join(" ", words()).replaceAll(" +", " ").strip().toLowerCase(Locale.ROOT);
    }
}
