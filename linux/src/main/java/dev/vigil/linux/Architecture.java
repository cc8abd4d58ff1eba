package dev.vigil.linux;

/** The processor architectures whose kernel interface is known here; both are 64-bit and little-endian. */
enum Architecture {
    X86_64,
    AARCH64;

    static final Architecture CURRENT = named(System.getProperty("os.arch", ""));

    static Architecture named(String osArch) {
        return switch (osArch) {
            case "amd64", "x86_64" -> X86_64;
            case "aarch64" -> AARCH64;
            default -> throw new UnsupportedOperationException("no kernel interface for architecture " + osArch);
        };
    }
}
