package dev.vigil.config.probe;

import dev.vigil.config.model.Config;
import dev.vigil.config.model.RealServer;
import dev.vigil.config.model.Tracking.Tracked;
import dev.vigil.config.model.Transport.Authentication;
import dev.vigil.config.model.Transport.UnicastPeer;
import dev.vigil.config.model.VirtualAddress;
import dev.vigil.config.model.VirtualInterface;
import dev.vigil.config.model.VirtualServer;
import dev.vigil.config.model.VirtualServer.Target;
import dev.vigil.config.model.VirtualServerGroup;
import dev.vigil.config.model.VirtualServerGroup.Member;
import dev.vigil.config.model.VrrpInstance;
import dev.vigil.config.model.VrrpScript;
import dev.vigil.core.address.Family;
import dev.vigil.core.address.IpAddress;
import java.util.ArrayList;
import java.util.List;

/** A configuration in the form in which the probes' verdicts note what keepalived made of it. */
final class ProbeFacts {
    private static final long SECOND_NS = 1_000_000_000L;
    private static final long MILLISECOND_NS = 1_000_000L;

    private ProbeFacts() {}

    /** Instances and scripts, as the text dump shows them. */
    static String vrrp(Config config) {
        List<String> facts = new ArrayList<>();
        List<String> tracked = new ArrayList<>();
        for (VrrpInstance instance : config.instances()) {
            facts.add(instance(instance));
            instance.tracking().scripts().forEach(script -> tracked.add(script.name()));
        }
        for (VrrpScript script : config.scripts()) {
            if (tracked.contains(script.name())) {
                facts.add(script(script));
            }
        }
        return String.join(" ;; ", facts);
    }

    private static String instance(VrrpInstance instance) {
        StringBuilder text = new StringBuilder(instance.name());
        long intervalNs = instance.election().advertIntervalNs();
        String own = interfaceName(instance);
        text.append(":v").append(instance.election().version());
        text.append(instance.election().startAsMaster() ? " MASTER" : " BACKUP");
        text.append(" if=").append(own);
        text.append(" vrid=").append(instance.vrid());
        text.append(" prio=").append(instance.election().priority());
        text.append(" adv=");
        text.append(instance.election().version() == 2 ? intervalNs / SECOND_NS : intervalNs / MILLISECOND_NS);
        text.append(instance.election().version() == 2 ? "sec" : "milli-sec");
        text.append(" preempt=").append(instance.election().preempt() ? "enabled" : "disabled");
        text.append(authentication(instance));
        text.append(" vips=").append(addresses(instance, instance.addresses()));
        if (!instance.excludedAddresses().isEmpty()) {
            text.append(" excl=").append(addresses(instance, instance.excludedAddresses()));
        }
        if (!instance.transport().peers().isEmpty()) {
            text.append(" peers=");
            text.append(join(instance.transport().peers().stream()
                    .map(UnicastPeer::address)
                    .map(IpAddress::toString)
                    .toList()));
        }
        if (!instance.tracking().scripts().isEmpty()) {
            text.append(" scripts=").append(join(weights(instance.tracking().scripts())));
        }
        instance.transport().source().ifPresent(source -> text.append(" src=").append(source));
        return text.toString();
    }

    private static String interfaceName(VrrpInstance instance) {
        String base = instance.transport().interfaceName();
        return instance.virtualInterface()
                .map(own -> {
                    boolean onBase = own instanceof VirtualInterface.Macvlan macvlan && macvlan.transmitOnBase();
                    return own.name().orElse("vrrp." + instance.vrid()) + ", vmac on " + base
                            + (onBase ? ", xmit base i/f" : "");
                })
                .orElse(base);
    }

    private static String authentication(VrrpInstance instance) {
        return switch (instance.transport().authentication()) {
            case Authentication.None _ -> "";
            case Authentication.Password password ->
                " auth=SIMPLE_PASSWORD passlen=" + password.secret().reveal().length;
            case Authentication.Header _ -> " auth=IPSEC_AH";
        };
    }

    private static String addresses(VrrpInstance instance, List<VirtualAddress> addresses) {
        return join(
                addresses.stream().map(address -> address(instance, address)).toList());
    }

    private static String address(VrrpInstance instance, VirtualAddress address) {
        boolean host = address.prefixLength() == address.address().family().prefixMax();
        String base = instance.transport().interfaceName();
        String where = instance.virtualInterface().isPresent()
                ? "@vrrp." + instance.vrid() + "@" + base
                : address.interfaceName().equals(base) ? "" : "@" + address.interfaceName();
        return address.address() + (host ? "" : "/" + address.prefixLength()) + where;
    }

    private static List<String> weights(List<Tracked> tracked) {
        return tracked.stream()
                .map(script -> script.name() + ":w" + script.weight().value())
                .toList();
    }

    private static String join(List<String> words) {
        return String.join(",", words);
    }

    private static String script(VrrpScript script) {
        StringBuilder text = new StringBuilder("script ").append(script.name()).append(":");
        for (String word : script.command().arguments()) {
            text.append(" '").append(word).append("'");
        }
        boolean ownTimeout = script.timeoutNs() != script.intervalNs();
        text.append(" int=").append(script.intervalNs() / SECOND_NS).append(" sec");
        text.append(" to=")
                .append(ownTimeout ? script.timeoutNs() / SECOND_NS : 0)
                .append(" sec");
        text.append(" w=").append(script.weight().value());
        text.append(" rise=").append(script.rise());
        text.append(" fall=").append(script.fall());
        return text.toString();
    }

    /** Virtual and real servers, as the kernel is told about them. */
    static String balancer(Config config) {
        List<String> services = new ArrayList<>();
        List<String> destinations = new ArrayList<>();
        for (VirtualServer server : config.virtualServers()) {
            for (String target : targets(server, config)) {
                services.add("NEW_SERVICE | " + service(server, target, true));
                boolean up = !server.startDown();
                for (RealServer realServer : up ? server.realServers() : List.<RealServer>of()) {
                    destinations.add("NEW_DEST | " + service(server, target, false) + " | " + destination(realServer));
                }
            }
        }
        services.addAll(destinations);
        return String.join(" ;; ", services);
    }

    private static List<String> targets(VirtualServer server, Config config) {
        return switch (server.target()) {
            case Target.Endpoint endpoint -> List.of("addr=" + endpoint.address() + " port=" + endpoint.port());
            case Target.Mark mark -> List.of("fwm=" + mark.value());
            case Target.Group group -> members(config, group.name());
        };
    }

    private static List<String> members(Config config, String name) {
        List<String> targets = new ArrayList<>();
        for (VirtualServerGroup group : config.virtualServerGroups()) {
            for (Member member : group.name().equals(name) ? group.members() : List.<Member>of()) {
                switch (member) {
                    case Member.Mark mark -> targets.add("fwm=" + mark.value());
                    case Member.Addresses range -> {
                        for (long low = range.first().low(); low <= range.last().low(); low++) {
                            IpAddress address = new IpAddress(
                                    range.first().family(), range.first().high(), low);
                            targets.add("addr=" + address + " port=" + range.port());
                        }
                    }
                }
            }
        }
        return targets;
    }

    private static String service(VirtualServer server, String target, boolean withPersistence) {
        boolean ipv4 = server.family() == Family.IPV4;
        String protocol = server.protocol()
                .filter(any -> !target.startsWith("fwm"))
                .map(known -> " proto="
                        + switch (known) {
                            case TCP -> 6;
                            case UDP -> 17;
                            case SCTP -> 132;
                        })
                .orElse("");
        boolean persistent = withPersistence && server.persistence().isPresent();
        int timeout = persistent ? server.persistence().orElseThrow().timeoutS() : 0;
        String mask = ipv4 ? withPersistence ? "xffffffff" : "x" : "x80000000";
        return "af=" + (ipv4 ? 2 : 10) + protocol + " " + target + " sched=" + server.scheduler() + " fl="
                + (persistent ? "01000000" : "00000000") + " timeout=" + timeout + " mask=" + mask;
    }

    private static String destination(RealServer server) {
        boolean ipv4 = server.address().family() == Family.IPV4;
        int method = switch (server.forwarding().method()) {
            case NAT -> 0;
            case TUNNEL -> 2;
            case DIRECT_ROUTING -> 3;
        };
        return "raf=" + (ipv4 ? 2 : 10) + " rs=" + server.address() + " rport=" + server.port() + " fwd=" + method
                + " weight=" + server.weight();
    }
}
