package dev.vigil.config;

import java.util.Arrays;
import java.util.Optional;

/**
 * Every kind of finding. Its number is permanent: it is never reused and never changes its meaning.
 *
 * <p>An error decides who is master, where addresses are, or who may speak: the daemon does not start with it. A warning is
 * a mistake that decides none of that, or no mistake: something is adjusted or ignored.
 */
public enum ProblemCode {
    FILE_UNREADABLE(2001, Harm.HARMS, "A file cannot be read."),
    INCLUDE_MISSING(2002, Harm.REMARK, "An include names no file."),
    INCLUDE_FAILED(2003, Harm.HARMS, "An include fails that must not."),
    INCLUDE_SKIPPED(2004, Harm.REMARK, "An include names something that is no configuration file."),
    LINE_TOO_LONG(2005, Harm.HARMS, "A line is too long."),
    NUL_CHARACTER(2006, Harm.HARMS, "A file holds a NUL character."),
    NOT_UTF_8(2007, Harm.REMARK, "A file is not UTF-8."),
    BYTE_ORDER_MARK(2008, Harm.REMARK, "A file begins with a byte order mark."),
    TOO_MANY_LINES(2009, Harm.HARMS, "A configuration has too many lines."),
    UNTERMINATED_QUOTE(2010, Harm.HARMS, "A double quote is not closed on its line."),
    MISSING_CLOSING_BRACE(2011, Harm.HARMS, "A block is not closed."),
    STRAY_CLOSING_BRACE(2012, Harm.MISTAKE, "A closing brace closes nothing."),
    STRAY_OPENING_BRACE(2013, Harm.HARMS, "An opening brace follows no keyword."),
    MISSING_BLOCK(2014, Harm.BY_PLACE, "A keyword needs a block in braces and has none."),
    UNEXPECTED_BLOCK(2015, Harm.BY_PLACE, "A keyword takes no block and has one."),
    DEFINITION_INVALID(2016, Harm.HARMS, "A definition cannot be expanded."),
    REPETITION_INVALID(2017, Harm.HARMS, "A repetition makes no sense."),
    TYPOGRAPHIC_QUOTES(2018, Harm.REMARK, "Typographic quotes quote nothing."),
    FILE_TOO_LARGE(2019, Harm.HARMS, "A file is too large for a configuration."),
    UNKNOWN_KEYWORD(2020, Harm.BY_PLACE, "A keyword is not known."),
    MISPLACED_KEYWORD(2021, Harm.BY_PLACE, "A keyword stands in a block that it does not belong to."),
    NOT_YET_SUPPORTED(2022, Harm.REMARK, "A keyword is known but Vigil cannot do yet what it asks for."),
    DEPRECATED_KEYWORD(2023, Harm.REMARK, "A keyword has a newer spelling."),
    NOT_SAFE_WITHOUT(
            2025, Harm.HARMS, "A keyword that Vigil cannot do yet, and without which the node would not be safe."),
    MISSING_ARGUMENT(2030, Harm.BY_PLACE, "A keyword has no argument and needs one."),
    EXTRA_ARGUMENTS(2031, Harm.REMARK, "Words follow the arguments of a keyword and are ignored."),
    NOT_A_NUMBER(2032, Harm.BY_PLACE, "An argument is not a number."),
    OUT_OF_RANGE(2033, Harm.BY_PLACE, "A number is outside its range."),
    NOT_A_CHOICE(2034, Harm.BY_PLACE, "An argument is none of the words that the keyword knows."),
    NOT_AN_ADDRESS(2035, Harm.BY_PLACE, "An argument is not an IP address."),
    TOO_PRECISE(2036, Harm.REMARK, "A number has more decimals than count."),
    TOO_LONG(2037, Harm.BY_PLACE, "A name is too long."),
    UNKNOWN_OPTION(2038, Harm.BY_PLACE, "An option of an entry is not known."),
    UNLIKELY_INTERFACE(2039, Harm.REMARK, "The name of an interface holds what no interface has in its name."),
    DUPLICATE_NAME(2040, Harm.BY_PLACE, "Two blocks have the same name, or two BFD sessions the same neighbour."),
    UNDEFINED_NAME(2041, Harm.BY_PLACE, "Something is named that is defined nowhere."),
    DEFINED_LATER(2042, Harm.REMARK, "Something is used before it is defined."),
    DUPLICATE_SCRIPT(2043, Harm.REMARK, "Two scripts have the same name; the first counts."),
    GLOBAL_DEFS_LATE(2044, Harm.REMARK, "Defaults are set after the instances that would take them."),
    REPEATED_PROGRAM(2045, Harm.MISTAKE, "A program is given twice; the first one counts."),
    NAME_OF_SEVERAL_WORDS(2046, Harm.HARMS, "The name of a block is more than one word."),
    MISSING_KEYWORD(2050, Harm.BY_PLACE, "A block lacks a keyword that it cannot do without."),
    DUPLICATE_VRID(2051, Harm.HARMS, "Two instances of one family use a VRID on one interface."),
    NO_ADDRESSES(2052, Harm.REMARK, "An instance has no virtual address."),
    ADDRESSES_REQUIRED(2053, Harm.HARMS, "An instance must have a virtual address."),
    FAMILY_MISMATCH(2054, Harm.HARMS, "Addresses of one instance belong to different families."),
    INTERVAL_ROUNDED(2055, Harm.REMARK, "An advertisement interval cannot be sent as it is written."),
    NOPREEMPT_IGNORED(2056, Harm.REMARK, "nopreempt has no effect."),
    PREEMPT_DELAY_IGNORED(2057, Harm.REMARK, "preempt_delay has no effect."),
    PASSWORD_CUT(2058, Harm.REMARK, "A password is longer than eight bytes."),
    AUTHENTICATION_IGNORED(2059, Harm.REMARK, "Authentication has no effect."),
    AUTHENTICATION_INCOMPLETE(2060, Harm.HARMS, "Authentication lacks its type or its password."),
    DUPLICATE_PEER(2061, Harm.REMARK, "A unicast peer is listed twice."),
    UNICAST_WITHOUT_PEERS(2062, Harm.REMARK, "Unicast is configured without peers."),
    STRICT_MODE(2063, Harm.REMARK, "Strict mode changes what is configured."),
    STRICT_MODE_FORBIDS(2064, Harm.HARMS, "Strict mode forbids what is configured."),
    TRACKING_WITHOUT_EFFECT(2065, Harm.REMARK, "Something is tracked without effect."),
    VALUE_ADJUSTED(2066, Harm.REMARK, "A value is replaced by the nearest one that works."),
    TOO_MANY_ADDRESSES(2067, Harm.REMARK, "More addresses than an advertisement holds."),
    OPTION_IGNORED(2068, Harm.REMARK, "A keyword or option has no effect here."),
    VERSION_CONFLICT(2069, Harm.HARMS, "A VRRP version contradicts what is configured before it."),
    GROUP_OF_ONE(2070, Harm.REMARK, "A sync group has one member."),
    LOOPBACK_MULTICAST(2071, Harm.HARMS, "An instance speaks multicast on the loopback interface."),
    UNUSABLE_ADDRESS(2072, Harm.REMARK, "A virtual address is none that a host can have."),
    DUPLICATE_ADDRESS(2073, Harm.REMARK, "A virtual address is listed twice."),
    PEER_NOT_HEARD(2074, Harm.REMARK, "Nothing can be heard from a unicast peer."),
    NO_PEER_HEARD(2075, Harm.HARMS, "Nothing can be heard from any unicast peer."),
    SOURCE_NOT_OWN(2076, Harm.REMARK, "Advertisements are sent from an address that the node does not keep."),
    NOT_MULTICAST(2077, Harm.HARMS, "A multicast group is no multicast address."),
    KEY_FILE_UNUSABLE(2079, Harm.HARMS, "A file that holds a key cannot be used."),
    LABEL_TOO_LONG(2078, Harm.REMARK, "A label is longer than the kernel takes."),
    NO_REAL_SERVERS(2080, Harm.MISTAKE, "A virtual server has no real servers."),
    DUPLICATE_SERVER(2081, Harm.REMARK, "A server is listed twice."),
    SERVER_DEFAULT(2082, Harm.REMARK, "A virtual server does not say how it works; a default holds."),
    PORT_REPLACED(2083, Harm.REMARK, "A real server's port cannot differ from that of its virtual server."),
    QUORUM_ADJUSTED(2084, Harm.REMARK, "A quorum cannot be reached as it is written."),
    UNCHECKED_SERVER(2086, Harm.REMARK, "A real server has no check."),
    CHECK_INCOMPLETE(2085, Harm.MISTAKE, "A health check lacks what it cannot do without."),
    REGEX_UNUSABLE(2087, Harm.HARMS, "A regular expression cannot be searched for."),
    OWN_SETTING_INVALID(2095, Harm.HARMS, "A value in vigil.conf cannot be used.");

    private final int number;
    private final Harm harm;
    private final String summary;

    ProblemCode(int number, Harm harm, String summary) {
        this.number = number;
        this.harm = harm;
        this.summary = summary;
    }

    /** The permanent code, for example {@code VGL2001}. */
    public String code() {
        return "VGL" + number;
    }

    /** The kind of finding with this permanent code. */
    static Optional<ProblemCode> of(String code) {
        return Arrays.stream(values()).filter(kind -> kind.code().equals(code)).findFirst();
    }

    public Harm harm() {
        return harm;
    }

    /** How bad a finding of this kind is at worst. */
    public Severity severity() {
        return harm == Harm.HARMS || harm == Harm.BY_PLACE ? Severity.ERROR : Severity.WARNING;
    }

    /** One sentence on what findings of this kind have in common. */
    public String summary() {
        return summary;
    }
}
