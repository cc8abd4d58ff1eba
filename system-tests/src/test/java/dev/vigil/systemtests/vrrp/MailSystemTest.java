package dev.vigil.systemtests.vrrp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.systemtests.lab.Await;
import dev.vigil.systemtests.lab.Daemon;
import dev.vigil.systemtests.lab.Lab;
import dev.vigil.systemtests.lab.LabTest;
import dev.vigil.systemtests.lab.Program;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Mail alerts as a mail server receives them. */
@LabTest
class MailSystemTest {
    private static final Duration LIMIT = Duration.ofSeconds(40);

    private static final String MAIL = """
            global_defs {
                notification_email {
                    ops@example.org
                    boss@example.org
                }
                notification_email_from lb@example.org
                smtp_server 127.0.0.1 2525
                smtp_connect_timeout 5
            }
            """;

    private static final List<String> ALERTS = List.of(
            "Subject: [lab] VRRP Instance VI_1 - Entering BACKUP state",
            "=> VRRP Instance is no longer owning VRRP VIPs <=",
            "Subject: [lab] VRRP Instance VI_1 - Entering MASTER state",
            "=> VRRP Instance is now owning VRRP VIPs <=",
            "Subject: [lab] VRRP Instance VI_1 - Entering FAULT state",
            "=> VRRP Instance is no longer owning VRRP VIPs <=",
            "Subject: [lab] VRRP Instance VI_1 - Entering BACKUP state",
            "=> VRRP Instance is no longer owning VRRP VIPs <=",
            "Subject: [lab] VRRP Instance VI_1 - Entering MASTER state",
            "=> VRRP Instance is now owning VRRP VIPs <=");

    @ParameterizedTest
    @MethodSource("dev.vigil.systemtests.vrrp.Row#alone")
    void eachStateArrivesWithTheSubjectAndTextThatPeopleFilterBy(Row row, Lab lab) {
        Pair pair = new Pair(lab, row);
        Path mails = startMailServer(pair);
        String check = pair.a.script("check.sh", "test ! -e /run/lab/broken\n");
        pair.withSettingsA(text -> text.trackedScript(check, 0).block(MAIL).line("smtp_alert"));
        Daemon daemon = pair.startA();

        awaitAlerts(pair, mails, 2);
        pair.a.write("/run/lab/broken", "");
        awaitAlerts(pair, mails, 3);
        pair.a.delete("/run/lab/broken");
        awaitAlerts(pair, mails, 5);
        daemon.terminate();

        List<String> lines = pair.a.logLines(mails);
        assertThat(alerts(lines)).as(daemon.log()).containsExactlyElementsOf(ALERTS);
        assertThat(lines).filteredOn(line -> line.startsWith("From: ")).containsOnly("From: lb@example.org");
        assertThat(String.join(" ", lines)).contains("ops@example.org").contains("boss@example.org");
    }

    @Test
    @VigilPlays
    void aMailServerThatIsAwayDelaysNothingButTheMail(Lab lab) {
        Pair pair = new Pair(lab, Row.of(Program.VIGIL));
        pair.withSettingsA(text -> text.block(MAIL).line("smtp_alert"));
        Daemon daemon = pair.startMasterAlone();
        Await.until("a try", LIMIT, () -> daemon.log().contains("mail alert of BACKUP failed, next try in"));

        assertThat(VigilStatus.json(pair.a).output())
                .containsPattern("\"mail\":\\{\"sent\":0,\"lost\":0,\"waiting\":[12],\"last_failure\":");
        Path mails = startMailServer(pair);
        awaitAlerts(pair, mails, 2);
        Await.until(
                "both in the status",
                LIMIT,
                () -> VigilStatus.json(pair.a).output().contains("\"mail\":{\"sent\":2,\"lost\":0,\"waiting\":0}"));
        daemon.terminate();

        assertThat(alerts(pair.a.logLines(mails))).as(daemon.log()).containsExactlyElementsOf(ALERTS.subList(0, 4));
    }

    /** Starts a mail server on the node that writes down what it receives. */
    private static Path startMailServer(Pair pair) {
        Path mails = pair.a.newLog("mails");
        pair.a.spawn(
                mails,
                List.of(
                        "env",
                        "PYTHONUNBUFFERED=1",
                        "aiosmtpd",
                        "-n",
                        "-l",
                        "127.0.0.1:2525",
                        "-c",
                        "aiosmtpd.handlers.Debugging",
                        "stdout"));
        Await.until(
                "the mail server",
                LIMIT,
                () -> pair.a
                        .exec("bash", "-c", "exec 3<>/dev/tcp/127.0.0.1/2525 && head -c 3 <&3")
                        .output()
                        .startsWith("220"));
        return mails;
    }

    private static void awaitAlerts(Pair pair, Path mails, int count) {
        Await.until(
                count + " alerts", LIMIT, () -> alerts(pair.a.logLines(mails)).size() >= 2 * count);
    }

    private static List<String> alerts(List<String> lines) {
        return lines.stream()
                .filter(line -> line.startsWith("Subject: ") || line.startsWith("=> "))
                .toList();
    }
}
