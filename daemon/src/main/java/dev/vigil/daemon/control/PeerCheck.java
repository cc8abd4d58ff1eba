package dev.vigil.daemon.control;

import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;
import java.util.Set;
import jdk.net.ExtendedSocketOptions;

/** Who may use the control socket, by the credentials that the kernel gives (SO_PEERCRED). */
record PeerCheck(Set<UserPrincipal> admitted) {
    PeerCheck {
        admitted = Set.copyOf(admitted);
    }

    /** Root and the user that this process runs as. Principals are equal when their user ids are. */
    static PeerCheck rootAndSelf() throws IOException {
        UserPrincipal root =
                FileSystems.getDefault().getUserPrincipalLookupService().lookupPrincipalByName("root");
        UserPrincipal self = Files.getOwner(Path.of("/proc/self"));
        return new PeerCheck(root.equals(self) ? Set.of(root) : Set.of(root, self));
    }

    boolean admits(SocketChannel client) throws IOException {
        return admitted.contains(
                client.getOption(ExtendedSocketOptions.SO_PEERCRED).user());
    }

    /** For example {@code user root}. */
    String nameOf(SocketChannel client) throws IOException {
        return "user "
                + client.getOption(ExtendedSocketOptions.SO_PEERCRED).user().getName();
    }
}
