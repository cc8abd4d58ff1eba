/** The Linux kernel behind the foreign function interface; nothing else calls native code. */
module dev.vigil.linux {
    requires static org.jspecify;
    requires jdk.unsupported;
    requires transitive dev.vigil.core;

    exports dev.vigil.linux;
}
