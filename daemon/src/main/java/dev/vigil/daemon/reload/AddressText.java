package dev.vigil.daemon.reload;

import dev.vigil.config.model.VirtualAddress;
import dev.vigil.core.address.IpAddress;

/** Addresses as a configuration has them. */
final class AddressText {
    private AddressText() {}

    /** @param home the interface of the instance, which need not be named */
    static String of(VirtualAddress address, String home) {
        StringBuilder text = new StringBuilder(address.address() + "/" + address.prefixLength());
        if (!address.interfaceName().equals(home)) {
            text.append(" dev ").append(address.interfaceName());
        }
        if (address.scope() != 0) {
            text.append(" scope ").append(address.scope());
        }
        address.label().ifPresent(label -> text.append(" label ").append(label));
        address.broadcast()
                .map(IpAddress::toString)
                .ifPresent(each -> text.append(" brd ").append(each));
        address.peer()
                .map(IpAddress::toString)
                .ifPresent(each -> text.append(" peer ").append(each));
        if (address.noPrefixRoute()) {
            text.append(" noprefixroute");
        }
        text.append(address.ipv6().home() ? " home" : "");
        text.append(address.ipv6().manageTemporary() ? " mngtmpaddr" : "");
        text.append(address.ipv6().detectDuplicates() ? " -nodad" : "");
        text.append(address.autoJoin() ? " autojoin" : "");
        address.ipv6()
                .preferredS()
                .ifPresent(seconds -> text.append(" preferred_lft ").append(seconds));
        if (!address.tracked()) {
            text.append(" no_track");
        }
        return text.toString();
    }
}
