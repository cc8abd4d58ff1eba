package dev.vigil.simulator.whatif;

import java.util.Arrays;
import java.util.List;

/** The sentences that a fault can be told with. Words in capitals stand for something; what is in brackets may be left out. */
public enum FaultForm {
    DIES("NODE dies at TIME", "the machine loses its power"),
    RETURNS("NODE returns at TIME", "a machine that died, or a daemon that stopped, starts"),
    REBOOTS("NODE reboots at TIME [for DURATION]", "dies, and returns 30s later"),
    STOPS("NODE stops at TIME", "the daemon is stopped and says goodbye"),
    KILLED("NODE is killed at TIME", "the daemon ends without a word; its addresses stay"),
    PAUSES("NODE pauses at TIME for DURATION", "the machine gets no processor time"),
    LINK("link NODE INTERFACE fails at TIME [for DURATION]", "the cable is pulled"),
    SCRIPT("script SCRIPT on NODE fails at TIME [for DURATION]", "its runs fail from then on"),
    LOST_PARTLY("packets NODE to NODE lost PERCENT from TIME to TIME", "some of them, by chance"),
    LOST("packets NODE to NODE lost from TIME to TIME", "in this direction only"),
    CLOCK("clock of NODE jumps DURATION at TIME", "as after a suspension: all timers are due"),
    ADDRESSES("kernel of NODE refuses addresses at TIME [for DURATION]", "none can be added");

    private final String sentence;
    private final String meaning;

    FaultForm(String sentence, String meaning) {
        this.sentence = sentence;
        this.meaning = meaning;
    }

    public String sentence() {
        return sentence;
    }

    public String meaning() {
        return meaning;
    }

    /** The words of the sentence, those in brackets included or not. */
    List<String> words(boolean withOptional) {
        String text = withOptional ? sentence.replaceAll("[\\[\\]]", "") : sentence.replaceAll(" \\[.*]", "");
        return Arrays.asList(text.split(" "));
    }
}
