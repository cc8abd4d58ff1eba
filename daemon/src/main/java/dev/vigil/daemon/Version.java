package dev.vigil.daemon;

import java.lang.module.ModuleDescriptor;
import java.util.Optional;

/** The version of this program, which the compiler wrote into the module. */
public final class Version {
    public static final String TEXT = Optional.ofNullable(
                    Version.class.getModule().getDescriptor())
            .flatMap(ModuleDescriptor::rawVersion)
            .orElse("unknown");

    /** The name and version that a recording tells. */
    static final String PROGRAM = "vigil " + TEXT;

    private Version() {}
}
