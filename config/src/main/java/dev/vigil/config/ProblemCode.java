package dev.vigil.config;

/**
 * Every kind of finding. Its number is permanent: it is never reused and never changes its meaning.
 *
 * <p>An error means that the author's intention is certainly not met; a warning, that something is adjusted or ignored.
 */
public enum ProblemCode {
    FILE_UNREADABLE(2001, Severity.ERROR, "A file cannot be read."),
    INCLUDE_MISSING(2002, Severity.WARNING, "An include names no file."),
    INCLUDE_FAILED(2003, Severity.ERROR, "An include fails that must not."),
    INCLUDE_SKIPPED(2004, Severity.WARNING, "An include names something that is no configuration file."),
    LINE_TOO_LONG(2005, Severity.ERROR, "A line is too long."),
    NUL_CHARACTER(2006, Severity.ERROR, "A file holds a NUL character."),
    NOT_UTF_8(2007, Severity.WARNING, "A file is not UTF-8."),
    BYTE_ORDER_MARK(2008, Severity.WARNING, "A file begins with a byte order mark."),
    TOO_MANY_LINES(2009, Severity.ERROR, "A configuration has too many lines."),
    UNTERMINATED_QUOTE(2010, Severity.ERROR, "A double quote is not closed on its line."),
    MISSING_CLOSING_BRACE(2011, Severity.ERROR, "A block is not closed."),
    STRAY_CLOSING_BRACE(2012, Severity.ERROR, "A closing brace closes nothing."),
    STRAY_OPENING_BRACE(2013, Severity.ERROR, "An opening brace follows no keyword."),
    MISSING_BLOCK(2014, Severity.ERROR, "A keyword needs a block in braces and has none."),
    UNEXPECTED_BLOCK(2015, Severity.ERROR, "A keyword takes no block and has one."),
    DEFINITION_INVALID(2016, Severity.ERROR, "A definition cannot be expanded."),
    REPETITION_INVALID(2017, Severity.ERROR, "A repetition makes no sense."),
    TYPOGRAPHIC_QUOTES(2018, Severity.WARNING, "Typographic quotes quote nothing."),
    FILE_TOO_LARGE(2019, Severity.ERROR, "A file is too large for a configuration."),
    UNKNOWN_KEYWORD(2020, Severity.ERROR, "A keyword is not known."),
    MISPLACED_KEYWORD(2021, Severity.ERROR, "A keyword stands in a block that it does not belong to."),
    NOT_YET_SUPPORTED(2022, Severity.WARNING, "A keyword is known but Vigil cannot do yet what it asks for."),
    DEPRECATED_KEYWORD(2023, Severity.WARNING, "A keyword has a newer spelling."),
    NOT_SAFE_WITHOUT(
            2025, Severity.ERROR, "A keyword that Vigil cannot do yet, and without which the node would not be safe."),
    MISSING_ARGUMENT(2030, Severity.ERROR, "A keyword has no argument and needs one."),
    EXTRA_ARGUMENTS(2031, Severity.WARNING, "Words follow the arguments of a keyword and are ignored."),
    NOT_A_NUMBER(2032, Severity.ERROR, "An argument is not a number."),
    OUT_OF_RANGE(2033, Severity.ERROR, "A number is outside its range."),
    NOT_A_CHOICE(2034, Severity.ERROR, "An argument is none of the words that the keyword knows."),
    NOT_AN_ADDRESS(2035, Severity.ERROR, "An argument is not an IP address."),
    TOO_PRECISE(2036, Severity.WARNING, "A number has more decimals than count."),
    TOO_LONG(2037, Severity.ERROR, "A name is too long."),
    UNKNOWN_OPTION(2038, Severity.ERROR, "An option of an entry is not known."),
    UNLIKELY_INTERFACE(2039, Severity.WARNING, "The name of an interface holds what no interface has in its name."),
    DUPLICATE_NAME(2040, Severity.ERROR, "Two blocks have the same name."),
    UNDEFINED_NAME(2041, Severity.ERROR, "Something is named that is defined nowhere."),
    DEFINED_LATER(2042, Severity.WARNING, "Something is used before it is defined."),
    DUPLICATE_SCRIPT(2043, Severity.WARNING, "Two scripts have the same name; the first counts."),
    GLOBAL_DEFS_LATE(2044, Severity.WARNING, "Defaults are set after the instances that would take them."),
    MISSING_KEYWORD(2050, Severity.ERROR, "A block lacks a keyword that it cannot do without."),
    DUPLICATE_VRID(2051, Severity.ERROR, "Two instances of one family use a VRID on one interface."),
    NO_ADDRESSES(2052, Severity.WARNING, "An instance has no virtual address."),
    ADDRESSES_REQUIRED(2053, Severity.ERROR, "An instance must have a virtual address."),
    FAMILY_MISMATCH(2054, Severity.ERROR, "Addresses of one instance belong to different families."),
    INTERVAL_ROUNDED(2055, Severity.WARNING, "An advertisement interval cannot be sent as it is written."),
    NOPREEMPT_IGNORED(2056, Severity.WARNING, "nopreempt has no effect."),
    PREEMPT_DELAY_IGNORED(2057, Severity.WARNING, "preempt_delay has no effect."),
    PASSWORD_CUT(2058, Severity.WARNING, "A password is longer than eight bytes."),
    AUTHENTICATION_IGNORED(2059, Severity.WARNING, "Authentication has no effect."),
    AUTHENTICATION_INCOMPLETE(2060, Severity.ERROR, "Authentication lacks its type or its password."),
    DUPLICATE_PEER(2061, Severity.WARNING, "A unicast peer is listed twice."),
    UNICAST_WITHOUT_PEERS(2062, Severity.WARNING, "Unicast is configured without peers."),
    STRICT_MODE(2063, Severity.WARNING, "Strict mode changes what is configured."),
    STRICT_MODE_FORBIDS(2064, Severity.ERROR, "Strict mode forbids what is configured."),
    TRACKING_WITHOUT_EFFECT(2065, Severity.WARNING, "Something is tracked without effect."),
    VALUE_ADJUSTED(2066, Severity.WARNING, "A value is replaced by the nearest one that works."),
    TOO_MANY_ADDRESSES(2067, Severity.WARNING, "More addresses than an advertisement holds."),
    OPTION_IGNORED(2068, Severity.WARNING, "A keyword or option has no effect here."),
    VERSION_CONFLICT(2069, Severity.ERROR, "A VRRP version contradicts what is configured before it."),
    GROUP_OF_ONE(2070, Severity.WARNING, "A sync group has one member."),
    LOOPBACK_MULTICAST(2071, Severity.ERROR, "An instance speaks multicast on the loopback interface."),
    UNUSABLE_ADDRESS(2072, Severity.WARNING, "A virtual address is none that a host can have."),
    DUPLICATE_ADDRESS(2073, Severity.WARNING, "A virtual address is listed twice."),
    PEER_NOT_HEARD(2074, Severity.WARNING, "Nothing can be heard from a unicast peer."),
    NO_PEER_HEARD(2075, Severity.ERROR, "Nothing can be heard from any unicast peer."),
    SOURCE_NOT_OWN(2076, Severity.WARNING, "Advertisements are sent from an address that the node does not keep."),
    NOT_MULTICAST(2077, Severity.ERROR, "A multicast group is no multicast address."),
    LABEL_TOO_LONG(2078, Severity.WARNING, "A label is longer than the kernel takes."),
    NO_REAL_SERVERS(2080, Severity.ERROR, "A virtual server has no real servers."),
    DUPLICATE_SERVER(2081, Severity.WARNING, "A server is listed twice."),
    SERVER_DEFAULT(2082, Severity.WARNING, "A virtual server does not say how it works; a default holds."),
    PORT_REPLACED(2083, Severity.WARNING, "A real server's port cannot differ from that of its virtual server."),
    QUORUM_ADJUSTED(2084, Severity.WARNING, "A quorum cannot be reached as it is written."),
    UNCHECKED_SERVER(2086, Severity.WARNING, "A real server has no check."),
    CHECK_INCOMPLETE(2085, Severity.ERROR, "A health check lacks what it cannot do without."),
    OWN_SETTING_INVALID(2095, Severity.ERROR, "A value in vigil.conf cannot be used.");

    private final int number;
    private final Severity severity;
    private final String summary;

    ProblemCode(int number, Severity severity, String summary) {
        this.number = number;
        this.severity = severity;
        this.summary = summary;
    }

    /** The permanent code, for example {@code VGL2001}. */
    public String code() {
        return "VGL" + number;
    }

    public Severity severity() {
        return severity;
    }

    /** One sentence on what findings of this kind have in common. */
    public String summary() {
        return summary;
    }
}
