package dev.vigil.config.read;

import dev.vigil.config.ProblemCode;
import dev.vigil.config.Problems;
import dev.vigil.config.bind.Section;
import dev.vigil.config.bind.Statement;
import dev.vigil.config.syntax.Digits;
import dev.vigil.config.syntax.Word;
import dev.vigil.core.time.Nanos;
import java.util.Optional;
import java.util.OptionalLong;

/** The value of {@code garp_extra_if}: how often, and whether on all interfaces. */
record ExtraInterfaces(long periodNs, boolean all) {
    static final ExtraInterfaces NONE = new ExtraInterfaces(0, false);

    private static final int PERIOD_MAX_S = 86_400;

    static ExtraInterfaces read(Section section, String keyword, ExtraInterfaces inherited, Problems problems) {
        Optional<Statement> statement = section.last(keyword);
        if (statement.isEmpty()) {
            return inherited;
        }
        boolean all = false;
        long periodNs = inherited.periodNs();
        for (Word word : section.words(keyword)) {
            OptionalLong number = Digits.decimal(word.text());
            if (word.text().equals("all")) {
                all = true;
            } else if (number.isPresent() && number.getAsLong() >= 0 && number.getAsLong() <= PERIOD_MAX_S) {
                periodNs = number.getAsLong() * Nanos.PER_S;
            } else {
                problems.add(
                        ProblemCode.OUT_OF_RANGE,
                        false,
                        statement.get().node().place(word),
                        "\"" + word.text() + "\" is neither all nor a number of 0..86400 and is ignored",
                        "Write " + keyword + " [all] SECONDS.");
            }
        }
        return new ExtraInterfaces(periodNs, all);
    }
}
