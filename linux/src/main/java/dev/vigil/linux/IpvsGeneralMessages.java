package dev.vigil.linux;

import static dev.vigil.linux.IpvsConstants.*;

import dev.vigil.core.address.Family;
import dev.vigil.core.address.IpAddress;
import dev.vigil.core.balance.SyncDaemon;
import dev.vigil.linux.NetlinkReader.Attributes;
import java.util.Optional;

/** Requests about the load balancer as a whole: its time limits, its synchronisation of connections, and its end. */
final class IpvsGeneralMessages {
    private IpvsGeneralMessages() {}

    /** Removes every service, whosever it is. */
    static NetlinkRequest flush(int family) {
        return new NetlinkRequest(
                "remove",
                "all IPVS services",
                IpvsMessages.begin(family, IPVS_CMD_FLUSH).finish());
    }

    static NetlinkRequest getTimeouts(int family) {
        return new NetlinkRequest(
                "read",
                "the timeouts of IPVS",
                IpvsMessages.begin(family, IPVS_CMD_GET_CONFIG).finish());
    }

    static NetlinkRequest setTimeouts(int family, Ipvs.Timeouts timeouts) {
        NetlinkWriter writer = IpvsMessages.begin(family, IPVS_CMD_SET_CONFIG);
        writer.attribute(IPVS_CMD_ATTR_TIMEOUT_TCP, timeouts.tcpS());
        writer.attribute(IPVS_CMD_ATTR_TIMEOUT_TCP_FIN, timeouts.tcpFinS());
        writer.attribute(IPVS_CMD_ATTR_TIMEOUT_UDP, timeouts.udpS());
        return new NetlinkRequest("set", timeouts, writer.finish());
    }

    /** The timeouts of an answer. */
    static Ipvs.Timeouts timeouts(NetlinkReader message) {
        int tcp = 0;
        int tcpFin = 0;
        int udp = 0;
        Attributes attributes = IpvsMessages.body(message);
        while (attributes.next()) {
            switch (attributes.type()) {
                case IPVS_CMD_ATTR_TIMEOUT_TCP -> tcp = attributes.intValue();
                case IPVS_CMD_ATTR_TIMEOUT_TCP_FIN -> tcpFin = attributes.intValue();
                case IPVS_CMD_ATTR_TIMEOUT_UDP -> udp = attributes.intValue();
                default -> {}
            }
        }
        return new Ipvs.Timeouts(tcp, tcpFin, udp);
    }

    static NetlinkRequest listDaemons(int family) {
        NetlinkWriter writer = IpvsMessages.header(NetlinkWriter.dump(family), IPVS_CMD_GET_DAEMON);
        return new NetlinkRequest("list", "the sync daemons of IPVS", writer.finish());
    }

    static NetlinkRequest start(int family, SyncDaemon daemon) {
        NetlinkWriter writer = IpvsMessages.begin(family, IPVS_CMD_NEW_DAEMON);
        int start = writer.begin(IPVS_CMD_ATTR_DAEMON | NLA_F_NESTED);
        writer.attribute(IPVS_DAEMON_ATTR_STATE, daemon.role().number);
        writer.attribute(IPVS_DAEMON_ATTR_MCAST_IFN, daemon.interfaceName());
        writer.attribute(IPVS_DAEMON_ATTR_SYNC_ID, daemon.syncId());
        if (daemon.packetMax() != 0) {
            IpvsMessages.number16(writer, IPVS_DAEMON_ATTR_SYNC_MAXLEN, daemon.packetMax());
        }
        if (daemon.port() != 0) {
            // Unlike every other port of IPVS, this one stands in the machine's order.
            IpvsMessages.number16(writer, IPVS_DAEMON_ATTR_MCAST_PORT, daemon.port());
        }
        if (daemon.ttl() != 0) {
            writer.attribute(IPVS_DAEMON_ATTR_MCAST_TTL, (byte) daemon.ttl());
        }
        daemon.group().ifPresent(group -> group(writer, group));
        writer.end(start);
        return new NetlinkRequest("start", "the sync daemon " + text(daemon), writer.finish());
    }

    private static void group(NetlinkWriter writer, IpAddress group) {
        boolean four = group.family() == Family.IPV4;
        int position = writer.attributeOfLength(
                four ? IPVS_DAEMON_ATTR_MCAST_GROUP : IPVS_DAEMON_ATTR_MCAST_GROUP6,
                four ? Integer.BYTES : 2 * Long.BYTES);
        SocketAddress.writeIp(writer.bytes(), position, group);
    }

    static NetlinkRequest stop(int family, SyncDaemon.Role role) {
        NetlinkWriter writer = IpvsMessages.begin(family, IPVS_CMD_DEL_DAEMON);
        int start = writer.begin(IPVS_CMD_ATTR_DAEMON | NLA_F_NESTED);
        writer.attribute(IPVS_DAEMON_ATTR_STATE, role.number);
        writer.attribute(IPVS_DAEMON_ATTR_MCAST_IFN, "");
        writer.attribute(IPVS_DAEMON_ATTR_SYNC_ID, 0);
        writer.end(start);
        return new NetlinkRequest("stop", "the sync daemon " + role, writer.finish());
    }

    private static String text(SyncDaemon daemon) {
        return daemon.role() + " on " + daemon.interfaceName() + " with id " + daemon.syncId();
    }

    /** The sync daemon of a message of a list; empty for one that is not understood. */
    static Optional<SyncDaemon> daemon(NetlinkReader message) {
        Attributes nested = IpvsMessages.nested(message, IPVS_CMD_ATTR_DAEMON);
        if (nested == null) {
            return Optional.empty();
        }
        int state = 0;
        String interfaceName = "";
        int syncId = 0;
        int packetMax = 0;
        int port = 0;
        int ttl = 0;
        Optional<IpAddress> group = Optional.empty();
        while (nested.next()) {
            switch (nested.type()) {
                case IPVS_DAEMON_ATTR_STATE -> state = nested.intValue();
                case IPVS_DAEMON_ATTR_MCAST_IFN -> interfaceName = nested.text();
                case IPVS_DAEMON_ATTR_SYNC_ID -> syncId = nested.intValue();
                case IPVS_DAEMON_ATTR_SYNC_MAXLEN -> packetMax = IpvsMessages.number16(message.bytes(), nested);
                case IPVS_DAEMON_ATTR_MCAST_PORT -> port = IpvsMessages.number16(message.bytes(), nested);
                case IPVS_DAEMON_ATTR_MCAST_TTL ->
                    ttl = nested.lengthBytes() < 1 ? 0 : message.bytes().get(nested.value()) & 0xff;
                case IPVS_DAEMON_ATTR_MCAST_GROUP -> group = address(message, nested, Family.IPV4, Integer.BYTES);
                case IPVS_DAEMON_ATTR_MCAST_GROUP6 -> group = address(message, nested, Family.IPV6, 2 * Long.BYTES);
                default -> {}
            }
        }
        for (SyncDaemon.Role role : SyncDaemon.Role.values()) {
            if (role.number == state) {
                return Optional.of(new SyncDaemon(role, interfaceName, syncId, packetMax, port, ttl, group));
            }
        }
        return Optional.empty();
    }

    private static Optional<IpAddress> address(
            NetlinkReader message, Attributes attribute, Family family, int lengthBytes) {
        return attribute.lengthBytes() < lengthBytes
                ? Optional.empty()
                : Optional.of(SocketAddress.readIp(message.bytes(), attribute.value(), family));
    }
}
