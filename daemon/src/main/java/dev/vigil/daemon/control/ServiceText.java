package dev.vigil.daemon.control;

import dev.vigil.core.balance.ServiceView;
import dev.vigil.core.balance.Steering;
import dev.vigil.daemon.intent.Intent;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** What a {@link StatusReport} holds about virtual servers, for people. */
public final class ServiceText {
    /** How many servers that are as they should be are listed one by one in the overview. */
    private static final int WELL_MAX = 20;

    private static final long NS_PER_MS = 1_000_000;

    private final long takenEpochMs;
    private final long takenNs;
    private final List<Intent> intents;
    private final StringBuilder out = new StringBuilder();

    private ServiceText(StatusReport report) {
        this(report.takenEpochMs(), report.takenNs(), report.intents());
    }

    private ServiceText(long takenEpochMs, long takenNs, List<Intent> intents) {
        this.takenEpochMs = takenEpochMs;
        this.takenNs = takenNs;
        this.intents = intents;
    }

    /** All virtual servers with their servers; of many that are well, their number. */
    public static String table(StatusReport report) {
        String plane = report.balancing().plane();
        TextTable table = new TextTable("VIRTUAL SERVER, REAL SERVERS", "STATE", "FOR", "WEIGHT", "WHY, LAST ANSWER");
        ServiceText text = new ServiceText(report);
        report.balancing().services().forEach(service -> text.rows(service, table));
        return "Virtual servers, balanced by " + plane + "\n" + table;
    }

    private void rows(ServiceView service, TextTable table) {
        table.row(
                service.name(),
                state(service),
                age(service.sinceNs()),
                service.quorum().sum() + " of " + service.quorum().needed(service.up()),
                service.alive() + " of " + service.servers().size() + " alive"
                        + service.sorry()
                                .filter(ServiceView.Sorry::serves)
                                .map(sorry -> ", sorry server " + sorry.name() + " serves")
                                .orElse(""));
        int well = 0;
        for (ServiceView.Server server : service.servers()) {
            boolean remarkable = !server.alive() || server.steering().isPresent();
            well += remarkable ? 0 : 1;
            if (remarkable || well <= WELL_MAX) {
                row(service, server, table);
            }
        }
        if (well > WELL_MAX) {
            table.row("  and " + (well - WELL_MAX) + " more", "alive", "", "", "");
        }
    }

    private void row(ServiceView service, ServiceView.Server server, TextTable table) {
        table.row(
                "  " + server.name(),
                state(server),
                age(server.sinceNs()),
                weight(server),
                String.join("; ", remarks(new ServiceReport.Place(service, server))));
    }

    private static String state(ServiceView service) {
        return service.suspended() ? "suspended" : service.up() ? "up" : "DOWN";
    }

    private static String state(ServiceView.Server server) {
        if (!server.alive()) {
            return "OUT";
        }
        return server.steering().filter(Steering.Drain.class::isInstance).isPresent() ? "draining" : "alive";
    }

    private static String weight(ServiceView.Server server) {
        return server.weight() == server.configuredWeight()
                ? Long.toString(server.weight())
                : server.weight() + " of " + server.configuredWeight();
    }

    /** What an operator wants, what the kernel refuses, what checks fail; otherwise the last answers. */
    private List<String> remarks(ServiceReport.Place place) {
        List<String> troubles = new ArrayList<>();
        intent(place).ifPresent(intent -> troubles.add(operator(intent)));
        place.server().refusal().ifPresent(refusal -> troubles.add("the kernel refuses it: " + refusal));
        List<ServiceView.OneCheck> checks = place.server().checks();
        checks.stream()
                .filter(check -> !check.belief().passes() || check.failures() > 0)
                .forEach(check -> troubles.add(brief(check)));
        if (troubles.isEmpty()) {
            checks.forEach(check -> troubles.add(brief(check)));
        }
        return troubles;
    }

    private Optional<Intent> intent(ServiceReport.Place place) {
        return intents.stream()
                .filter(each -> each.kind().subject() == Intent.Subject.SERVER
                        && each.object().equals(place.object()))
                .findFirst();
    }

    private String operator(Intent intent) {
        return intent.wish() + " by " + intent.who() + ", "
                + Ages.rough(takenEpochMs - intent.whenEpochMs()) + " ago"
                + (intent.keep() ? ", kept over a restart" : "")
                + (intent.reason().isEmpty() ? "" : ": " + intent.reason());
    }

    private String brief(ServiceView.OneCheck check) {
        String answer = check.answer().isEmpty() ? "no answer yet" : check.answer();
        return check.kind() + " " + answer + when(check);
    }

    private String when(ServiceView.OneCheck check) {
        String answered = check.answeredNs().isPresent() ? " " + age(check.answeredNs()) + " ago" : "";
        if (check.suspended()) {
            return answered + ", suspended";
        }
        return answered
                + (check.nextNs().isPresent()
                        ? ", next try in " + ahead(check.nextNs().getAsLong())
                        : "");
    }

    /** One virtual server with everything of it. */
    public static String detail(StatusReport report, ServiceView service) {
        ServiceText text = new ServiceText(report);
        text.service(service);
        text.out.append("  scheduler ").append(service.scheduler());
        text.out.append(", balanced by ").append(report.balancing().plane());
        text.out
                .append(", addressed as ")
                .append(String.join(", ", service.entries()))
                .append('\n');
        service.servers().forEach(server -> text.server(new ServiceReport.Place(service, server), "  "));
        return text.out.toString();
    }

    /** Why a virtual server is up or down, and each server that is out or steered. */
    public static String why(StatusReport report, ServiceView service) {
        ServiceText text = new ServiceText(report);
        text.service(service);
        for (ServiceView.Server server : service.servers()) {
            if (!server.alive() || server.steering().isPresent()) {
                text.server(new ServiceReport.Place(service, server), "  ");
            }
        }
        return text.out.toString();
    }

    /** Why a real server is alive or out. */
    public static String why(StatusReport report, ServiceReport.Place place) {
        ServiceText text = new ServiceText(report);
        text.server(place, "");
        return text.out.toString();
    }

    /** The same of one server by itself, and its connections. */
    public static String why(ServerAnswer answer) {
        ServiceText text = new ServiceText(
                answer.takenEpochMs(),
                answer.takenNs(),
                answer.intent().stream().toList());
        text.server(new ServiceReport.Place(answer.service(), answer.server()), "");
        text.out.append("  ").append(connections(answer)).append('\n');
        return text.out.toString();
    }

    /** How many connections go to a server. */
    public static String connections(ServerAnswer answer) {
        return answer.connections()
                .map(each -> each.active()
                        + (each.active() == 1 ? " connection" : " connections")
                        + (each.inactive() > 0 ? ", " + each.inactive() + " that have ended" : ""))
                .orElse("its connections cannot be counted here");
    }

    private void service(ServiceView service) {
        out.append(service.name()).append(service.up() ? " is up" : " is DOWN").append(during(service.sinceNs()));
        ServiceView.Quorum quorum = service.quorum();
        long needed = quorum.needed(service.up());
        out.append("\n  because ")
                .append(service.alive())
                .append(" of ")
                .append(service.servers().size());
        out.append(" servers are alive and weigh ")
                .append(quorum.sum())
                .append(", and ")
                .append(needed);
        out.append(service.up() ? " is enough" : " is needed, " + (needed - quorum.sum()) + " more");
        out.append(" (quorum ")
                .append(quorum.quorum())
                .append(", hysteresis ")
                .append(quorum.hysteresis())
                .append(")\n");
        service.sorry()
                .ifPresent(sorry -> out.append("  the sorry server ")
                        .append(sorry.name())
                        .append(sorry.serves() ? " serves\n" : " rests\n"));
        if (service.suspended()) {
            out.append("  it is not checked: this host has none of its addresses\n");
        }
    }

    private void server(ServiceReport.Place place, String indent) {
        ServiceView.Server server = place.server();
        out.append(indent).append(server.name());
        if (indent.isEmpty()) {
            out.append(" of ").append(place.service().name());
        }
        out.append(" is ").append(state(server)).append(during(server.sinceNs()));
        out.append(", weight ").append(weight(server)).append('\n');
        intent(place)
                .ifPresent(intent -> out.append(indent)
                        .append("  because of an operator: ")
                        .append(operator(intent))
                        .append('\n'));
        server.refusal()
                .ifPresent(refusal -> out.append(indent)
                        .append("  because the kernel refuses it: ")
                        .append(refusal)
                        .append('\n'));
        server.checks().forEach(check -> check(server, check, indent));
    }

    private void check(ServiceView.Server server, ServiceView.OneCheck check, String indent) {
        out.append(indent).append(!server.alive() && !check.belief().passes() ? "  because " : "  ");
        out.append(check.kind()).append(" of ").append(check.target());
        out.append(
                switch (check.belief()) {
                    case PASSES -> " passes";
                    case FAILS -> " fails";
                    case TAKEN_TO_PASS -> " is taken to pass before its first answer";
                    case TAKEN_TO_FAIL -> " is taken to fail before its first answer";
                });
        out.append(during(check.sinceNs()));
        if (check.failures() > 0) {
            out.append(", ").append(check.failures()).append(check.failures() == 1 ? " failure" : " failures in a row");
            out.append(check.belief().passes() ? " of " + (check.retries() + 1) + " that it takes" : "");
        }
        out.append('\n').append(indent).append("    ");
        out.append(check.answer().isEmpty() ? "no answer yet" : "last answer: " + check.answer())
                .append(when(check));
        check.durationNs().ifPresent(took -> out.append(", took ").append(Ages.exact(took)));
        if (check.weightChange() != 0) {
            out.append(", adds ").append(check.weightChange()).append(" to the weight");
        }
        out.append('\n');
    }

    private String during(OptionalLong sinceNs) {
        return sinceNs.isPresent() ? " for " + age(sinceNs) : "";
    }

    private String age(OptionalLong sinceNs) {
        return sinceNs.isPresent() ? Ages.rough((takenNs - sinceNs.getAsLong()) / NS_PER_MS) : "-";
    }

    private String ahead(long atNs) {
        return Ages.rough((atNs - takenNs) / NS_PER_MS);
    }
}
