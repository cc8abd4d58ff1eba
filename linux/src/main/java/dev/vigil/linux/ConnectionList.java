package dev.vigil.linux;

import static dev.vigil.linux.NatConstants.*;

import dev.vigil.core.balance.Connections;
import dev.vigil.linux.NetlinkReader.Attributes;

/** The connections that the kernel tracks, in the network namespace of the thread that opened this. One thread at a time. */
public final class ConnectionList extends FilterSocket {
    private static final int GENERIC_BYTES = 4;
    private static final int ALL_BITS = -1;

    private ConnectionList(int fd) {
        super(fd);
    }

    public static ConnectionList open() {
        return new ConnectionList(openFilter());
    }

    /**
     * Counts those with a mark; throws if the kernel does not say. Of TCP those count as active over which something may
     * still be sent, of other protocols all that the kernel remembers.
     */
    public Connections marked(int mark) {
        NetlinkWriter writer =
                NetlinkWriter.quiet((NFNL_SUBSYS_CTNETLINK << Byte.SIZE) | IPCTNL_MSG_CT_GET, Constants.NLM_F_DUMP);
        int generic = writer.reserve(GENERIC_BYTES);
        writer.bytes().put(generic, (byte) 0);
        writer.bigEndian(CTA_MARK, mark);
        writer.bigEndian(CTA_MARK_MASK, ALL_BITS);
        Count count = new Count(mark);
        int errno = ask(writer, "connections of a server", count::take);
        if (errno != 0) {
            throw new LinuxException("list", errno, "connections of a server");
        }
        return new Connections(count.active, count.inactive);
    }

    /** A kernel that does not know the filter sends all, so each is looked at. */
    private static final class Count {
        private final int mark;
        private long active;
        private long inactive;

        Count(int mark) {
            this.mark = mark;
        }

        void take(NetlinkReader message) {
            Attributes attributes = message.attributes(message.body() + GENERIC_BYTES, message.end());
            int state = 0;
            boolean ours = false;
            while (attributes.next()) {
                switch (attributes.type()) {
                    case CTA_MARK ->
                        ours = attributes.lengthBytes() >= Integer.BYTES
                                && message.bytes()
                                                .slice(attributes.value(), Integer.BYTES)
                                                .getInt(0)
                                        == mark;
                    case CTA_PROTOINFO -> state = state(message, attributes.nested());
                    default -> {}
                }
            }
            if (ours && (state == 0 || state < TCP_CONNTRACK_LAST_ACK)) {
                active++;
            } else if (ours) {
                inactive++;
            }
        }

        /** The state of TCP; 0 for another protocol. */
        private static int state(NetlinkReader message, Attributes protocol) {
            while (protocol.next()) {
                if (protocol.type() == CTA_PROTOINFO_TCP) {
                    Attributes tcp = protocol.nested();
                    while (tcp.next()) {
                        if (tcp.type() == CTA_PROTOINFO_TCP_STATE && tcp.lengthBytes() > 0) {
                            return message.bytes().get(tcp.value());
                        }
                    }
                }
            }
            return 0;
        }
    }
}
