package dev.vigil.daemon.mail;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.config.assemble.Balancing;
import dev.vigil.config.model.Config;
import dev.vigil.core.balance.BalanceEvent;
import dev.vigil.core.balance.Probe;
import dev.vigil.core.balance.ServiceName;
import dev.vigil.core.balance.ServiceSettings;
import dev.vigil.daemon.reload.ConfigText;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which changes of servers are mailed, and in which words; they are those that keepalived 2.2.7 sent. */
class ServerAlertsTest {
    private static final String RS = "[127.0.0.1]:tcp:8001";
    private final ServerAlerts alerts = new ServerAlerts();

    private static Config config(String global, String service, String server) {
        return ConfigText.read("""
                global_defs {
                    router_id D1
                    smtp_server 192.0.2.25
                    notification_email {
                        ops@example.org
                    }
                    %s
                }
                virtual_server 10.9.0.100 80 {
                    lvs_sched rr
                    lvs_method NAT
                    protocol TCP
                    quorum 2
                    %s
                    real_server 127.0.0.1 8001 {
                        weight 2
                        %s
                        TCP_CHECK {
                        }
                    }
                }
                """.formatted(global, service, server));
    }

    private static ServiceSettings settings(Config config) {
        return Balancing.services(config).getFirst();
    }

    private List<String> mails(Config config, BalanceEvent... events) {
        return List.of(events).stream()
                .flatMap(event -> alerts.of(config, event, "host", 0).stream())
                .map(letter -> letter.subject() + " | " + letter.body())
                .toList();
    }

    private static BalanceEvent passed(Config config, boolean alive) {
        return new BalanceEvent.CheckPassed(settings(config).name(), RS, probe(config), true, alive);
    }

    private static BalanceEvent failed(Config config) {
        return new BalanceEvent.CheckFailed(settings(config).name(), RS, probe(config), "no", 1, true);
    }

    private static Probe probe(Config config) {
        return settings(config).servers().getFirst().checks().getFirst().probe();
    }

    @Test
    void eachCheckIsMailedWithWhatTheServerIsAfterIt() {
        Config config = config("", "", "");

        assertThat(mails(config, failed(config), passed(config, false), passed(config, true)))
                .containsExactly(
                        "[D1] Realserver [127.0.0.1]:tcp:8001 of virtual server [10.9.0.100]:tcp:80 - DOWN"
                                + " | => TCP CHECK failed on service <=",
                        "[D1] Realserver [127.0.0.1]:tcp:8001 of virtual server [10.9.0.100]:tcp:80 - DOWN"
                                + " | => TCP CHECK succeed on service <=",
                        "[D1] Realserver [127.0.0.1]:tcp:8001 of virtual server [10.9.0.100]:tcp:80 - UP"
                                + " | => TCP CHECK succeed on service <=");
    }

    @Test
    void thatAServerIsStillDownWhenItStartsIsNoNews() {
        Config config = config("", "alpha", "");

        assertThat(mails(config, failed(config))).isEmpty();
        assertThat(mails(config, passed(config, true), failed(config))).hasSize(2);
    }

    @Test
    void withoutMailsOfChecksOnlyTheServerItselfIsMailed() {
        Config config = config("no_checker_emails", "", "");
        ServiceName name = settings(config).name();

        assertThat(mails(config, failed(config))).isEmpty();
        assertThat(mails(config, new BalanceEvent.ServerDown(name, RS, false)))
                .containsExactly("[D1] Realserver [127.0.0.1]:tcp:8001 of virtual server [10.9.0.100]:tcp:80 - DOWN"
                        + " | => TCP CHECK failed on service <=");
        assertThat(mails(config, new BalanceEvent.ServerUp(name, RS, false)))
                .as("that no check has said")
                .isEmpty();
    }

    @Test
    void theQuorumIsMailedIfThatIsAskedFor() {
        Config config = config("smtp_alert", "", "smtp_alert off");
        ServiceName name = settings(config).name();

        assertThat(mails(
                        config,
                        failed(config),
                        new BalanceEvent.QuorumGained(name, 2, 1, 4, true),
                        new BalanceEvent.QuorumLost(name, 2, 0, 1),
                        new BalanceEvent.QuorumGained(name, 2, 0, 2, false)))
                .containsExactly(
                        "[D1] Virtualserver [10.9.0.100]:tcp:80 - UP | => Starting with quorum up 2+1=3 <= 4 <=",
                        "[D1] Virtualserver [10.9.0.100]:tcp:80 - DOWN | => Lost quorum 2+0=2 <= 1 <=",
                        "[D1] Virtualserver [10.9.0.100]:tcp:80 - UP | => Gained quorum 2+0=2 <= 2 <=");
        Config silent = config("", "", "");
        assertThat(mails(silent, new BalanceEvent.QuorumLost(name, 2, 0, 1))).isEmpty();
    }
}
