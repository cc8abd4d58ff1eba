package dev.vigil.linux;

import static dev.vigil.linux.FilterConstants.*;
import static dev.vigil.linux.NatConstants.*;

import dev.vigil.core.address.Family;
import dev.vigil.core.address.IpAddress;
import dev.vigil.core.nat.Field;
import dev.vigil.core.nat.FoundTable;
import dev.vigil.core.nat.NatStep;
import dev.vigil.linux.NetlinkReader.Attributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Asks the kernel to spread connections over servers by one table of nftables, in the network namespace of the thread that
 * opened this. The table is known as ours by its comment. Where the kernel can (Linux 6.9), it is owned by this socket:
 * nobody else can change it, and yet it stays when the process ends, for the next one to take over. One thread at a time.
 */
public final class NatNetlink extends FilterSocket {
    /** How much the kernel may say before it is read, unless that is configured. */
    public static final int RECEIVE_BUFFER_BYTES = 1 << 18;

    private static final int GENERIC_BYTES = 4;
    private static final int ALL_BITS = -1;
    private static final long MS_PER_S = 1_000;

    private final String table;
    private final String comment;
    private boolean owning = true;

    private NatNetlink(int fd, String table, String comment) {
        super(fd);
        this.table = table;
        this.comment = NatMessages.kept(comment);
    }

    /**
     * Opens it and changes nothing.
     *
     * @param table the name of the table
     * @param comment by which it is known as ours
     */
    public static NatNetlink open(String table, String comment) {
        return new NatNetlink(openFilter(), table, comment);
    }

    /** A table with our name: whose it is, and what of it is worth knowing. */
    public record Seen(boolean ours, FoundTable found) {}

    /** Does all of it, or nothing. */
    public Optional<FilterNetlink.Refused> commit(List<NatStep> steps) {
        Optional<FilterNetlink.Refused> refused = tryCommit(steps);
        boolean unknown = refused.isPresent()
                && (refused.get().errno() == Errno.EOPNOTSUPP || refused.get().errno() == Errno.EINVAL);
        boolean first = steps.contains(new NatStep.MakeTable()) || steps.contains(new NatStep.TakeTable());
        if (!owning || !unknown || !first) {
            return refused;
        }
        owning = false;
        Optional<FilterNetlink.Refused> again = tryCommit(steps);
        owning = again.isPresent();
        return again.isPresent() ? refused : again;
    }

    private Optional<FilterNetlink.Refused> tryCommit(List<NatStep> steps) {
        return transact(NatMessages.of(table, comment, owning, steps), object());
    }

    /** Whether it would be done; nothing is. */
    public Optional<FilterNetlink.Refused> rehearse(List<NatStep> steps) {
        return tryOut(NatMessages.of(table, comment, false, steps), object());
    }

    /** Whether nobody else can change the table. */
    public boolean isOwner() {
        return owning;
    }

    private String object() {
        return "table inet " + table;
    }

    /** The table, if there is one with its name. */
    public Optional<Seen> look() {
        List<String> comments = new ArrayList<>();
        NetlinkWriter request = request(NFT_MSG_GETTABLE, Constants.NLM_F_ACK);
        request.attribute(NFTA_TABLE_NAME, table);
        int errno = ask(request, object(), message -> comments.add(commentOf(message)));
        if (errno == Errno.ENOENT) {
            return Optional.empty();
        }
        require(errno);
        boolean ours = comments.equals(List.of(comment));
        return Optional.of(new Seen(ours, ours ? content() : new FoundTable(List.of(), List.of(), List.of())));
    }

    private void require(int errno) {
        if (errno != 0) {
            throw new LinuxException("read", errno, object());
        }
    }

    private static NetlinkWriter request(int message, int flags) {
        NetlinkWriter writer = NetlinkWriter.quiet(NFNL_SUBSYS_NFTABLES << Byte.SIZE | message, flags);
        NatMessages.header(writer);
        return writer;
    }

    private static Attributes attributes(NetlinkReader message) {
        return message.attributes(message.body() + GENERIC_BYTES, message.end());
    }

    private static String commentOf(NetlinkReader message) {
        Attributes attributes = attributes(message);
        while (attributes.next()) {
            if (attributes.type() == NFTA_TABLE_USERDATA) {
                return comment(attributes, message);
            }
        }
        return "";
    }

    /** Behind its kind and its length. */
    private static String comment(Attributes attribute, NetlinkReader message) {
        int header = 2 * Byte.BYTES;
        return attribute.lengthBytes() < header
                ? ""
                : NativeBuffer.text(message.bytes(), attribute.value() + header, attribute.lengthBytes() - header);
    }

    private FoundTable content() {
        List<String> chains = new ArrayList<>();
        NetlinkWriter request = request(NFT_MSG_GETCHAIN, Constants.NLM_F_DUMP);
        request.attribute(NFTA_CHAIN_TABLE, table);
        require(ask(request, object(), message -> chain(message).ifPresent(chains::add)));
        List<FoundTable.Set> sets = new ArrayList<>();
        request = request(NFT_MSG_GETSET, Constants.NLM_F_DUMP);
        request.attribute(NFTA_SET_TABLE, table);
        require(ask(request, object(), message -> set(message).ifPresent(sets::add)));
        List<FoundTable.Server> servers = new ArrayList<>();
        for (FoundTable.Set set : sets) {
            if (set.name().matches("(servers|hosts)[46]")) {
                servers(set, servers);
            }
        }
        return new FoundTable(chains, sets, servers);
    }

    private Optional<String> chain(NetlinkReader message) {
        Attributes attributes = attributes(message);
        String of = "";
        String name = "";
        while (attributes.next()) {
            switch (attributes.type()) {
                case NFTA_CHAIN_TABLE -> of = attributes.text();
                case NFTA_CHAIN_NAME -> name = attributes.text();
                default -> {}
            }
        }
        return of.equals(table) ? Optional.of(name) : Optional.empty();
    }

    private Optional<FoundTable.Set> set(NetlinkReader message) {
        Attributes attributes = attributes(message);
        String of = "";
        String name = "";
        int keyBytes = 0;
        int valueBytes = 0;
        long timeoutMs = 0;
        while (attributes.next()) {
            switch (attributes.type()) {
                case NFTA_SET_TABLE -> of = attributes.text();
                case NFTA_SET_NAME -> name = attributes.text();
                case NFTA_SET_KEY_LEN -> keyBytes = bigEndian(message, attributes);
                case NFTA_SET_DATA_LEN -> valueBytes = bigEndian(message, attributes);
                case NFTA_SET_TIMEOUT ->
                    timeoutMs = attributes.lengthBytes() < Long.BYTES
                            ? 0
                            : message.bytes()
                                    .slice(attributes.value(), Long.BYTES)
                                    .getLong(0);
                default -> {}
            }
        }
        return of.equals(table)
                ? Optional.of(new FoundTable.Set(name, keyBytes, valueBytes, (int) (timeoutMs / MS_PER_S)))
                : Optional.empty();
    }

    private static int bigEndian(NetlinkReader message, Attributes attribute) {
        return attribute.lengthBytes() < Integer.BYTES
                ? 0
                : message.bytes().slice(attribute.value(), Integer.BYTES).getInt(0);
    }

    private void servers(FoundTable.Set set, List<FoundTable.Server> servers) {
        NetlinkWriter request = request(NFT_MSG_GETSETELEM, Constants.NLM_F_DUMP);
        request.attribute(NFTA_SET_ELEM_LIST_TABLE, table);
        request.attribute(NFTA_SET_ELEM_LIST_SET, set.name());
        require(ask(request, object(), message -> {
            Attributes attributes = attributes(message);
            while (attributes.next()) {
                if (attributes.type() == NFTA_SET_ELEM_LIST_ELEMENTS) {
                    Attributes elements = attributes.nested();
                    while (elements.next()) {
                        server(set, elements.nested(), message).ifPresent(servers::add);
                    }
                }
            }
        }));
    }

    private static Optional<FoundTable.Server> server(FoundTable.Set set, Attributes element, NetlinkReader message) {
        String comment = "";
        int key = -1;
        int value = -1;
        while (element.next()) {
            switch (element.type()) {
                case NFTA_SET_ELEM_USERDATA -> comment = comment(element, message);
                case NFTA_SET_ELEM_KEY -> key = data(element, set.keyBytes());
                case NFTA_SET_ELEM_DATA -> value = data(element, set.valueBytes());
                default -> {}
            }
        }
        if (key < 0 || value < 0 || set.keyBytes() != Field.MARK.bytes) {
            return Optional.empty();
        }
        Family family = set.valueBytes() < Field.IPV6.bytes ? Family.IPV4 : Family.IPV6;
        int port = set.valueBytes() > family.lengthBytes()
                ? message.bytes()
                                .slice(value + family.lengthBytes(), Short.BYTES)
                                .getShort(0)
                        & 0xffff
                : 0;
        IpAddress address = SocketAddress.readIp(message.bytes(), value, family);
        return Optional.of(new FoundTable.Server(comment, message.bytes().getInt(key), address, port));
    }

    /** The position of a value, or a negative number if it is shorter than it must be. */
    private static int data(Attributes attribute, int bytes) {
        Attributes data = attribute.nested();
        while (data.next()) {
            if (data.type() == NFTA_DATA_VALUE && data.lengthBytes() >= bytes) {
                return data.value();
            }
        }
        return -1;
    }

    /**
     * Forgets all connections with a mark: their next packet begins a new one, or is answered by a reset.
     *
     * @return 0, or the error number of the refusal
     */
    public int cut(int mark) {
        NetlinkWriter writer =
                NetlinkWriter.quiet(NFNL_SUBSYS_CTNETLINK << Byte.SIZE | IPCTNL_MSG_CT_DELETE, Constants.NLM_F_ACK);
        int generic = writer.reserve(GENERIC_BYTES);
        writer.bytes().put(generic, (byte) 0);
        writer.bigEndian(CTA_MARK, mark);
        writer.bigEndian(CTA_MARK_MASK, ALL_BITS);
        return ask(writer, "connections of a server", _ -> {});
    }
}
