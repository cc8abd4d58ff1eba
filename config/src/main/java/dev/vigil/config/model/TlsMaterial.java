package dev.vigil.config.model;

import java.util.Optional;

/** The block {@code SSL}: what TLS checks present to servers. */
public record TlsMaterial(
        Optional<Secret> password, Optional<String> ca, Optional<String> certificate, Optional<String> key) {
    public static final TlsMaterial NONE =
            new TlsMaterial(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
}
