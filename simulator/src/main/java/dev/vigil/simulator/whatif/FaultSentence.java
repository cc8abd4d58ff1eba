package dev.vigil.simulator.whatif;

import dev.vigil.config.Words;
import dev.vigil.simulator.NodePlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A sentence of one of the forms, with what stands in its places.
 *
 * @param values what stands in the places, in their order
 */
record FaultSentence(String text, FaultForm form, List<String> values) {
    /** How far a sentence follows one of the forms. */
    private record Match(FaultForm form, List<String> words, List<String> said) {
        int length() {
            int at = 0;
            while (at < Math.min(words.size(), said.size()) && fits(words.get(at), said.get(at))) {
                at++;
            }
            return at;
        }

        boolean isWhole() {
            return words.size() == said.size() && length() == words.size();
        }

        private static boolean fits(String word, String said) {
            return switch (word) {
                case "TIME", "DURATION" -> Amounts.time(said).isPresent();
                case "PERCENT" -> Amounts.perMille(said).isPresent();
                default -> isPlace(word) || word.equals(said);
            };
        }
    }

    private static boolean isPlace(String word) {
        return word.equals(word.toUpperCase(java.util.Locale.ROOT));
    }

    static FaultSentence read(String text, List<NodePlan> nodes) throws BadFault {
        List<String> said = List.of(text.strip().split("\\s+"));
        Match best = null;
        for (FaultForm form : FaultForm.values()) {
            for (boolean optional : new boolean[] {false, true}) {
                Match match = new Match(form, form.words(optional), said);
                if (match.isWhole()) {
                    return checked(text, match, nodes);
                }
                if (best == null || match.length() > best.length()) {
                    best = match;
                }
            }
        }
        throw new BadFault(text, best == null ? "there is nothing" : misfit(best));
    }

    private static String misfit(Match match) {
        int at = match.length();
        if (at <= 1 && !isStart(match)) {
            return "no fault begins so; there are: " + forms();
        }
        String expected = at == match.words.size() ? "the end" : place(match.words.get(at));
        String found = at == match.said.size() ? "the end" : "'" + match.said.get(at) + "'";
        return "expected " + expected + " instead of " + found + ", as in: " + match.form.sentence();
    }

    /** Whether the first word is one of a form and no place. */
    private static boolean isStart(Match match) {
        return match.length() == 1 && !isPlace(match.words.getFirst());
    }

    private static String forms() {
        List<String> sentences = new ArrayList<>();
        for (FaultForm form : FaultForm.values()) {
            sentences.add("\n  " + form.sentence());
        }
        return String.join("", sentences);
    }

    private static String place(String word) {
        return switch (word) {
            case "TIME" -> "a time such as 10s, 500ms or 2m";
            case "DURATION" -> "a duration such as 10s, 500ms or 2m";
            case "PERCENT" -> "a percentage such as 30%";
            default -> isPlace(word) ? "the name of a " + word.toLowerCase(java.util.Locale.ROOT) : "'" + word + "'";
        };
    }

    private static FaultSentence checked(String text, Match match, List<NodePlan> nodes) throws BadFault {
        List<String> values = new ArrayList<>();
        Map<String, String> named = new TreeMap<>();
        for (int at = 0; at < match.words.size(); at++) {
            String word = match.words.get(at);
            if (isPlace(word)) {
                values.add(match.said.get(at));
                named.put(word, match.said.get(at));
                if (word.equals("NODE")) {
                    known(
                            text,
                            "node",
                            match.said.get(at),
                            nodes.stream().map(NodePlan::name).toList());
                }
            }
        }
        Optional<NodePlan> node = nodes.stream()
                .filter(one -> one.name().equals(named.get("NODE")))
                .findFirst();
        if (node.isPresent() && named.containsKey("INTERFACE")) {
            List<String> names = node.get().interfaces().stream()
                    .map(NodePlan.InterfacePlan::name)
                    .toList();
            known(text, "interface", named.get("INTERFACE"), names);
        }
        if (node.isPresent() && named.containsKey("SCRIPT")) {
            List<String> names =
                    node.get().scripts().stream().map(NodePlan.ScriptPlan::name).toList();
            known(text, "script", named.get("SCRIPT"), names);
        }
        return new FaultSentence(text, match.form, values);
    }

    private static void known(String text, String what, String name, List<String> names) throws BadFault {
        if (!names.contains(name)) {
            throw new BadFault(
                    text,
                    "there is no " + what + " " + name
                            + (names.isEmpty() ? " and no other" : "; known are " + Words.list(names)));
        }
    }

    String name(int place) {
        return values.get(place);
    }

    long timeNs(int place) {
        return Amounts.time(values.get(place)).orElseThrow();
    }

    /** As {@link #timeNs}; something else where the sentence leaves the place out. */
    Optional<Long> optionalNs(int place) {
        return place < values.size() ? Optional.of(timeNs(place)) : Optional.empty();
    }

    int perMille(int place) {
        return Amounts.perMille(values.get(place)).orElseThrow();
    }
}
