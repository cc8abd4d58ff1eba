package dev.vigil.config.keyword;

import java.util.Arrays;
import java.util.List;

/** A kind of block, which decides the keywords that may stand in it. */
public enum Block {
    ROOT(""),
    GLOBAL_DEFS("global_defs"),
    VRRP_SCRIPT("vrrp_script"),
    TRACK_FILE("track_file"),
    TRACK_PROCESS("vrrp_track_process"),
    TRACK_GROUP("track_group"),
    BFD_INSTANCE("bfd_instance"),
    GARP_GROUP("garp_group"),
    SYNC_GROUP("vrrp_sync_group"),
    VRRP_INSTANCE("vrrp_instance"),
    AUTHENTICATION("vrrp_instance/authentication"),
    AUTH_HMAC("vrrp_instance/auth_hmac"),
    SSL("SSL"),
    VIRTUAL_SERVER("virtual_server"),
    REAL_SERVER("virtual_server/real_server"),
    TCP_CHECK("virtual_server/real_server/TCP_CHECK"),
    PING_CHECK("virtual_server/real_server/PING_CHECK"),
    UDP_CHECK("virtual_server/real_server/UDP_CHECK"),
    DNS_CHECK("virtual_server/real_server/DNS_CHECK"),
    HTTP_GET("virtual_server/real_server/HTTP_GET"),
    HTTP_URL("virtual_server/real_server/HTTP_GET/url"),
    SSL_GET("virtual_server/real_server/SSL_GET"),
    SSL_URL("virtual_server/real_server/SSL_GET/url"),
    SMTP_CHECK("virtual_server/real_server/SMTP_CHECK"),
    SMTP_HOST("virtual_server/real_server/SMTP_CHECK/host"),
    MISC_CHECK("virtual_server/real_server/MISC_CHECK"),
    FILE_CHECK("virtual_server/real_server/FILE_CHECK"),
    BFD_CHECK("virtual_server/real_server/BFD_CHECK"),
    OWN_ROOT(ConfFile.VIGIL, "vigil.conf"),
    OWN_CONTROL(ConfFile.VIGIL, "vigil.conf/control"),
    OWN_RECORDING(ConfFile.VIGIL, "vigil.conf/recording"),
    OWN_PROGRAMS(ConfFile.VIGIL, "vigil.conf/programs"),
    OWN_WEB(ConfFile.VIGIL, "vigil.conf/web"),
    OWN_SCRIPT(ConfFile.VIGIL, "vigil.conf/vrrp_script"),
    OWN_INSTANCE(ConfFile.VIGIL, "vigil.conf/vrrp_instance"),
    OWN_SYNC_GROUP(ConfFile.VIGIL, "vigil.conf/vrrp_sync_group");

    private final ConfFile file;
    private final String path;

    Block(String path) {
        this(ConfFile.KEEPALIVED, path);
    }

    Block(ConfFile file, String path) {
        this.file = file;
        this.path = path;
    }

    /** The blocks of a file, the outermost level first. */
    public static List<Block> of(ConfFile file) {
        return Arrays.stream(values()).filter(block -> block.file == file).toList();
    }

    /** The file that the block stands in. */
    public ConfFile file() {
        return file;
    }

    /** Whether this is all that stands in no block of its file. */
    public boolean isOutermost() {
        return this == ROOT || this == OWN_ROOT;
    }

    /**
     * The keywords that lead to the block from the outermost level, with slashes between them; in Vigil's own file behind the
     * name of the file, since it has blocks that are called like those of keepalived.conf.
     */
    public String path() {
        return path;
    }

    /** The block's own keyword, or words for the outermost level. */
    public String title() {
        return this == ROOT ? "the top level" : path.substring(path.lastIndexOf('/') + 1);
    }
}
