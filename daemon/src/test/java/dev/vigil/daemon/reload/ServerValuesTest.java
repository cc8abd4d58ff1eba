package dev.vigil.daemon.reload;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.config.model.Config;
import java.util.List;
import org.junit.jupiter.api.Test;

class ServerValuesTest {
    private static Config config(String service, String server) {
        return ConfigText.draft("""
                virtual_server 192.0.2.80 80 {
                    lvs_sched rr
                    lvs_method NAT
                    protocol TCP
                    %s
                    real_server 10.0.0.1 80 {
                        TCP_CHECK {
                        }
                        %s
                    }
                }
                """.formatted(service, server));
    }

    private static List<String> changes(Config old, Config next) {
        return ServerValues.changes(old, next).stream().map(ValueChange::text).toList();
    }

    @Test
    void theSameIsNoChangeAlsoAtAnotherPlaceOfTheFile() {
        assertThat(changes(config("", ""), config("\n\n", ""))).isEmpty();
        assertThat(changes(ConfigText.draft(""), ConfigText.draft(""))).isEmpty();
    }

    @Test
    void aWeightIsShownAndTheRestIsNamed() {
        assertThat(changes(config("", ""), config("", "weight 5")))
                .containsExactly("weight of real_server [10.0.0.1]:tcp:80 of [192.0.2.80]:tcp:80 1 becomes 5");
        assertThat(changes(config("", ""), config("", "notify_up /bin/true")))
                .containsExactly("real_server [10.0.0.1]:tcp:80 of [192.0.2.80]:tcp:80 changes");
        assertThat(changes(config("", ""), config("quorum_down /bin/true", "")))
                .containsExactly("virtual_server [192.0.2.80]:tcp:80 changes");
        assertThat(changes(config("", ""), config("", "inhibit_on_failure")))
                .containsExactly("real_server [10.0.0.1]:tcp:80 of [192.0.2.80]:tcp:80 changes");
    }

    @Test
    void whatComesAndGoesIsNamed() {
        assertThat(changes(ConfigText.draft(""), config("", "")))
                .containsExactly(
                        "virtual_server [192.0.2.80]:tcp:80 is added",
                        "real_server [10.0.0.1]:tcp:80 of [192.0.2.80]:tcp:80 is added");
        assertThat(changes(config("", ""), ConfigText.draft("")))
                .containsExactly(
                        "virtual_server [192.0.2.80]:tcp:80 is removed",
                        "real_server [10.0.0.1]:tcp:80 of [192.0.2.80]:tcp:80 is removed");
    }
}
