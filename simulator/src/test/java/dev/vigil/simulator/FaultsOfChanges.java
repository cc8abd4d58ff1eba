package dev.vigil.simulator;

import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/** Faults to be planted into what follows reloads, another source address, and advertisements of others. */
final class FaultsOfChanges {
    private FaultsOfChanges() {}

    private static Arguments fault(String name, String file, String sound, String faulty) {
        return Arguments.of(name, file, sound, faulty);
    }

    static Stream<Arguments> ofReloads() {
        return Stream.of(
                fault(
                        "a longer interval of a reload begins at once for a BACKUP",
                        "vrrp/Backup.java",
                        "downNs = sameInterval ? Math.min(downNs, freshNs) : freshNs;",
                        "downNs = Math.min(downNs, freshNs);"),
                fault(
                        "a shorter interval of a reload does not move the timer of a MASTER",
                        "vrrp/Master.java",
                        "advertNs = Math.min(advertNs, nowNs + terms.intervalNs());\n        schedule",
                        "schedule"),
                fault(
                        "the interval of the master is not forgotten by a reload",
                        "vrrp/VirtualRouter.java",
                        "if (!sameInterval || terms.rules().version() == 2)",
                        "if (terms.rules().version() > 9)"),
                fault(
                        "a reload does not begin other announcements",
                        "vrrp/Master.java",
                        "nowNs + terms.intervalNs());\n        schedule.adopt(terms.settings.announcements(), nowNs);",
                        "nowNs + terms.intervalNs());"),
                fault(
                        "a MASTER does not ask for the new addresses of a reload",
                        "place/HeldAddresses.java",
                        "if (router.addressesPresent() && change(before, nowNs))",
                        "if (!router.addressesPresent() && change(before, nowNs))"),
                fault(
                        "an address that a reload drops stays",
                        "place/AddressChanges.java",
                        "removals.add(AddressRequest.remove(address));",
                        ""),
                fault(
                        "a reload does not change what is expected of others",
                        "place/Hearing.java",
                        "reception = next;",
                        ""),
                fault(
                        "a reload brings the configured source back",
                        "place/PlacedRouter.java",
                        "settings.withSource(source)",
                        "settings"),
                fault(
                        "an old preemption delay goes on after a reload",
                        "vrrp/VirtualRouter.java",
                        "backup.preemptNs = NEVER;",
                        ""));
    }

    static Stream<Arguments> ofSources() {
        return Stream.of(
                fault(
                        "another source is not heard of",
                        "place/Ground.java",
                        "if (!seen.fromAddress().equals(inputs.router().settings().source()))",
                        "if (seen.fromAddress().equals(inputs.router().settings().source()))"),
                fault(
                        "the sockets keep the old source",
                        "place/Ground.java",
                        "(footing == null || !seen.fits(footing)) && !attach",
                        "footing == null && !attach"),
                fault(
                        "the last address is taken for the first",
                        "place/Host.java",
                        "return known.address();\n            }\n            if (ofOwner",
                        "ofOwner = known.address();\n            }\n            if (ofOwner"),
                fault(
                        "a footing with another source fits",
                        "place/Footing.java",
                        "\n                && fromAddress().equals(other.fromAddress());",
                        ";"));
    }

    static Stream<Arguments> ofLimitsAndPasswords() {
        return Stream.of(
                fault(
                        "a TTL below the limits of a peer is accepted",
                        "vrrp/Reception.java",
                        "(ttl < peer.ttlMin || ttl > peer.ttlMax)",
                        "ttl > peer.ttlMax"),
                fault(
                        "a TTL above the limits of a peer is accepted",
                        "vrrp/Reception.java",
                        "(ttl < peer.ttlMin || ttl > peer.ttlMax)",
                        "ttl < peer.ttlMin"),
                fault(
                        "a prefix of the password is enough",
                        "packet/Authentication.java",
                        "difference |= buffer.get(at + index) ^ data.get(index);",
                        "difference |= buffer.get(at + index) == 0 ? 0 : buffer.get(at + index) ^ data.get(index);"),
                fault(
                        "what follows the password does not matter",
                        "packet/Authentication.java",
                        "difference |= buffer.get(at + index) ^ data.get(index);",
                        "difference |= data.get(index) == 0 ? 0 : buffer.get(at + index) ^ data.get(index);"),
                fault(
                        "the last byte of a password is not compared",
                        "packet/Authentication.java",
                        "for (int index = 0; index < LENGTH; index++)",
                        "for (int index = 0; index < LENGTH - 1; index++)"),
                fault(
                        "a long password is cut too early",
                        "packet/Authentication.java",
                        "Math.min(secret.size(), LENGTH)",
                        "Math.min(secret.size(), LENGTH - 1)"),
                fault(
                        "a secret without its type is enough",
                        "vrrp/Reception.java",
                        "if (heard.authType() != demanded.type())",
                        "if (heard.authType() > demanded.type())"));
    }
}
