package dev.vigil.core.balance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.core.address.Family;
import dev.vigil.core.address.IpAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Virtual servers that serve a group: one service of the kernel for each address. */
class GroupTest {
    private static final ServiceKey FIRST = endpoint("10.9.5.10", 80);
    private static final ServiceKey SECOND = endpoint("10.9.5.11", 81);
    private static final ServiceKey MARK = new ServiceKey.Mark(5, Family.IPV4);
    private static final Destination.Key SERVER = new Destination.Key(IpAddress.of("10.9.2.1"), 80);

    private final List<BalanceEvent> events = new ArrayList<>();
    private final Balancer balancer = new Balancer(events::add, new SplittableRandom(1));
    private List<Check> checks = List.of();

    private static ServiceKey endpoint(String address, int port) {
        return new ServiceKey.Endpoint(Protocol.TCP, IpAddress.of(address), port);
    }

    private static ServiceSettings group(String kind, int method, ServiceKey... keys) {
        Destination destination = new Destination(SERVER, new Destination.Forwarding(method, 0, 0, 0), 3, 0, 0);
        return new ServiceSettings(
                new ServiceName("[G]:0", kind),
                List.of(keys).stream()
                        .map(key -> new ServiceEntry(key, "rr", "", 0, 0, 32))
                        .toList(),
                List.of(new ServerSettings("s", destination, false, false, List.of(Lab.check(80)))),
                Optional.empty(),
                1,
                0,
                false,
                new ServiceSettings.Tells(false, false));
    }

    private void follow(ServiceSettings... services) {
        checks = balancer.follow(List.of(services), 0);
    }

    /** Everything that is to be done, as the kernel would do it, except what is put into one service. */
    private List<String> settle(ServiceKey... refusing) {
        List<String> done = new ArrayList<>();
        for (int round = 0; round < 5; round++) {
            for (TableChange change : balancer.changes()) {
                if (change instanceof TableChange.AddDestination
                        && List.of(refusing).contains(change.service())) {
                    balancer.refused(change, "no");
                } else if (balancer.isPossible(change)) {
                    balancer.done(change);
                    done.add(text(change));
                }
            }
        }
        return done;
    }

    private static String text(TableChange change) {
        String what = switch (change) {
            case TableChange.AddDestination add -> " " + add.destination().key().port();
            case TableChange.RemoveDestination remove ->
                " -" + remove.destination().key().port();
            case TableChange.SetDestination set ->
                " =" + set.destination().key().port();
            case TableChange.AddService _ -> "+";
            case TableChange.SetService _ -> "=";
            case TableChange.RemoveService _ -> "-";
        };
        String service = switch (change.service()) {
            case ServiceKey.Endpoint endpoint -> endpoint.address().toString();
            case ServiceKey.Mark mark -> "mark " + mark.value();
        };
        return service + what;
    }

    private List<String> story() {
        List<String> kinds =
                events.stream().map(event -> event.getClass().getSimpleName()).toList();
        events.clear();
        return kinds;
    }

    @Test
    void translationKeepsThePortOfTheServerAndTheOthersTakeThatOfTheMember() {
        follow(group("TCP", Destination.Forwarding.NAT, FIRST, SECOND, MARK));
        assertThat(settle())
                .containsExactly("10.9.5.10+", "10.9.5.10 80", "10.9.5.11+", "10.9.5.11 80", "mark 5+", "mark 5 80");

        follow(group("TCP", Destination.Forwarding.DIRECT, FIRST, SECOND, MARK));
        assertThat(settle())
                .containsExactly("10.9.5.10 =80", "10.9.5.11 81", "10.9.5.11 -80", "mark 5 0", "mark 5 -80");
    }

    @Test
    void aServerThatFailsLeavesEveryServiceAndIsToldOnce() {
        follow(group("TCP", Destination.Forwarding.DIRECT, FIRST, SECOND));
        settle();
        story();
        balancer.failed(checks.getFirst(), "no", 0);

        assertThat(settle()).containsExactly("10.9.5.10 -80", "10.9.5.11 -81");
        assertThat(story()).containsExactly("CheckFailed", "ServerDown", "QuorumLost");
    }

    @Test
    void aMemberThatLeavesTakesItsServiceWithItAndNothingElse() {
        follow(group("TCP", Destination.Forwarding.NAT, FIRST, SECOND));
        settle();
        story();
        follow(group("TCP", Destination.Forwarding.NAT, FIRST, MARK));

        assertThat(settle()).containsExactly("mark 5+", "mark 5 80", "10.9.5.11-");
        assertThat(story()).isEmpty();
        assertThat(checks).as("its check goes on").isEmpty();
    }

    @Test
    void aServerIsAliveWhileOneServiceOfTheKernelHasIt() {
        follow(group("TCP", Destination.Forwarding.NAT, FIRST, SECOND));
        settle(SECOND);
        assertThat(story()).containsExactly("Refused", "QuorumGained");

        follow(group("TCP", Destination.Forwarding.NAT, SECOND));
        settle(SECOND);
        assertThat(story()).containsExactly("ServerDown", "QuorumLost");
    }

    @Test
    void twoServicesOfAGroupShareAMarkUntilTheLastOfThemIsGone() {
        ServiceSettings tcp = group("TCP", Destination.Forwarding.NAT, FIRST, MARK);
        ServiceSettings udp = group("UDP", Destination.Forwarding.NAT, SECOND, MARK);
        follow(tcp, udp);
        assertThat(settle())
                .containsExactly("10.9.5.10+", "10.9.5.10 80", "mark 5+", "mark 5 80", "10.9.5.11+", "10.9.5.11 80");
        follow(udp);
        assertThat(settle()).containsExactly("10.9.5.10-");
        follow();
        assertThat(settle()).containsExactly("10.9.5.11-", "mark 5-");
    }
}
