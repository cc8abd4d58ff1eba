package dev.vigil.core.balance;

import static dev.vigil.core.balance.Lab.SECOND;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.vigil.core.address.Family;
import dev.vigil.core.address.IpAddress;
import dev.vigil.core.check.Route;
import dev.vigil.core.check.WebDemand;
import dev.vigil.core.check.WebRequest;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** How services, servers and their checks are shown. */
class ServiceViewsTest {
    private static final Optional<Boolean> NO_SORRY = Optional.empty();
    private static final WebDemand ANY = new WebDemand(List.of(), Optional.empty(), Optional.empty());

    private final Lab lab = new Lab();

    private static Route route(String address) {
        return new Route(IpAddress.of(address), 80, Optional.empty(), 0, Optional.empty(), 0, SECOND);
    }

    private static WebRequest request(String path) {
        return new WebRequest(path, 1, false, Optional.empty(), ANY, false);
    }

    private static CheckSettings check(Probe probe) {
        return new CheckSettings(probe, 10 * SECOND, 1, 2 * SECOND, 0, false, false);
    }

    private ServiceView view() {
        return lab.balancer.views().getFirst();
    }

    @Test
    void eachKindOfCheckSaysWhatItAsks() {
        List<CheckSettings> checks = List.of(
                check(new Probe.Web(
                        route("2001:db8::1"), Optional.empty(), false, List.of(request("/a"), request("/b")))),
                check(new Probe.Echo(route("192.0.2.1"))),
                check(new Probe.Connect(route("192.0.2.1"))),
                check(new Probe.Script(List.of("/bin/check", "-v"), Optional.empty(), Optional.empty(), 0, false)),
                check(new Probe.File("load", 1, false)),
                check(new Probe.Session("uplink")));
        lab.follow(Lab.service(1, 0, NO_SORRY, Lab.server(1, 1, false, false, checks)));

        assertThat(view().servers().getFirst().checks())
                .extracting(ServiceView.OneCheck::kind, ServiceView.OneCheck::target)
                .containsExactly(
                        tuple("HTTP_GET", "[2001:db8::1]:80/a /b"),
                        tuple("PING_CHECK", "192.0.2.1"),
                        tuple("TCP_CHECK", "192.0.2.1:80"),
                        tuple("MISC_CHECK", "/bin/check -v"),
                        tuple("FILE_CHECK", "load"),
                        tuple("BFD_CHECK", "uplink"));
    }

    @Test
    void whatIsBelievedBeforeAnAttemptHasEndedIsShownAsThat() {
        lab.follow(Lab.service(1, 0, NO_SORRY, Lab.server(1, 1), Lab.server(2, 1, false, true, List.of(Lab.check(2)))));
        assertThat(belief(0)).isEqualTo(ServiceView.Belief.TAKEN_TO_PASS);
        assertThat(belief(0).passes()).isTrue();
        assertThat(belief(1)).isEqualTo(ServiceView.Belief.TAKEN_TO_FAIL);
        assertThat(belief(1).passes()).isFalse();

        lab.pass("s1");
        lab.failAll("s2");

        assertThat(belief(0)).isEqualTo(ServiceView.Belief.PASSES);
        assertThat(belief(0).passes()).isTrue();
        assertThat(belief(1)).isEqualTo(ServiceView.Belief.FAILS);
        assertThat(view().servers().get(1).checks().getFirst().answer()).isEqualTo("refused");
        assertThat(view().alive()).isEqualTo(1);
    }

    private ServiceView.Belief belief(int server) {
        return view().servers().get(server).checks().getFirst().belief();
    }

    @Test
    void whatClientsAddressIsShownAsTheyWriteIt() {
        ServiceSettings one = Lab.service(1, 0, NO_SORRY, Lab.server(1, 1));
        lab.follow(new ServiceSettings(
                one.name(),
                List.of(
                        entry(new ServiceKey.Endpoint(Protocol.TCP, IpAddress.of("192.0.2.80"), 80)),
                        entry(new ServiceKey.Endpoint(Protocol.TCP, IpAddress.of("2001:db8::80"), 80)),
                        entry(new ServiceKey.Mark(5, Family.IPV4))),
                one.servers(),
                one.sorry(),
                one.quorum(),
                one.hysteresis(),
                false,
                new ServiceSettings.Tells(false, false)));

        assertThat(view().entries()).containsExactly("192.0.2.80:80", "[2001:db8::80]:80", "mark 5");
        assertThat(view().scheduler()).isEqualTo("rr");
    }

    private static ServiceEntry entry(ServiceKey key) {
        return new ServiceEntry(key, "rr", "", 0, 0, 32);
    }
}
