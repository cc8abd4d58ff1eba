package dev.vigil.config.keyword;

import static dev.vigil.config.keyword.Declarations.SECOND_NS;
import static dev.vigil.config.keyword.Declarations.flag;
import static dev.vigil.config.keyword.Declarations.script;
import static dev.vigil.config.keyword.Declarations.secondsToMilliseconds;
import static dev.vigil.config.keyword.Declarations.user;
import static dev.vigil.config.keyword.Declarations.weight;
import static dev.vigil.config.keyword.Declarations.whole;

import java.util.List;

/** The keywords of {@code vrrp_script}. */
final class ScriptKeywords {
    private static final int WEIGHT_LIMIT = 253;
    private static final long INTERVAL_MAX_NS = 4294 * SECOND_NS;

    private ScriptKeywords() {}

    static List<Keyword> list() {
        Declarations block = new Declarations(Block.VRRP_SCRIPT);
        block.add("script", script())
                .means("The program with its arguments; exit status 0 means that all is well.")
                .example("script \"/usr/local/bin/check-proxy 8080\"");
        block.add("interval", secondsToMilliseconds(0, INTERVAL_MAX_NS))
                .fallback("1")
                .means("From the start of one run to the start of the next; 0 counts as 1.")
                .example("interval 2.5");
        block.add("timeout", secondsToMilliseconds(0, INTERVAL_MAX_NS))
                .fallback("the interval")
                .means("A run that takes longer is killed and has failed.")
                .example("timeout 5");
        block.add("weight", weight(WEIGHT_LIMIT))
                .fallback("0")
                .means("Added to the priority while the script succeeds, if positive, or fails, if negative. With 0 a"
                        + " failure is a fault.")
                .example("weight -20");
        block.add("rise", whole(1, Integer.MAX_VALUE))
                .fallback("1")
                .means("Successes in a row until the script counts as up.")
                .example("rise 2");
        block.add("fall", whole(1, Integer.MAX_VALUE))
                .fallback("1")
                .means("Failures in a row until the script counts as down.")
                .example("fall 3");
        block.add("user", user())
                .fallback("script_user")
                .means("Who runs the script.")
                .example("user nobody nogroup");
        block.add("init_fail", flag()).fallback("up").means("The script counts as down until its first success.");
        return block.list();
    }
}
