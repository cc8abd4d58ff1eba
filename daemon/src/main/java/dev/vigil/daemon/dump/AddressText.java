package dev.vigil.daemon.dump;

import dev.vigil.config.model.VirtualAddress;
import dev.vigil.core.address.Family;

/** A virtual address as the dumps write it: its options in keepalived's order. */
final class AddressText {
    private static final int SCOPE_SITE = 200;
    private static final int SCOPE_LINK = 253;
    private static final int SCOPE_HOST = 254;
    private static final int SCOPE_NOWHERE = 255;

    private AddressText() {}

    static String of(VirtualAddress address) {
        Family family = address.address().family();
        StringBuilder text = new StringBuilder(address.address().toString());
        if (address.prefixLength() != family.prefixMax()) {
            text.append('/').append(address.prefixLength());
        }
        address.broadcast().ifPresent(broadcast -> text.append(" brd ").append(broadcast));
        text.append(" dev ").append(address.interfaceName());
        address.base().ifPresent(base -> text.append('@').append(base).append(" use_vmac"));
        text.append(" scope ").append(scope(address.scope()));
        address.label().ifPresent(label -> text.append(" label ").append(label));
        address.peer()
                .ifPresent(
                        peer -> text.append(" peer ").append(peer).append('/').append(address.prefixLength()));
        flags(address, text);
        if (family == Family.IPV6) {
            text.append(lifetime(address));
        }
        text.append(address.tracked() ? "" : " no_track");
        address.trackGroup().ifPresent(group -> text.append(" track_group ").append(group));
        return text.toString();
    }

    private static void flags(VirtualAddress address, StringBuilder text) {
        text.append(address.ipv6().home() ? " home" : "");
        text.append(address.ipv6().detectDuplicates() ? " -nodad" : "");
        text.append(address.ipv6().manageTemporary() ? " mngtmpaddr" : "");
        text.append(address.noPrefixRoute() ? " noprefixroute" : "");
        text.append(address.autoJoin() ? " autojoin" : "");
    }

    private static String scope(int scope) {
        return switch (scope) {
            case 0 -> "global";
            case SCOPE_SITE -> "site";
            case SCOPE_LINK -> "link";
            case SCOPE_HOST -> "host";
            case SCOPE_NOWHERE -> "nowhere";
            default -> Integer.toString(scope);
        };
    }

    private static String lifetime(VirtualAddress address) {
        long preferredS = address.ipv6().preferredS().orElse(Long.MAX_VALUE);
        if (preferredS == 0) {
            return " deprecated";
        }
        return " preferred_lft " + (preferredS == Long.MAX_VALUE ? "forever" : preferredS);
    }
}
