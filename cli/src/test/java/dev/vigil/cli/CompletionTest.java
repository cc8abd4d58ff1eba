package dev.vigil.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What bash offers behind the words of a command line, by the script that {@code vigil generate-completion} prints. */
class CompletionTest {
    private static final String ASK = """
            compopt() { :; } # the shell refuses it outside of a real completion
            source "$1"; shift
            COMP_WORDS=("$@") COMP_CWORD=$(($# - 1)) COMP_LINE="$*" COMP_POINT=${#COMP_LINE}
            _complete_vigil
            printf '%s\\n' "${COMPREPLY[@]}"
            """;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @BeforeEach
    void writeTheScript() throws IOException {
        StringWriter script = new StringWriter();
        int exitCode = Commands.run(
                new String[] {"generate-completion"}, new PrintWriter(script), new PrintWriter(new StringWriter()));
        assertThat(exitCode).isZero();
        Files.writeString(folder.resolve("completion"), script.toString());
    }

    private List<String> offered(String... words) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                "bash",
                "--norc",
                "-c",
                ASK,
                "bash",
                folder.resolve("completion").toString()));
        command.addAll(List.of(words));
        Process bash = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        String output = new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(bash.waitFor()).as(output).isZero();
        return output.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
    }

    @Test
    void commandsAreOffered() throws IOException, InterruptedException {
        assertThat(offered("vigil", "")).contains("run", "status", "check", "lint", "explain", "simulate");
        assertThat(offered("vigil", "che")).containsExactly("check");
    }

    @Test
    void optionsAreOffered() throws IOException, InterruptedException {
        assertThat(offered("vigil", "simulate", "--f")).containsExactlyInAnyOrder("--fault", "--for");
        assertThat(offered("vigil", "check", "--ho")).containsExactly("--host");
    }

    @Test
    void keywordsAndCodesAreOffered() throws IOException, InterruptedException {
        assertThat(offered("vigil", "explain", "prio")).containsExactly("priority");
        assertThat(offered("vigil", "explain", "VGL330")).contains("VGL3301", "VGL3303");
    }

    @Test
    void valuesOfOptionsAreOffered() throws IOException, InterruptedException {
        assertThat(offered("vigil", "explain", "--lang", "")).containsExactlyInAnyOrder("en", "zh");
        assertThat(offered("vigil", "keywords", "--block", "vrrp_i")).containsExactly("vrrp_instance");
    }

    @Test
    void filesAreOffered() throws IOException, InterruptedException {
        Files.writeString(folder.resolve("keepalived.conf"), "");
        assertThat(offered("vigil", "check", "keep")).containsExactly("keepalived.conf");
        assertThat(Files.readString(folder.resolve("completion"))).contains("-o default vigil");
    }
}
