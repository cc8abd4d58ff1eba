package dev.vigil.daemon.reload;

/**
 * A value of a configuration with the keyword that sets it.
 *
 * @param key what makes two values of a list the same thing, such as an address; empty where there is one value only
 * @param value what is compared
 * @param text how the value is shown; an empty text is nothing at all
 * @param secret whether it must not be shown
 */
record NamedValue(String keyword, String key, Object value, String text, boolean secret) {
    static NamedValue of(String keyword, Object value) {
        return new NamedValue(keyword, "", value, value.toString(), false);
    }

    static NamedValue secret(String keyword, Object value) {
        return new NamedValue(keyword, "", value, "", true);
    }

    static NamedValue entry(String keyword, String key, Object value, String text) {
        return new NamedValue(keyword, key, value, text, false);
    }

    /** Names what has one of these names, too. */
    record Name(String keyword, String key) {}

    Name name() {
        return new Name(keyword, key);
    }
}
