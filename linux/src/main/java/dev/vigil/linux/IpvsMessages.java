package dev.vigil.linux;

import static dev.vigil.linux.IpvsConstants.*;

import dev.vigil.core.address.Family;
import dev.vigil.core.address.IpAddress;
import dev.vigil.core.balance.Connections;
import dev.vigil.core.balance.Destination;
import dev.vigil.core.balance.Destination.Forwarding;
import dev.vigil.core.balance.Protocol;
import dev.vigil.core.balance.ServiceEntry;
import dev.vigil.core.balance.ServiceKey;
import dev.vigil.core.balance.TableChange;
import dev.vigil.linux.NetlinkReader.Attributes;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Encodes requests to the kernel's load balancer and decodes what it lists.
 *
 * <pre>
 * nlmsghdr | genlmsghdr: command, version 1, 0 | SERVICE { AF, PROTOCOL, ADDR, PORT | FWMARK, ... } | DEST { ... }
 * </pre>
 */
final class IpvsMessages {
    /** {@code struct genlmsghdr}. */
    static final int GENERIC_HEADER_BYTES = 4;

    /** The kernel takes an address of either family in as many bytes. */
    private static final int ADDRESS_BYTES = 16;

    private static final int ALL_BITS = -1;
    private static final int BITS_OF_IPV4 = 32;

    /** How a service is described where only its key counts. */
    private static final String NO_SCHEDULER = "";

    private IpvsMessages() {}

    /** @param family the number that the kernel has given to the family "IPVS" */
    static NetlinkRequest request(int family, TableChange change) {
        return new NetlinkRequest("change the IPVS table by", change, encode(family, change));
    }

    static NativeBuffer encode(int family, TableChange change) {
        NetlinkWriter writer = begin(family, command(change));
        switch (change) {
            case TableChange.AddService add -> service(writer, add.entry());
            case TableChange.SetService set -> service(writer, set.entry());
            case TableChange.RemoveService remove -> service(writer, bare(remove.key()));
            case TableChange.AddDestination add -> destination(writer, add.service(), add.destination());
            case TableChange.SetDestination set -> destination(writer, set.service(), set.destination());
            case TableChange.RemoveDestination remove -> destination(writer, remove.service(), remove.destination());
        }
        return writer.finish();
    }

    static NetlinkWriter begin(int family, int command) {
        return header(new NetlinkWriter(family, 0), command);
    }

    static NetlinkWriter header(NetlinkWriter writer, int command) {
        int header = writer.reserve(GENERIC_HEADER_BYTES);
        writer.bytes().put(header, (byte) command).put(header + 1, (byte) IPVS_GENL_VERSION);
        return writer;
    }

    private static int command(TableChange change) {
        return switch (change) {
            case TableChange.AddService _ -> IPVS_CMD_NEW_SERVICE;
            case TableChange.SetService _ -> IPVS_CMD_SET_SERVICE;
            case TableChange.RemoveService _ -> IPVS_CMD_DEL_SERVICE;
            case TableChange.AddDestination _ -> IPVS_CMD_NEW_DEST;
            case TableChange.SetDestination _ -> IPVS_CMD_SET_DEST;
            case TableChange.RemoveDestination _ -> IPVS_CMD_DEL_DEST;
        };
    }

    private static ServiceEntry bare(ServiceKey key) {
        return new ServiceEntry(key, NO_SCHEDULER, "", 0, 0, key.family().prefixMax());
    }

    /** Asks for all services. */
    static NetlinkRequest listServices(int family) {
        NetlinkWriter writer = header(NetlinkWriter.dump(family), IPVS_CMD_GET_SERVICE);
        return new NetlinkRequest("list", "the IPVS services", writer.finish());
    }

    /** Asks for all destinations of a service. */
    static NetlinkRequest listDestinations(int family, ServiceKey key) {
        NetlinkWriter writer = header(NetlinkWriter.dump(family), IPVS_CMD_GET_DEST);
        int start = writer.begin(IPVS_CMD_ATTR_SERVICE | NLA_F_NESTED);
        key(writer, key);
        writer.end(start);
        return new NetlinkRequest("list", "the destinations of " + key, writer.finish());
    }

    /** Asks for the number of the family "IPVS", which makes the kernel load the module. */
    static NetlinkRequest lookUp() {
        NetlinkWriter writer = begin(GENL_ID_CTRL, CTRL_CMD_GETFAMILY);
        writer.attribute(CTRL_ATTR_FAMILY_NAME, "IPVS");
        return new NetlinkRequest("find", "IPVS in this kernel", writer.finish());
    }

    // Encoding

    private static void service(NetlinkWriter writer, ServiceEntry entry) {
        int start = writer.begin(IPVS_CMD_ATTR_SERVICE | NLA_F_NESTED);
        key(writer, entry.key());
        writer.attribute(IPVS_SVC_ATTR_SCHED_NAME, entry.scheduler());
        if (!entry.engine().isEmpty()) {
            writer.attribute(IPVS_SVC_ATTR_PE_NAME, entry.engine());
        }
        int flags = writer.attributeOfLength(IPVS_SVC_ATTR_FLAGS, 2 * Integer.BYTES);
        writer.bytes().putInt(flags, entry.flags()).putInt(flags + Integer.BYTES, ALL_BITS);
        writer.attribute(IPVS_SVC_ATTR_TIMEOUT, entry.timeoutS());
        int mask = writer.attributeOfLength(IPVS_SVC_ATTR_NETMASK, Integer.BYTES);
        if (entry.key().family() == Family.IPV4) {
            SocketAddress.writeIp(writer.bytes(), mask, IpAddress.ipv4(mask(entry.prefixLength())));
        } else {
            writer.bytes().putInt(mask, entry.prefixLength());
        }
        writer.end(start);
    }

    private static int mask(int prefixLength) {
        return prefixLength == 0 ? 0 : ALL_BITS << (BITS_OF_IPV4 - prefixLength);
    }

    private static void key(NetlinkWriter writer, ServiceKey key) {
        number16(writer, IPVS_SVC_ATTR_AF, family(key.family()));
        switch (key) {
            case ServiceKey.Endpoint(Protocol protocol, IpAddress address, int port) -> {
                number16(writer, IPVS_SVC_ATTR_PROTOCOL, protocol.number);
                address(writer, IPVS_SVC_ATTR_ADDR, address);
                port(writer, IPVS_SVC_ATTR_PORT, port);
            }
            case ServiceKey.Mark(long value, Family _) -> writer.attribute(IPVS_SVC_ATTR_FWMARK, (int) value);
        }
    }

    private static void destination(NetlinkWriter writer, ServiceKey service, Destination destination) {
        service(writer, bare(service));
        int start = writer.begin(IPVS_CMD_ATTR_DEST | NLA_F_NESTED);
        IpAddress address = destination.key().address();
        number16(writer, IPVS_DEST_ATTR_ADDR_FAMILY, family(address.family()));
        address(writer, IPVS_DEST_ATTR_ADDR, address);
        port(writer, IPVS_DEST_ATTR_PORT, destination.key().port());
        Forwarding forwarding = destination.forwarding();
        writer.attribute(IPVS_DEST_ATTR_FWD_METHOD, forwarding.method());
        writer.attribute(IPVS_DEST_ATTR_WEIGHT, (int) destination.weight());
        writer.attribute(IPVS_DEST_ATTR_TUN_TYPE, (byte) forwarding.tunnelType());
        port(writer, IPVS_DEST_ATTR_TUN_PORT, forwarding.tunnelPort());
        number16(writer, IPVS_DEST_ATTR_TUN_FLAGS, forwarding.tunnelFlags());
        writer.attribute(IPVS_DEST_ATTR_U_THRESH, (int) destination.upperThreshold());
        writer.attribute(IPVS_DEST_ATTR_L_THRESH, (int) destination.lowerThreshold());
        writer.end(start);
    }

    private static int family(Family family) {
        return family == Family.IPV4 ? Constants.AF_INET : Constants.AF_INET6;
    }

    static void number16(NetlinkWriter writer, int type, int value) {
        int position = writer.attributeOfLength(type, Short.BYTES);
        writer.bytes().putShort(position, (short) value);
    }

    private static void address(NetlinkWriter writer, int type, IpAddress address) {
        int position = writer.attributeOfLength(type, ADDRESS_BYTES);
        SocketAddress.writeIp(writer.bytes(), position, address);
    }

    /** A port stands in network order, whatever the rest. */
    private static void port(NetlinkWriter writer, int type, int port) {
        int position = writer.attributeOfLength(type, Short.BYTES);
        writer.bytes().put(position, (byte) (port >> Byte.SIZE)).put(position + 1, (byte) port);
    }

    // Decoding

    /** The number of a family in the answer to {@link #lookUp}; 0 if it has none. */
    static int familyNumber(NetlinkReader message) {
        Attributes attributes = body(message);
        while (attributes.next()) {
            if (attributes.type() == CTRL_ATTR_FAMILY_ID) {
                return number16(message.bytes(), attributes);
            }
        }
        return 0;
    }

    static Attributes body(NetlinkReader message) {
        return message.attributes(message.body() + GENERIC_HEADER_BYTES, message.end());
    }

    static @Nullable Attributes nested(NetlinkReader message, int type) {
        Attributes attributes = body(message);
        while (attributes.next()) {
            if (attributes.type() == type) {
                return attributes.nested();
            }
        }
        return null;
    }

    /** The service of a message of a list; empty for one that is not understood. */
    static Optional<ServiceEntry> service(NetlinkReader message) {
        Attributes nested = nested(message, IPVS_CMD_ATTR_SERVICE);
        return nested == null ? Optional.empty() : new ServiceFields(message.bytes(), nested).entry();
    }

    /** What is read of a service. */
    private static final class ServiceFields {
        private Family family = Family.IPV4;
        private int protocol;
        private @Nullable IpAddress address;
        private int port;
        private long mark;
        private String scheduler = "";
        private String engine = "";
        private int flags;
        private int timeoutS;
        private int prefixLength;

        ServiceFields(ByteBuffer bytes, Attributes attributes) {
            while (attributes.next()) {
                switch (attributes.type()) {
                    case IPVS_SVC_ATTR_AF -> family = familyOf(number16(bytes, attributes));
                    case IPVS_SVC_ATTR_PROTOCOL -> protocol = number16(bytes, attributes);
                    case IPVS_SVC_ATTR_ADDR -> address = addressOf(bytes, attributes, family);
                    case IPVS_SVC_ATTR_PORT -> port = portOf(bytes, attributes);
                    case IPVS_SVC_ATTR_FWMARK -> mark = attributes.intValue() & 0xffff_ffffL;
                    case IPVS_SVC_ATTR_SCHED_NAME -> scheduler = attributes.text();
                    case IPVS_SVC_ATTR_PE_NAME -> engine = attributes.text();
                    case IPVS_SVC_ATTR_FLAGS -> flags = attributes.intValue() & ~IP_VS_SVC_F_HASHED;
                    case IPVS_SVC_ATTR_TIMEOUT -> timeoutS = attributes.intValue();
                    case IPVS_SVC_ATTR_NETMASK -> prefixLength = lengthOf(attributes.intValue(), family);
                    default -> {}
                }
            }
        }

        Optional<ServiceEntry> entry() {
            return key().map(key -> new ServiceEntry(key, scheduler, engine, flags, timeoutS, prefixLength));
        }

        private Optional<ServiceKey> key() {
            if (mark != 0) {
                return Optional.of(new ServiceKey.Mark(mark, family));
            }
            for (Protocol each : Protocol.values()) {
                if (each.number == protocol && address != null) {
                    return Optional.of(new ServiceKey.Endpoint(each, address, port));
                }
            }
            return Optional.empty();
        }
    }

    /**
     * The destination of a message of a list; empty for one that is not understood.
     *
     * @param family that of its service, for kernels that do not say
     */
    static Optional<Destination> destination(NetlinkReader message, Family family) {
        Attributes nested = nested(message, IPVS_CMD_ATTR_DEST);
        return nested == null ? Optional.empty() : new DestinationFields(message.bytes(), nested, family).destination();
    }

    /** The connections of the destination of a message of a list; none if it is another one. */
    static Connections connections(NetlinkReader message, Family family, Destination.Key wanted) {
        Attributes nested = nested(message, IPVS_CMD_ATTR_DEST);
        if (nested == null) {
            return Connections.NONE;
        }
        DestinationFields fields = new DestinationFields(message.bytes(), nested, family);
        return fields.destination().filter(found -> found.key().equals(wanted)).isPresent()
                ? new Connections(fields.active, fields.inactive)
                : Connections.NONE;
    }

    /** What is read of a destination. */
    private static final class DestinationFields {
        private Family family;
        private int addressPosition = -1;
        private int port;
        private int method;
        private long weight;
        private int tunnelType;
        private int tunnelPort;
        private int tunnelFlags;
        private long upper;
        private long lower;
        private long active;
        private long inactive;
        private final ByteBuffer bytes;

        DestinationFields(ByteBuffer bytes, Attributes attributes, Family ofService) {
            this.bytes = bytes;
            family = ofService;
            while (attributes.next()) {
                switch (attributes.type()) {
                    case IPVS_DEST_ATTR_ADDR_FAMILY -> family = familyOf(number16(bytes, attributes));
                    case IPVS_DEST_ATTR_ADDR ->
                        addressPosition = attributes.lengthBytes() < ADDRESS_BYTES ? -1 : attributes.value();
                    case IPVS_DEST_ATTR_PORT -> port = portOf(bytes, attributes);
                    case IPVS_DEST_ATTR_FWD_METHOD -> method = attributes.intValue() & IP_VS_CONN_F_FWD_MASK;
                    case IPVS_DEST_ATTR_WEIGHT -> weight = attributes.intValue();
                    case IPVS_DEST_ATTR_TUN_TYPE ->
                        tunnelType = attributes.lengthBytes() < 1 ? 0 : bytes.get(attributes.value());
                    case IPVS_DEST_ATTR_TUN_PORT -> tunnelPort = portOf(bytes, attributes);
                    case IPVS_DEST_ATTR_TUN_FLAGS -> tunnelFlags = number16(bytes, attributes);
                    case IPVS_DEST_ATTR_U_THRESH -> upper = attributes.intValue() & 0xffff_ffffL;
                    case IPVS_DEST_ATTR_L_THRESH -> lower = attributes.intValue() & 0xffff_ffffL;
                    case IPVS_DEST_ATTR_ACTIVE_CONNS -> active = attributes.intValue() & 0xffff_ffffL;
                    case IPVS_DEST_ATTR_INACT_CONNS -> inactive = attributes.intValue() & 0xffff_ffffL;
                    default -> {}
                }
            }
        }

        Optional<Destination> destination() {
            if (addressPosition < 0) {
                return Optional.empty();
            }
            IpAddress address = SocketAddress.readIp(bytes, addressPosition, family);
            return Optional.of(new Destination(
                    new Destination.Key(address, port),
                    new Forwarding(method, tunnelType, tunnelPort, tunnelFlags),
                    weight,
                    upper,
                    lower));
        }
    }

    private static Family familyOf(int number) {
        return number == Constants.AF_INET6 ? Family.IPV6 : Family.IPV4;
    }

    private static @Nullable IpAddress addressOf(ByteBuffer bytes, Attributes attribute, Family family) {
        return attribute.lengthBytes() < ADDRESS_BYTES ? null : SocketAddress.readIp(bytes, attribute.value(), family);
    }

    static int number16(ByteBuffer bytes, Attributes attribute) {
        return attribute.lengthBytes() < Short.BYTES ? 0 : bytes.getShort(attribute.value()) & 0xffff;
    }

    private static int portOf(ByteBuffer bytes, Attributes attribute) {
        return attribute.lengthBytes() < Short.BYTES
                ? 0
                : ((bytes.get(attribute.value()) & 0xff) << Byte.SIZE) | (bytes.get(attribute.value() + 1) & 0xff);
    }

    /** The length that a mask has: of IPv4 it is in network order, of IPv6 it is the length itself. */
    private static int lengthOf(int raw, Family family) {
        return family == Family.IPV4 ? Integer.bitCount(raw) : raw;
    }
}
