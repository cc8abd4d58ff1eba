package dev.vigil.config.keyword;

/** A kind of block, which decides the keywords that may stand in it. */
public enum Block {
    ROOT("the top level"),
    GLOBAL_DEFS("global_defs"),
    VRRP_SCRIPT("vrrp_script"),
    VRRP_INSTANCE("vrrp_instance"),
    AUTHENTICATION("authentication");

    private final String title;

    Block(String title) {
        this.title = title;
    }

    /** The block's own keyword, or words for the outermost level. */
    public String title() {
        return title;
    }
}
