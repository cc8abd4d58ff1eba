package dev.vigil.systemtests.balance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.systemtests.lab.Lab;
import dev.vigil.systemtests.lab.LabTest;
import dev.vigil.systemtests.lab.Node;
import dev.vigil.systemtests.lab.Program;
import dev.vigil.systemtests.lab.Shell;
import dev.vigil.systemtests.vrrp.VigilPlays;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** genhash beside that of keepalived, with nginx: both print the same, byte for byte, but the time that it took. */
@LabTest
class GenhashSystemTest {
    private static final String NGINX = """
            user root;
            pid /run/lab/nginx.pid;
            worker_processes 1;
            error_log /run/lab/error.log;
            events { }
            http {
                access_log off;
                server {
                    listen 80;
                    listen [::]:80;
                    listen 443 ssl;
                    ssl_certificate /run/lab/server.pem;
                    ssl_certificate_key /run/lab/server.key;
                    location / { return 200 "usual\\n"; }
                    location /big { root /run/lab; }
                }
                server {
                    listen 80;
                    listen 443 ssl;
                    server_name www.example;
                    ssl_certificate /run/lab/server.pem;
                    ssl_certificate_key /run/lab/server.key;
                    location / { return 200 "example $ssl_server_name\\n"; }
                }
            }
            """;

    private static final List<String> QUESTIONS = List.of(
            "-s 127.0.0.1 -p 80 -u /",
            "-s 127.0.0.1 -p 80 -u / -V www.example",
            "-s ::1 -p 80 -u / -P 1.1 -v",
            "-s 127.0.0.1 -p 80 -u /missing",
            "-s 127.0.0.1 -p 80 -u /big -v",
            "-S -s 127.0.0.1 -p 443 -u /",
            "-S -I -s 127.0.0.1 -p 443 -u / -V www.example -v",
            "-S -s 127.0.0.1 -p 80 -u /",
            "-s 127.0.0.1 -p 443 -u /",
            "-s 127.0.0.1 -p 81 -u /",
            "-s 192.0.2.1 -p 80 -u / -v",
            "-s 127.0.0.1 -p 80 -u / -t 0");

    /** What a program prints, without the time, which also stands in the head of an answer. */
    private static String answer(Node node, String program, String question) {
        List<String> command = new ArrayList<>(List.of(program.split(" ", -1)));
        command.addAll(List.of(question.split(" ", -1)));
        Shell.Outcome outcome = node.exec(command.toArray(String[]::new));
        return outcome.exitCode() + "\n"
                + outcome.output()
                        .replaceAll("= \\d+ usecs|\nDate: [^\r]*", "")
                        .replaceAll("(?s)(Header Buffer    ]-*\n).*?(-*\\[ HTTP Header Ascii)", "$1$2");
    }

    @Test
    @VigilPlays
    void bothPrintTheSameOfAServerThatIsWellOrNot(Lab lab) {
        Node node = lab.dualStackNode("a");
        node.write("/run/lab/nginx.conf", NGINX);
        node.write("/run/lab/big", "0123456789".repeat(1000));
        node.must(
                "openssl",
                "req",
                "-x509",
                "-newkey",
                "rsa:2048",
                "-nodes",
                "-days",
                "2",
                "-subj",
                "/CN=www.example",
                "-keyout",
                "/run/lab/server.key",
                "-out",
                "/run/lab/server.pem");
        node.must("nginx", "-c", "/run/lab/nginx.conf");

        String ours = Program.vigilCommand("genhash");
        for (String question : QUESTIONS) {
            assertThat(answer(node, ours, question)).as(question).isEqualTo(answer(node, "/usr/bin/genhash", question));
        }
        assertThat(answer(node, ours, QUESTIONS.getFirst())).isEqualTo("0\nfbfa2612d486c74e872cb4bd607cc4ae\n");
        assertThat(answer(node, Program.vigilCommand("keepalived") + " -T", QUESTIONS.getFirst()))
                .isEqualTo(answer(node, ours, QUESTIONS.getFirst()));
    }
}
