package dev.vigil.config.facts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.config.Loaded;
import io.avaje.json.mapper.JsonMapper;
import org.junit.jupiter.api.Test;

/** What a configuration means, as JSON. */
class FactsTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @Test
    void factsHoldWhatIsMeantWithoutPlacesAndSecrets() {
        Loaded loaded = Loaded.instance("advert_int 2", "authentication {", "auth_type PASS", "auth_pass secret", "}");
        String facts = Facts.of(loaded.config());
        assertThat(JSON.fromJsonObject(facts)).containsKeys("global", "instances", "virtualServers");
        assertThat(facts)
                .contains("\"advertIntervalNs\": 2000000000", "\"kind\": \"Password\"", "********")
                .doesNotContain("\"secret\": \"secret\"", "\"place\"");
    }

    @Test
    void factsDoNotDependOnHowAFileIsWritten() {
        String one = Facts.of(Loaded.instance("priority 100").config());
        assertThat(Facts.of(Loaded.instance("", "# a comment", "state BACKUP").config()))
                .isEqualTo(one);
        assertThat(Facts.of(Loaded.instance("priority 101").config())).isNotEqualTo(one);
    }
}
