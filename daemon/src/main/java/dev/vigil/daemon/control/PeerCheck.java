package dev.vigil.daemon.control;

import dev.vigil.daemon.options.DaemonOptions.ControlGroups;
import dev.vigil.linux.LinuxException;
import dev.vigil.linux.LocalPeer;
import dev.vigil.linux.Users;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What the peers of the control socket may do, by the credentials that the kernel keeps of them: root and the daemon's own
 * user everything, the members of two groups what their group may, others nothing.
 *
 * @param self the user that the daemon runs as
 * @param reading the group that may ask
 * @param writing the group that may also change
 */
record PeerCheck(int self, OptionalInt reading, OptionalInt writing) {
    private static final int ROOT = 0;

    /** @throws IOException if there is no such group */
    static PeerCheck of(ControlGroups groups) throws IOException {
        int self = ((Number) Files.getAttribute(Path.of("/proc/self"), "unix:uid")).intValue();
        return new PeerCheck(self, number(groups.reading()), number(groups.writing()));
    }

    private static OptionalInt number(Optional<String> group) throws IOException {
        if (group.isEmpty()) {
            return OptionalInt.empty();
        }
        OptionalInt number = Users.group(group.get());
        if (number.isEmpty()) {
            throw new IOException("there is no group " + group.get());
        }
        return number;
    }

    Access accessOf(LocalPeer peer) {
        if (peer.uid() == ROOT || peer.uid() == self) {
            return Access.WRITE;
        }
        if (isMember(peer, writing)) {
            return Access.WRITE;
        }
        return isMember(peer, reading) ? Access.READ : Access.NONE;
    }

    private static boolean isMember(LocalPeer peer, OptionalInt group) {
        return group.isPresent() && peer.groups().contains(group.getAsInt());
    }

    /** For example {@code user root}. */
    static String nameOf(LocalPeer peer) {
        try {
            return "user "
                    + Users.user(peer.uid())
                            .map(Users.User::name)
                            .orElseGet(() -> Integer.toUnsignedString(peer.uid()));
        } catch (LinuxException unanswered) {
            return "user " + Integer.toUnsignedString(peer.uid());
        }
    }
}
