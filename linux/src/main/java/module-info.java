/** The Linux kernel behind the foreign function interface; nothing else calls native code. */
module dev.vigil.linux {
    requires static org.jspecify;
    requires dev.vigil.core;
}
