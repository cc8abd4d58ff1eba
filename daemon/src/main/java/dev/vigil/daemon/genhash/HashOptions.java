package dev.vigil.daemon.genhash;

import dev.vigil.core.address.IpAddress;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What the words of genhash's command line ask for.
 *
 * @param host what the request names; the address and the port if it is not given
 * @param namesHost whether TLS asks for that host
 * @param minor the version of HTTP: 0 for 1.0, 1 for 1.1
 * @param closes whether the request asks for the connection to be closed
 * @param mark 0 for none
 */
record HashOptions(
        IpAddress server,
        int port,
        String url,
        Optional<String> host,
        boolean tls,
        boolean namesHost,
        int minor,
        boolean closes,
        long mark,
        long timeoutS,
        boolean verbose) {
    private static final int PORT_MAX = 65535;
    private static final long UINT32_MAX = 0xffff_ffffL;

    /** As long as genhash waits unless it is told otherwise. */
    private static final long TIMEOUT_S = 60;

    private enum Flag {
        USE_SSL('S', false),
        USE_SNI('I', false),
        SERVER('s', true),
        PORT('p', true),
        URL('u', true),
        USE_VIRTUALHOST('V', true),
        VERBOSE('v', false),
        HELP('h', false),
        FWMARK('m', true),
        PROTOCOL('P', true),
        TIMEOUT('t', true);

        final char letter;
        final boolean hasValue;

        Flag(char letter, boolean hasValue) {
            this.letter = letter;
            this.hasValue = hasValue;
        }

        String longName() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /** The command line asks for nothing that could be done; the text says why, if it is not empty. */
    static final class Refused extends Exception {
        private static final long serialVersionUID = 1L;

        Refused(String why) {
            super(why);
        }

        String why() {
            return String.valueOf(getMessage());
        }
    }

    /** Reads the words as getopt_long does. */
    static HashOptions read(List<String> words) throws Refused {
        Words split = new Words(words);
        split.readAll();
        Map<Flag, String> given = split.given;
        if (!split.plain.isEmpty()) {
            throw new Refused("Unexpected argument(s): " + String.join(" ", split.plain));
        }
        String server = given.get(Flag.SERVER);
        String port = given.get(Flag.PORT);
        String url = given.get(Flag.URL);
        if (server == null || port == null || url == null) {
            throw new Refused("");
        }
        String protocol = given.getOrDefault(Flag.PROTOCOL, "1.0");
        return new HashOptions(
                address(server),
                (int) number(port, 1, PORT_MAX, "invalid port number"),
                url,
                Optional.ofNullable(given.get(Flag.USE_VIRTUALHOST)),
                given.containsKey(Flag.USE_SSL),
                given.containsKey(Flag.USE_SNI),
                protocol.equals("1.1") ? 1 : 0,
                !protocol.equals("1.0"),
                number(given.getOrDefault(Flag.FWMARK, "0"), 0, UINT32_MAX, "invalid fwmark"),
                number(
                        given.getOrDefault(Flag.TIMEOUT, Long.toString(TIMEOUT_S)),
                        0,
                        Integer.MAX_VALUE,
                        "invalid timeout"),
                given.containsKey(Flag.VERBOSE));
    }

    private static IpAddress address(String text) throws Refused {
        try {
            return IpAddress.of(text);
        } catch (IllegalArgumentException none) {
            throw new Refused("server should be an IP, not " + text);
        }
    }

    private static long number(String text, long min, long max, String complaint) throws Refused {
        OptionalLong number = text.matches("\\d{1,10}") ? OptionalLong.of(Long.parseLong(text)) : OptionalLong.empty();
        if (number.isEmpty() || number.getAsLong() < min || number.getAsLong() > max) {
            throw new Refused(complaint + " '" + text + "'");
        }
        return number.getAsLong();
    }

    /** The words, one after the other. */
    private static final class Words {
        final Map<Flag, String> given = new EnumMap<>(Flag.class);
        final List<String> plain = new ArrayList<>();
        private final List<String> words;
        private int next;

        Words(List<String> words) {
            this.words = words;
        }

        void readAll() throws Refused {
            while (next < words.size()) {
                String word = words.get(next++);
                if (word.equals("--")) {
                    plain.addAll(words.subList(next, words.size()));
                    return;
                }
                if (word.startsWith("--")) {
                    longOption(word);
                } else if (word.startsWith("-") && word.length() > 1) {
                    letters(word);
                } else {
                    plain.add(word);
                }
            }
        }

        private void longOption(String word) throws Refused {
            int equals = word.indexOf('=');
            String name = equals < 0 ? word.substring(2) : word.substring(2, equals);
            List<Flag> meant = new ArrayList<>();
            for (Flag flag : Flag.values()) {
                if (flag.longName().equals(name)) {
                    meant.clear();
                    meant.add(flag);
                    break;
                }
                if (flag.longName().startsWith(name)) {
                    meant.add(flag);
                }
            }
            if (meant.size() != 1 || (equals >= 0 && !meant.getFirst().hasValue)) {
                throw new Refused("Unknown option " + word);
            }
            take(meant.getFirst(), equals < 0 ? "" : word.substring(equals + 1), equals >= 0);
        }

        private void letters(String word) throws Refused {
            for (int at = 1; at < word.length(); at++) {
                Flag flag = flag(word.charAt(at));
                boolean attached = flag.hasValue && at + 1 < word.length();
                take(flag, attached ? word.substring(at + 1) : "", attached);
                if (flag.hasValue) {
                    return;
                }
            }
        }

        private static Flag flag(char letter) throws Refused {
            for (Flag flag : Flag.values()) {
                if (flag.letter == letter) {
                    return flag;
                }
            }
            throw new Refused("Unknown option -" + letter);
        }

        private void take(Flag flag, String attached, boolean isAttached) throws Refused {
            String value = attached;
            if (flag.hasValue && !isAttached) {
                if (next == words.size()) {
                    throw new Refused("Missing parameter for option -" + flag.letter);
                }
                value = words.get(next++);
            }
            if (flag == Flag.HELP) {
                throw new Refused("");
            }
            if (flag == Flag.PROTOCOL && !value.matches("1\\.0[cC]?|1\\.1")) {
                throw new Refused("invalid HTTP protocol version '" + value + "'");
            }
            given.put(flag, value);
        }
    }
}
