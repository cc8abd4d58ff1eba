package dev.vigil.config.keyword;

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
    BFD_CHECK("virtual_server/real_server/BFD_CHECK");

    private final String path;

    Block(String path) {
        this.path = path;
    }

    /** The keywords that lead to the block from the outermost level, with slashes between them. */
    public String path() {
        return path;
    }

    /** The block's own keyword, or words for the outermost level. */
    public String title() {
        return this == ROOT ? "the top level" : path.substring(path.lastIndexOf('/') + 1);
    }
}
