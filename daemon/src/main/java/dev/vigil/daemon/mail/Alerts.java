package dev.vigil.daemon.mail;

import dev.vigil.config.model.Config;
import dev.vigil.config.model.Mail;
import dev.vigil.config.model.SyncGroup;
import dev.vigil.config.model.VrrpInstance;
import dev.vigil.core.group.GroupTransition;
import dev.vigil.core.vrrp.Cause;
import dev.vigil.core.vrrp.State;
import dev.vigil.core.vrrp.Transition;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Which transitions are mailed: those of instances and groups with {@code smtp_alert}, each state once until another one was
 * mailed.
 */
final class Alerts {
    private final Map<String, State> mailedOfInstances = new HashMap<>();
    private final Map<String, State> mailedOfGroups = new HashMap<>();
    private Config config;
    private Map<String, VrrpInstance> instances;

    Alerts(Config config) {
        this.config = config;
        instances = byName(config);
    }

    /** Another configuration is in force; what it does not name any more may be mailed anew if it ever comes back. */
    private void adopt(Config next) {
        config = next;
        instances = byName(next);
        mailedOfInstances.keySet().retainAll(instances.keySet());
        mailedOfGroups
                .keySet()
                .retainAll(next.syncGroups().stream().map(SyncGroup::name).collect(Collectors.toSet()));
    }

    /** Whether anything can be mailed at all: somebody asks for it, and it is said by what server and to whom. */
    static boolean isWanted(Config config) {
        Mail mail = config.global().mail();
        return mail.server().isPresent()
                && !mail.recipients().isEmpty()
                && (isAskedFor(config) || !config.virtualServers().isEmpty());
    }

    /** What keeps alerts from being sent that are asked for, for people; empty if they are sent, or nobody asks. */
    static Optional<String> obstacle(Config config) {
        Mail mail = config.global().mail();
        boolean served = mail.server().isPresent();
        if (!isAskedFor(config) || (served && !mail.recipients().isEmpty())) {
            return Optional.empty();
        }
        return Optional.of("smtp_alert asks for mail alerts and none is sent: global_defs has no "
                + (served ? "notification_email, which says to whom" : "smtp_server"));
    }

    private static boolean isAskedFor(Config config) {
        return config.instances().stream()
                        .anyMatch(instance -> instance.notifications().mail())
                || config.syncGroups().stream()
                        .anyMatch(group -> group.notifications().mail())
                || ServerAlerts.isAskedFor(config);
    }

    /**
     * What is to be mailed of a transition.
     *
     * @param inForce the configuration at that moment
     * @param host what this node is called if the configuration does not say
     */
    List<Letter> of(Config inForce, Transition transition, String host, long nowEpochMs) {
        if (!inForce.equals(config)) {
            adopt(inForce);
        }
        VrrpInstance instance = instances.get(transition.router());
        if (instance == null || transition.kind() != Transition.Kind.ENTERED) {
            return List.of();
        }
        State state = transition.to() == State.INIT ? State.BACKUP : transition.to();
        String router = config.global().routerId().orElse(host);
        String why = transition.why().stream().map(Cause::text).collect(Collectors.joining("; "));
        return instance.notifications().mail() && isNews(mailedOfInstances, instance.name(), state)
                ? List.of(Letter.instance(instance.name(), state, router, why, nowEpochMs))
                : List.of();
    }

    /** The same of a sync group. */
    List<Letter> of(Config inForce, GroupTransition transition, String host, long nowEpochMs) {
        if (!inForce.equals(config)) {
            adopt(inForce);
        }
        String router = config.global().routerId().orElse(host);
        String why = transition.why().stream().map(Cause::text).collect(Collectors.joining("; "));
        List<Letter> letters = new ArrayList<>();
        for (SyncGroup group : config.syncGroups()) {
            if (group.name().equals(transition.group())
                    && group.notifications().mail()
                    && !transition.stopped()
                    && isNews(mailedOfGroups, group.name(), transition.to())) {
                letters.add(Letter.group(group.name(), transition.to(), router, why, nowEpochMs));
            }
        }
        return letters;
    }

    private boolean isNews(Map<String, State> mailed, String name, State state) {
        if (state == State.FAULT && !config.global().mail().faultAlerts()) {
            return false;
        }
        return mailed.put(name, state) != state;
    }

    private static Map<String, VrrpInstance> byName(Config config) {
        return config.instances().stream().collect(Collectors.toMap(VrrpInstance::name, instance -> instance));
    }
}
