package dev.vigil.core.vrrp;

import dev.vigil.core.address.Family;
import dev.vigil.core.address.IpAddress;
import dev.vigil.core.packet.Advertisement;
import dev.vigil.core.packet.Authentication;
import java.util.List;

/** What a virtual router expects, to be varied. */
final class Expecting {
    private int version = 3;
    private Family family = Family.IPV4;
    private String password = "";
    private List<IpAddress> addresses = Arriving.ADDRESSES;
    private IpAddress group = Advertisement.GROUP_IPV4;
    private List<Reception.Peer> peers = List.of();
    private boolean checkSource;
    private boolean ignoreAll;

    Expecting version(int value) {
        version = value;
        return this;
    }

    Expecting password(String value) {
        password = value;
        return version(2);
    }

    Expecting addresses(List<IpAddress> value) {
        addresses = value;
        return this;
    }

    Expecting peers(Reception.Peer... value) {
        peers = List.of(value);
        return this;
    }

    Expecting checkSource() {
        checkSource = true;
        return this;
    }

    Expecting ignoreAll() {
        ignoreAll = true;
        return this;
    }

    Expecting ipv6() {
        family = Family.IPV6;
        group = Advertisement.GROUP_IPV6;
        addresses = Arriving.all("fe80::77:1", "fd77::100");
        return this;
    }

    private Authentication demanded() {
        return password.isEmpty() ? Authentication.NONE : Authentication.password(Arriving.octets(password));
    }

    Reception reception() {
        return new Reception(new Reception.Expectation(
                version, family, demanded(), 1_000_000_000L, addresses, group, peers, checkSource, ignoreAll));
    }
}
