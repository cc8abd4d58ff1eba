package dev.vigil.linux;

import dev.vigil.core.address.Family;
import dev.vigil.core.address.IpAddress;
import dev.vigil.core.routing.RoutingEntry;
import dev.vigil.core.routing.RoutingKey;
import dev.vigil.core.routing.RoutingTrace;
import dev.vigil.core.routing.Subnet;
import dev.vigil.linux.NetlinkReader.Attributes;
import dev.vigil.linux.Structs.Nlmsghdr;
import dev.vigil.linux.Structs.Rtmsg;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Understands the kernel's messages about routes and rules, as far as a daemon knows its own again by them. A message that
 * makes no sense is no message.
 */
final class RoutingMessages {
    private RoutingMessages() {}

    /** What is gone by the reader's current message, if it bears the mark of VRRP daemons. */
    static Optional<RoutingKey> gone(NetlinkReader message) {
        return read(message)
                .filter(found -> found.protocol == RoutingEntry.PROTOCOL_KEEPALIVED)
                .map(Found::key);
    }

    /**
     * The route or rule that the reader's current message describes.
     *
     * @param names the interfaces by their number
     */
    static Optional<RoutingInfo> info(NetlinkReader message, IntFunction<String> names) {
        return read(message).map(found -> {
            RoutingTrace trace = found.trace(names);
            return new RoutingInfo(trace, echo(message, found.isRule, trace));
        });
    }

    /** The message itself, as a request to remove what it describes. */
    private static NetlinkRequest echo(NetlinkReader message, boolean isRule, RoutingTrace trace) {
        int start = message.body() - Nlmsghdr.SIZE;
        int length = message.end() - start;
        NativeBuffer copy = NativeBuffer.struct(length);
        copy.bytes()
                .put(0, message.bytes(), start, length)
                .putShort(Nlmsghdr.NLMSG_TYPE, (short)
                        (isRule ? RoutingConstants.RTM_DELRULE : RoutingConstants.RTM_DELROUTE))
                .putShort(Nlmsghdr.NLMSG_FLAGS, (short) (Constants.NLM_F_REQUEST | Constants.NLM_F_ACK))
                .putInt(Nlmsghdr.NLMSG_PID, 0);
        return new NetlinkRequest("remove", trace, copy);
    }

    private static Optional<Found> read(NetlinkReader message) {
        boolean isRule =
                message.type() == RoutingConstants.RTM_NEWRULE || message.type() == RoutingConstants.RTM_DELRULE;
        boolean isRoute =
                message.type() == RoutingConstants.RTM_NEWROUTE || message.type() == RoutingConstants.RTM_DELROUTE;
        if ((!isRule && !isRoute) || message.bodyLength() < Rtmsg.SIZE) {
            return Optional.empty();
        }
        int familyNumber = message.bytes().get(message.body());
        if (familyNumber != Constants.AF_INET && familyNumber != Constants.AF_INET6) {
            return Optional.empty();
        }
        Found found = new Found(isRule, familyNumber == Constants.AF_INET ? Family.IPV4 : Family.IPV6, message);
        Attributes attributes = message.attributes(message.body() + Rtmsg.SIZE, message.end());
        while (attributes.next()) {
            found.take(attributes, message.bytes());
        }
        return found.isSound() ? Optional.of(found) : Optional.empty();
    }

    /** Both kinds of message, which have much in common. */
    private static final class Found {
        private final boolean isRule;
        private final Family family;
        private final int destinationLength;
        private final int sourceLength;
        private final int tos;
        private final int type;
        private final boolean cloned;
        private int protocol;
        private int table;
        private @Nullable IpAddress destination;
        private @Nullable IpAddress source;
        private int outgoing;
        private int number;
        private int mark;
        private String inputInterface = "";
        private String outputInterface = "";

        private Found(boolean isRule, Family family, NetlinkReader message) {
            this.isRule = isRule;
            this.family = family;
            ByteBuffer bytes = message.bytes();
            int body = message.body();
            destinationLength = bytes.get(body + Rtmsg.RTM_DST_LEN) & 0xff;
            sourceLength = bytes.get(body + Rtmsg.RTM_SRC_LEN) & 0xff;
            tos = bytes.get(body + Rtmsg.RTM_TOS) & 0xff;
            table = bytes.get(body + Rtmsg.RTM_TABLE) & 0xff;
            type = bytes.get(body + Rtmsg.RTM_TYPE) & 0xff;
            protocol = isRule ? 0 : bytes.get(body + Rtmsg.RTM_PROTOCOL) & 0xff;
            cloned = !isRule && (bytes.getInt(body + Rtmsg.RTM_FLAGS) & RoutingConstants.RTM_F_CLONED) != 0;
        }

        private boolean isSound() {
            return destinationLength <= family.prefixMax() && sourceLength <= family.prefixMax() && !cloned;
        }

        private void take(Attributes attribute, ByteBuffer bytes) {
            switch (attribute.type()) {
                // Both kinds have the same numbers for these.
                case RoutingConstants.RTA_DST -> destination = ip(attribute, bytes);
                case RoutingConstants.RTA_SRC -> source = ip(attribute, bytes);
                case RoutingConstants.RTA_PRIORITY -> number = attribute.intValue();
                case RoutingConstants.RTA_TABLE -> table = attribute.intValue();
                default -> {
                    if (isRule) {
                        takeOfRule(attribute, bytes);
                    } else if (attribute.type() == RoutingConstants.RTA_OIF) {
                        outgoing = attribute.intValue();
                    }
                }
            }
        }

        private void takeOfRule(Attributes attribute, ByteBuffer bytes) {
            switch (attribute.type()) {
                case RoutingConstants.FRA_PROTOCOL ->
                    protocol = attribute.lengthBytes() > 0 ? bytes.get(attribute.value()) & 0xff : 0;
                case RoutingConstants.FRA_FWMARK -> mark = attribute.intValue();
                case RoutingConstants.FRA_IIFNAME -> inputInterface = attribute.text();
                case RoutingConstants.FRA_OIFNAME -> outputInterface = attribute.text();
                default -> {
                    // What a rule is not known by.
                }
            }
        }

        private @Nullable IpAddress ip(Attributes attribute, ByteBuffer bytes) {
            return attribute.lengthBytes() == family.lengthBytes()
                    ? IpAddress.read(bytes.duplicate().order(ByteOrder.BIG_ENDIAN), attribute.value(), family)
                    : null;
        }

        private Subnet subnet(@Nullable IpAddress address, int length) {
            return address == null ? Subnet.all(family) : new Subnet(address, length);
        }

        private RoutingKey key() {
            return isRule
                    ? RoutingKey.rule(family, number)
                    : RoutingKey.route(subnet(destination, destinationLength), table);
        }

        private RoutingTrace trace(IntFunction<String> names) {
            Subnet to = subnet(destination, destinationLength);
            return isRule
                    ? new RoutingTrace.OfRule(
                            number,
                            type,
                            table,
                            protocol,
                            subnet(source, sourceLength),
                            to,
                            mark,
                            inputInterface,
                            outputInterface)
                    : new RoutingTrace.OfRoute(
                            to, table, number, tos, type, protocol, outgoing == 0 ? "" : names.apply(outgoing));
        }
    }
}
