package dev.vigil.simulator;

import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/** Faults to be planted into the place of virtual routers: links, source addresses, lists and addresses. */
final class FaultsOfThePlace {
    private FaultsOfThePlace() {}

    private static Arguments fault(String name, String file, String sound, String faulty) {
        return Arguments.of(name, file, sound, faulty);
    }

    static Stream<Arguments> ofAddressesAndLists() {
        return Stream.of(
                fault(
                        "one refused address takes all away",
                        "place/OwnedAddresses.java",
                        "refused.size() < placed.size()",
                        "refused.isEmpty()"),
                fault(
                        "a refused address is never asked for again",
                        "place/HeldAddresses.java",
                        "List<PlacedAddress> came = owned.retry(edge);",
                        "List<PlacedAddress> came = List.of();"),
                fault(
                        "a refusal of all addresses is overlooked",
                        "place/HeldAddresses.java",
                        "if (none != null) {\n            refusal = none;",
                        "if (none != null && none.isEmpty()) {\n            refusal = none;"),
                fault(
                        "nothing is listed after lost events",
                        "place/Placement.java",
                        "(lost && drained) || storm",
                        "storm"),
                fault(
                        "lost events are taken for none",
                        "place/Placement.java",
                        "if (event instanceof HostEvent.Lost) {\n            lost = true;",
                        "if (event instanceof HostEvent.Lost) {\n            lost = false;"),
                fault(
                        "addresses are not compared after a new list",
                        "place/Placement.java",
                        "toLook.addAll(routers);\n        toCompare.addAll(routers);",
                        "toLook.addAll(routers);"),
                fault(
                        "nobody looks after a new list",
                        "place/Placement.java",
                        "toLook.addAll(routers);\n        toCompare.addAll(routers);",
                        "toCompare.addAll(routers);"),
                fault(
                        "a refused list is not asked for again",
                        "place/Placement.java",
                        "relistNs = nowNs + RELIST_NS;",
                        "relistNs = VirtualRouter.NEVER;"),
                fault("the list is not taken over", "place/Placement.java", "host.become(fresh);", ""),
                fault(
                        "what the kernel has not shown yet is missed",
                        "place/HeldAddresses.java",
                        "!host.hasOrAwaits(address)",
                        "!host.has(address)"),
                fault(
                        "lost addresses are not compared",
                        "place/Placement.java",
                        "for (PlacedRouter router : named) {\n            toCompare.add(router);",
                        "for (PlacedRouter router : named) {"));
    }

    static Stream<Arguments> ofGround() {
        return Stream.of(
                fault(
                        "a lost source address is doubted for ever",
                        "place/Doubts.java",
                        "} else {\n            doubts.remove(what);",
                        "} else {\n            doubts.put(what, doubt);"),
                fault(
                        "what was doubted is believed although it came back",
                        "place/Ground.java",
                        "Condition.UP, \"\", nowNs);",
                        "Condition.DOWN, \"\", nowNs);"),
                fault(
                        "a source address that goes is not noticed",
                        "place/Placement.java",
                        "if (link != null && !host.isVirtual(address.address())) {",
                        "if (link == null) {"),
                fault("a link that goes is not noticed", "place/Placement.java", "concern(link.name());\n    }", "}"),
                fault(
                        "leftovers of a killed daemon stay",
                        "place/HeldAddresses.java",
                        "removeAll(false);",
                        "List.of();"),
                fault("a virtual address is taken for the source", "place/Host.java", "|| isGuest(known)) {", ") {"),
                fault(
                        "a MASTER that nobody hears does not yield",
                        "place/SendFailures.java",
                        "return yields == 0 || heardOther ? yieldNow() : serve();",
                        "return serve();"),
                fault(
                        "a MASTER that nobody hears yields for ever",
                        "place/SendFailures.java",
                        "return yields == 0 || heardOther ? yieldNow() : serve();",
                        "return yieldNow();"),
                fault(
                        "a refused removal is not heard of",
                        "place/PlacedRouter.java",
                        "if (started && held.takeRemovalRefused()) {",
                        "if (!started && held.takeRemovalRefused()) {"),
                fault(
                        "a restored address is one of the others",
                        "place/HeldAddresses.java",
                        "restoring = address;",
                        "restoring = owned.placed().getFirst();"));
    }
}
