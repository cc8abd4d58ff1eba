package dev.vigil.daemon.options;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** docs/use/compatibility.md says of every option what it does, and of none what it does not. */
class OptionsPageTest {
    private static final Path PAGE = Path.of("..", "docs", "use", "compatibility.md");

    /** What the page says, by the option as it stands there. */
    private static Map<String, String> rows() throws IOException {
        String page = Files.readString(PAGE);
        int start = page.indexOf("## Options of the command line");
        Map<String, String> rows = new LinkedHashMap<>();
        page.substring(start, page.indexOf("\n## ", start))
                .lines()
                .filter(line -> line.startsWith("| `-"))
                .map(line -> line.split(" \\| |\\| ", -1))
                .forEach(cells -> rows.put(cells[1], cells[2]));
        return rows;
    }

    private static String title(Flag flag) {
        return (flag.letter == Flag.NO_LETTER ? "" : "`-" + flag.letter + "`, ") + "`--" + flag.longName + "`";
    }

    @Test
    void everyOptionHasItsRow() throws IOException {
        assertThat(rows().keySet())
                .containsExactlyElementsOf(Arrays.stream(Flag.values())
                        .filter(flag -> flag != Flag.REHEARSE)
                        .map(OptionsPageTest::title)
                        .toList());
    }

    @Test
    void whatHasNoEffectOrIsNotDoneYetIsSaidSo() throws IOException {
        Map<String, String> rows = rows();
        for (Flag flag : Flag.values()) {
            String said = rows.getOrDefault(title(flag), "");
            assertThat(said.startsWith("not done yet")).as(title(flag)).isEqualTo(OptionsReader.NOT_YET.contains(flag));
            assertThat(said.contains("no effect"))
                    .as(title(flag))
                    .isEqualTo(OptionsReader.WITHOUT_EFFECT.contains(flag));
        }
    }
}
