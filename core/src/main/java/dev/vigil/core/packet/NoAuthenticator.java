package dev.vigil.core.packet;

import dev.vigil.core.address.IpAddress;
import java.nio.ByteBuffer;

/** That of a virtual router without proofs. */
final class NoAuthenticator extends Authenticator {
    static final NoAuthenticator INSTANCE = new NoAuthenticator();

    @Override
    public boolean isOrdered() {
        return false;
    }

    @Override
    public void advance(long wallNs) {}

    @Override
    void seal(ByteBuffer packet, int messageAt, int messageLength, IpAddress source) {}

    @Override
    public void inherit(Authenticator old) {}
}
