package dev.vigil.core.nat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.core.address.Family;
import dev.vigil.core.address.IpAddress;
import dev.vigil.core.balance.Destination;
import dev.vigil.core.balance.Protocol;
import dev.vigil.core.balance.ServiceEntry;
import dev.vigil.core.balance.ServiceKey;
import dev.vigil.core.balance.TableChange;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class NatTableTest {
    private static final ServiceKey WEB = endpoint(Protocol.TCP, "10.9.0.100", 80);
    private static final ServiceKey DNS = endpoint(Protocol.UDP, "fd00::100", 53);
    private static final ServiceKey ANY = endpoint(Protocol.TCP, "10.9.0.101", 0);
    private static final ServiceKey MARK = new ServiceKey.Mark(7, Family.IPV4);
    private static final String NAME = "tcp/10.9.0.100/80";
    private static final String TIES = "ties/" + NAME + "/50";

    private NatTable table = new NatTable(false);
    private final Kernel kernel = new Kernel();

    private static ServiceKey endpoint(Protocol protocol, String address, int port) {
        return new ServiceKey.Endpoint(protocol, IpAddress.of(address), port);
    }

    static Destination server(String address, int port, long weight) {
        return new Destination(
                new Destination.Key(IpAddress.of(address), port),
                new Destination.Forwarding(Destination.Forwarding.NAT, 0, 0, 0),
                weight,
                0,
                0);
    }

    private static ServiceEntry entry(ServiceKey key, String scheduler, int timeoutS) {
        return new ServiceEntry(
                key,
                scheduler,
                "",
                timeoutS == 0 ? 0 : ServiceEntry.PERSISTENT,
                timeoutS,
                key.family().prefixMax());
    }

    private static TableChange service(ServiceKey key, String scheduler) {
        return new TableChange.AddService(entry(key, scheduler, 0));
    }

    private static TableChange add(ServiceKey key, Destination server) {
        return new TableChange.AddDestination(key, server);
    }

    private void change(TableChange... changes) {
        NatTable.Proposal proposal = table.propose(List.of(changes));
        assertThat(proposal.taken()).containsExactly(changes);
        kernel.apply(proposal.steps());
        table.accept(proposal);
    }

    private List<String> weights() {
        return kernel.texts("weights/" + NAME).stream()
                .map(text -> text.replace("0x5649000", ""))
                .toList();
    }

    @Test
    void aServiceIsFoundByItsAddressAndSendsConnectionsToItsServersInTurn() {
        change(service(WEB, "wrr"), add(WEB, server("10.9.1.1", 8080, 2)), add(WEB, server("10.9.1.2", 8080, 1)));
        assertThat(kernel.texts("services4")).containsExactly("10.9.0.100 . proto 6 . 80 : goto " + NAME);
        assertThat(kernel.texts("servers4"))
                .containsExactly("0x56490001 : 10.9.1.1 . 8080", "0x56490002 : 10.9.1.2 . 8080");
        assertThat(kernel.chains.get(NAME))
                .containsExactly("ct mark set numgen inc mod 3 map @weights/" + NAME + " goto send4");
        assertThat(weights()).containsExactly("0x0 : 1", "0x1 : 2", "0x2 : 1");
        assertThat(kernel.chains.get("arriving")).contains("meta nfproto ipv4 [IPV4, PROTOCOL, PORT] vmap @services4");
        assertThat(kernel.chains.get("send4"))
                .containsExactly("dnat ip to ct mark map @servers4", "dnat ip to ct mark map @hosts4");
    }

    @Test
    void roundRobinKnowsNoWeightsButNone() {
        change(
                service(WEB, "rr"),
                add(WEB, server("10.9.1.1", 80, 5)),
                add(WEB, server("10.9.1.2", 80, 1)),
                add(WEB, server("10.9.1.3", 80, 0)));
        assertThat(weights()).containsExactly("0x0 : 1", "0x1 : 2");
        assertThat(kernel.texts("live")).containsExactly("0x56490001", "0x56490002");
        assertThat(kernel.texts("servers4"))
                .as("connections of a drained one go on")
                .hasSize(3);
    }

    @Test
    void aServerThatLeavesAndComesBackHasItsNumber() {
        change(service(WEB, "rr"), add(WEB, server("10.9.1.1", 80, 1)), add(WEB, server("10.9.1.2", 80, 1)));
        change(new TableChange.RemoveDestination(WEB, server("10.9.1.1", 80, 1)));
        assertThat(weights()).containsExactly("0x0 : 2");
        assertThat(kernel.chains.get(NAME)).first().asString().contains("mod 1 ");
        change(add(WEB, server("10.9.1.1", 80, 1)));
        assertThat(kernel.texts("servers4"))
                .containsExactlyInAnyOrder("0x56490001 : 10.9.1.1 . 80", "0x56490002 : 10.9.1.2 . 80");
        assertThat(table.number(WEB, new Destination.Key(IpAddress.of("10.9.1.1"), 80)))
                .hasValue(0x56490001);
        assertThat(table.number(DNS, new Destination.Key(IpAddress.of("10.9.1.1"), 80)))
                .isEmpty();
    }

    @Test
    void aServiceWithoutServersThatServeTakesNoConnection() {
        change(service(WEB, "rr"), add(WEB, server("10.9.1.1", 80, 0)));
        assertThat(kernel.chains.get(NAME)).isEmpty();
        assertThat(kernel.sets).doesNotContainKey("weights/" + NAME);
    }

    @Test
    void clientsOfAPersistentServiceAreTiedToTheirServer() {
        ServiceEntry entry = new ServiceEntry(WEB, "rr", "", ServiceEntry.PERSISTENT, 50, 24);
        change(new TableChange.AddService(entry), add(WEB, server("10.9.1.1", 80, 1)));
        assertThat(kernel.sets.get(TIES).timeoutS()).isEqualTo(50);
        assertThat(kernel.chains.get(NAME))
                .containsExactly(
                        "ct mark set ip saddr/24 map @" + TIES,
                        "ct mark @live goto tied/" + NAME,
                        "ct mark set numgen inc mod 1 map @weights/" + NAME + " goto tie/" + NAME);
        assertThat(kernel.chains.get("tied/" + NAME))
                .containsExactly("update @" + TIES + " { ip saddr/24 : ct mark }", "goto send4");
        assertThat(kernel.chains.get("tie/" + NAME))
                .containsExactly(
                        "delete @" + TIES + " { ip saddr/24 : ct mark }",
                        "update @" + TIES + " { ip saddr/24 : ct mark }",
                        "goto send4");

        change(new TableChange.SetService(entry(WEB, "rr", 60)));
        assertThat(kernel.sets.get("ties/" + NAME + "/60").timeoutS()).isEqualTo(60);
        assertThat(kernel.sets).doesNotContainKey(TIES);
        change(new TableChange.SetService(entry(WEB, "rr", 0)));
        assertThat(kernel.sets).doesNotContainKey("ties/" + NAME + "/60");
        assertThat(kernel.chains).doesNotContainKeys("tie/" + NAME, "tied/" + NAME);
    }

    @Test
    void sourceHashingLooksAtThePortIfItIsTold() {
        change(service(WEB, "sh"), add(WEB, server("10.9.1.1", 80, 1)));
        assertThat(kernel.chains.get(NAME)).first().asString().startsWith("ct mark set jhash ip saddr/32 mod 256 ");
        change(new TableChange.SetService(new ServiceEntry(WEB, "mh", "", 0x10, 0, 32)));
        assertThat(kernel.chains.get(NAME)).first().asString().contains("jhash ip saddr/32 . sport mod 256 ");
    }

    @Test
    void servicesAreOfBothFamiliesOfAllPortsAndOfMarks() {
        change(
                service(DNS, "rr"),
                add(DNS, server("fd00::1", 0, 1)),
                service(ANY, "rr"),
                add(ANY, server("10.9.1.1", 0, 1)),
                service(MARK, "rr"),
                add(MARK, server("10.9.1.2", 0, 1)),
                add(MARK, server("10.9.1.2", 81, 1)));
        assertThat(kernel.texts("services6")).containsExactly("fd00::100 . proto 17 . 53 : goto udp/fd00__100/53");
        assertThat(kernel.texts("servers6"))
                .as("it has the port of its service")
                .containsExactly("0x56490001 : fd00::1 . 53");
        assertThat(kernel.texts("any_port4")).containsExactly("10.9.0.101 . proto 6 : goto tcp/10.9.0.101/0");
        assertThat(kernel.texts("hosts4")).containsExactly("0x56490002 : 10.9.1.1", "0x56490003 : 10.9.1.2");
        assertThat(kernel.texts("servers4")).containsExactly("0x56490004 : 10.9.1.2 . 81");
        assertThat(kernel.texts("fwmarks4"))
                .containsExactly(
                        "0x7 . proto 6 : goto fwmark/7/4",
                        "0x7 . proto 17 : goto fwmark/7/4",
                        "0x7 . proto 132 : goto fwmark/7/4");
    }

    @Test
    void theTableGoesWithItsLastService() {
        change(service(WEB, "rr"), service(DNS, "rr"));
        change(new TableChange.RemoveService(WEB));
        assertThat(kernel.chains).doesNotContainKey(NAME);
        assertThat(kernel.texts("services4")).isEmpty();
        change(new TableChange.RemoveService(DNS));
        assertThat(kernel.made).isFalse();
        change(service(WEB, "rr"));
        assertThat(kernel.made).isTrue();
    }

    @Test
    void changesOfAServiceThatIsNotThereAreNotTaken() {
        TableChange lost = add(WEB, server("10.9.1.1", 80, 1));
        assertThat(table.propose(List.of(lost)).taken()).isEmpty();
        assertThat(table.propose(List.of(lost)).steps()).isEmpty();
    }

    @Test
    void whatIsRefusedLeavesNoTrace() {
        change(service(WEB, "rr"), add(WEB, server("10.9.1.1", 80, 1)));
        NatTable.Proposal refused = table.propose(List.of(new TableChange.RemoveService(WEB)));
        assertThat(refused.steps()).isNotEmpty();
        change(add(WEB, server("10.9.1.2", 80, 1)));
        assertThat(kernel.texts("servers4")).hasSize(2);
    }

    @Test
    void aTableOfAnEarlierRunIsTakenOverWithNumbersAndTies() {
        ServiceEntry entry = entry(WEB, "rr", 50);
        change(
                new TableChange.AddService(entry),
                add(WEB, server("10.9.1.1", 80, 1)),
                add(WEB, server("10.9.1.2", 80, 1)),
                new TableChange.AddService(entry(DNS, "rr", 50)));
        NatElement tie = NatElement.of(new Cell.Address(IpAddress.of("10.9.2.1")), new Cell.Mark(0x56490002));
        kernel.elements.get(TIES).put(tie.key(), tie);

        table = new NatTable(false);
        table.found(Optional.of(kernel.found()));
        assertThat(table.table().row(WEB)).isNull();
        change(
                new TableChange.AddService(entry),
                add(WEB, server("10.9.1.3", 80, 1)),
                add(WEB, server("10.9.1.2", 80, 1)));
        assertThat(kernel.texts("servers4"))
                .containsExactly("0x56490003 : 10.9.1.3 . 80", "0x56490002 : 10.9.1.2 . 80");
        assertThat(kernel.texts(TIES)).containsExactly(tie.toString());
        assertThat(kernel.sets).doesNotContainKey("ties/udp/fd00__100/53/50");
        assertThat(kernel.chains).doesNotContainKey("udp/fd00__100/53");
    }

    @Test
    void tiesOfAnotherDurationAreNotKept() {
        change(new TableChange.AddService(entry(WEB, "rr", 50)), add(WEB, server("10.9.1.1", 80, 1)));
        table = new NatTable(false);
        table.found(Optional.of(kernel.found()));
        change(new TableChange.AddService(entry(WEB, "rr", 60)), add(WEB, server("10.9.1.1", 80, 1)));
        assertThat(kernel.sets.get("ties/" + NAME + "/60").timeoutS()).isEqualTo(60);
        assertThat(kernel.sets).doesNotContainKey(TIES);
    }

    @Test
    void aTableThatSomebodyHasRemovedIsMadeAgain() {
        change(service(WEB, "rr"), add(WEB, server("10.9.1.1", 80, 1)));
        kernel.apply(List.of(new NatStep.DeleteTable()));
        table.found(Optional.empty());
        change(service(WEB, "rr"), add(WEB, server("10.9.1.1", 80, 1)));
        assertThat(kernel.texts("servers4")).containsExactly("0x56490001 : 10.9.1.1 . 80");
    }

    @Test
    void aTableIsKnownByItsChainsSetsAndServers() {
        change(service(WEB, "rr"), add(WEB, server("10.9.1.1", 80, 1)));
        assertThat(table.isLike(kernel.found())).isTrue();
        kernel.chains.put("foreign", List.of());
        assertThat(table.isLike(kernel.found())).isFalse();
        kernel.chains.remove("foreign");
        kernel.elements.get("servers4").clear();
        assertThat(table.isLike(kernel.found())).isFalse();
        table.found(Optional.empty());
        assertThat(table.isLike(kernel.found())).isFalse();
    }

    @Test
    void serversSeeThisHostAsTheClientIfThatIsWanted() {
        table = new NatTable(true);
        change(service(WEB, "rr"));
        assertThat(kernel.chains.get("leaving")).containsExactly("ct mark @live masquerade");
    }

    /** After each of many drawn changes the kernel has what it would have if all had been made at once. */
    @Test
    void howeverItCameAboutTheTableIsTheSame() {
        SplittableRandom random = new SplittableRandom(11);
        List<ServiceKey> keys = List.of(WEB, DNS, ANY, MARK);
        for (int step = 0; step < 400; step++) {
            ServiceKey key = keys.get(random.nextInt(keys.size()));
            TableChange drawn = drawn(key, random);
            NatTable.Proposal proposal = table.propose(List.of(drawn));
            kernel.apply(proposal.steps());
            table.accept(proposal);
            assertThat(shape(kernel)).as("step %d: %s", step, drawn).isEqualTo(shape(atOnce(keys)));
        }
    }

    private TableChange drawn(ServiceKey key, SplittableRandom random) {
        boolean six = key.family() == Family.IPV6;
        Destination server = server((six ? "fd00::" : "10.9.1.") + random.nextInt(1, 4), 80, random.nextInt(3));
        ServiceEntry entry = entry(
                key,
                List.of("rr", "wrr", "sh").get(random.nextInt(3)),
                random.nextBoolean() ? 0 : random.nextInt(1, 3));
        if (table.table().row(key) == null) {
            return new TableChange.AddService(entry);
        }
        return switch (random.nextInt(8)) {
            case 0 -> new TableChange.RemoveService(key);
            case 1, 2 -> new TableChange.SetService(entry);
            case 3 -> new TableChange.RemoveDestination(key, server);
            default -> add(key, server);
        };
    }

    private Kernel atOnce(List<ServiceKey> keys) {
        NatTable other = new NatTable(false);
        List<TableChange> changes = new ArrayList<>();
        for (ServiceKey key : keys) {
            var row = table.table().row(key);
            if (row != null) {
                changes.add(new TableChange.AddService(row.entry()));
                row.destinations().forEach(each -> changes.add(add(key, each)));
            }
        }
        Kernel expected = new Kernel();
        expected.apply(other.propose(changes).steps());
        return expected;
    }

    /** Without the numbers, which tell the history. */
    private static Map<String, List<String>> shape(Kernel kernel) {
        Map<String, List<String>> shape = new TreeMap<>(kernel.chains);
        kernel.elements.forEach((name, elements) -> shape.put(
                "set " + kernel.sets.get(name),
                elements.values().stream()
                        .map(each -> each.toString().replaceAll("0x56[0-9a-f]{6}", "N"))
                        .sorted()
                        .toList()));
        return shape;
    }
}
