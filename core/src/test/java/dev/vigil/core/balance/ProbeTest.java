package dev.vigil.core.balance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.core.check.Medium;
import dev.vigil.core.check.WebDemand;
import dev.vigil.core.check.WebRequest;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** What probes say of themselves. */
class ProbeTest {
    private static final WebDemand ANY = new WebDemand(List.of(), Optional.empty(), Optional.empty());

    private static Probe.Web web(Optional<Probe.Web.Tls> tls) {
        List<WebRequest> requests = List.of(
                new WebRequest("/", 1, false, Optional.of("one.example"), ANY, false),
                new WebRequest("/", 1, false, Optional.empty(), ANY, false));
        return new Probe.Web(Lab.route(1), tls, false, requests);
    }

    private static Probe.Web tls(boolean asksForName, String... name) {
        return web(Optional.of(
                new Probe.Web.Tls(asksForName, List.of(name).stream().findFirst())));
    }

    @Test
    void aWebCheckIsOfTwoKinds() {
        assertThat(web(Optional.empty()).keyword()).isEqualTo("HTTP_GET");
        assertThat(web(Optional.empty()).medium()).isEqualTo(Medium.TCP);
        assertThat(tls(false).keyword()).isEqualTo("SSL_GET");
        assertThat(tls(false).medium()).isEqualTo(Medium.TLS);
    }

    @Test
    void tlsHearsANameWhereThatIsAskedForAndThereIsOne() {
        assertThat(web(Optional.empty()).tlsName(0)).isEmpty();
        assertThat(tls(false, "given.example").tlsName(0)).isEmpty();
        assertThat(tls(true, "given.example").tlsName(0)).contains("given.example");
        assertThat(tls(true).tlsName(0)).contains("one.example");
        assertThat(tls(true).tlsName(1)).isEmpty();
    }

    @Test
    void aFileAddsItsNumberTimesTheWeight() {
        assertThat(new Probe.File("f", 2, false).change(-3)).isEqualTo(OptionalLong.of(-6));
        assertThat(new Probe.File("f", 2, true).change(-3)).isEqualTo(OptionalLong.of(6));
        assertThat(new Probe.File("f", 200, false).change(Integer.MAX_VALUE))
                .isEqualTo(OptionalLong.of(Integer.MAX_VALUE));
        assertThat(new Probe.File("f", 200, false).change(Integer.MIN_VALUE)).isEmpty();
    }

    @Test
    void withoutAWeightAnyNumberButZeroIsAFailureOrTheReverse() {
        assertThat(new Probe.File("f", 0, false).change(0)).isEqualTo(OptionalLong.of(0));
        assertThat(new Probe.File("f", 0, false).change(1)).isEmpty();
        assertThat(new Probe.File("f", 0, true).change(0)).isEmpty();
        assertThat(new Probe.File("f", 0, true).change(1)).isEqualTo(OptionalLong.of(0));
    }
}
