package dev.vigil.daemon.web;

/** The labels of a sample: names and values by turns. */
final class Labels {
    static final Labels NONE = new Labels("");

    private final String text;

    private Labels(String text) {
        this.text = text;
    }

    static Labels of(String... namesAndValues) {
        return NONE.with(namesAndValues);
    }

    /** These and more. */
    Labels with(String... namesAndValues) {
        StringBuilder more = new StringBuilder(text);
        for (int index = 0; index < namesAndValues.length; index += 2) {
            if (!more.isEmpty()) {
                more.append(',');
            }
            more.append(namesAndValues[index]).append("=\"");
            escape(namesAndValues[index + 1], more);
            more.append('"');
        }
        return new Labels(more.toString());
    }

    private static void escape(String value, StringBuilder into) {
        for (int index = 0; index < value.length(); index++) {
            char character = value.charAt(index);
            switch (character) {
                case '\\' -> into.append("\\\\");
                case '"' -> into.append("\\\"");
                case '\n' -> into.append("\\n");
                default -> into.append(character);
            }
        }
    }

    @Override
    public String toString() {
        return text.isEmpty() ? "" : "{" + text + "}";
    }
}
