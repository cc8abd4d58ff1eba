package dev.vigil.config.syntax;

import java.util.ArrayList;
import java.util.List;

/**
 * Splits a statement into words. Blanks separate words, double quotes keep blanks together, and a quote within a word
 * begins the next word. There are no escapes.
 */
final class Words {
    private Words() {}

    static List<Word> split(String text, int start, int end) {
        List<Word> words = new ArrayList<>(4);
        int index = start;
        while (index < end) {
            char c = text.charAt(index);
            if (isBlank(c)) {
                index++;
            } else if (c == '"') {
                int close = text.indexOf('"', index + 1);
                int stop = close < 0 || close >= end ? end : close;
                words.add(new Word(text.substring(index + 1, stop), index, true));
                index = stop + 1;
            } else {
                int stop = index;
                while (stop < end && text.charAt(stop) != '"' && !isBlank(text.charAt(stop))) {
                    stop++;
                }
                words.add(new Word(text.substring(index, stop), index, false));
                index = stop;
            }
        }
        return words;
    }

    static boolean isBlank(char c) {
        return c == ' ' || (c >= '\t' && c <= '\r');
    }
}
