package dev.vigil.config.syntax;

/** The greatest numbers that fields of a message or of the kernel hold. */
public final class Limits {
    public static final int BYTE_MAX = 255;
    public static final int PORT_MAX = 65_535;
    public static final long UINT32_MAX = 0xffff_ffffL;

    private Limits() {}
}
