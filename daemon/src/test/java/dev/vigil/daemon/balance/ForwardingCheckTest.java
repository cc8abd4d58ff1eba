package dev.vigil.daemon.balance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.config.model.Config;
import dev.vigil.daemon.reload.ConfigText;
import java.util.List;
import org.junit.jupiter.api.Test;

class ForwardingCheckTest {
    private static List<String> obstacles(String method, String server, String setting) {
        Config config = ConfigText.draft("""
                virtual_server 192.0.2.80 80 {
                    lvs_sched rr
                    lvs_method %s
                    protocol TCP
                    real_server %s 80 {
                        TCP_CHECK {
                        }
                    }
                }
                """.formatted(method, server));
        return ForwardingCheck.obstacles(config, _ -> setting);
    }

    @Test
    void withoutForwardingServersOfTranslationGetNothing() {
        assertThat(obstacles("NAT", "192.0.2.11", "0"))
                .singleElement()
                .satisfies(text -> assertThat(text)
                        .startsWith("net.ipv4.ip_forward is 0")
                        .contains("sysctl -w net.ipv4.ip_forward=1"));
        assertThat(obstacles("NAT", "192.0.2.11", "1")).isEmpty();
    }

    @Test
    void otherMethodsAndServersOfThisHostNeedNone() {
        assertThat(obstacles("DR", "192.0.2.11", "0")).isEmpty();
        assertThat(obstacles("TUN", "192.0.2.11", "0")).isEmpty();
        assertThat(obstacles("NAT", "127.0.0.1", "0")).isEmpty();
    }

    @Test
    void aSettingThatCannotBeReadIsNoObstacle() {
        assertThat(obstacles("NAT", "192.0.2.11", "")).isEmpty();
    }
}
