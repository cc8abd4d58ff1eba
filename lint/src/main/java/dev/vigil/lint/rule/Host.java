package dev.vigil.lint.rule;

import dev.vigil.config.assemble.VirtualLinks;
import dev.vigil.config.model.SourcePlace;
import dev.vigil.config.model.SyncGroup;
import dev.vigil.config.model.TrackFile;
import dev.vigil.config.model.Tracking.Tracked;
import dev.vigil.config.model.UserGroup;
import dev.vigil.config.model.VirtualAddress;
import dev.vigil.config.model.VrrpInstance;
import dev.vigil.core.link.VirtualLink;
import dev.vigil.lint.ClusterNode;
import dev.vigil.lint.Findings;
import dev.vigil.lint.LintCode;
import dev.vigil.lint.Machine;
import dev.vigil.lint.Outline;
import dev.vigil.lint.script.Program;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a configuration names must exist on the machine that it is for. */
final class Host {
    private final ClusterNode node;
    private final Machine machine;
    private final Findings findings;

    /** The interfaces that the daemon makes. */
    private final Set<String> made;

    private Host(ClusterNode node, Machine machine, Findings findings) {
        this.node = node;
        this.machine = machine;
        this.findings = findings;
        made = VirtualLinks.of(node.config()).stream().map(VirtualLink::name).collect(Collectors.toSet());
    }

    static void judge(ClusterNode node, Findings findings) {
        node.source().machine().ifPresent(machine -> {
            Host rule = new Host(node, machine, findings);
            if (node.config().global().startup().netNamespace().isEmpty()) {
                rule.interfaces();
            }
            rule.users();
            rule.files();
            Program.of(node).forEach(rule::program);
        });
    }

    private void interfaces() {
        for (VrrpInstance instance : node.config().instances()) {
            check(instance.transport().interfaceName(), node.outline().place(instance.place(), "interface"));
            for (Tracked tracked : instance.tracking().interfaces()) {
                check(tracked.name(), tracked.place());
            }
            Stream.concat(instance.addresses().stream(), instance.excludedAddresses().stream())
                    .filter(address ->
                            !address.interfaceName().equals(instance.transport().interfaceName()))
                    .forEach(address -> check(address.interfaceName(), address.place()));
        }
        for (SyncGroup group : node.config().syncGroups()) {
            group.tracking().interfaces().forEach(tracked -> check(tracked.name(), tracked.place()));
        }
        for (VirtualAddress address : node.config().statics().addresses()) {
            check(address.interfaceName(), address.place());
        }
    }

    private void check(String name, SourcePlace place) {
        boolean awaited = node.config().global().interfaces().dynamic();
        if (!name.isEmpty() && !awaited && !made.contains(name) && !machine.hasInterface(name)) {
            findings.add(
                    LintCode.INTERFACE_MISSING,
                    place,
                    "this machine has no interface " + name,
                    "Correct the name (ip link lists them), or create the interface first.");
        }
    }

    private void files() {
        for (TrackFile file : node.config().files()) {
            Path path = Path.of(file.path()).toAbsolutePath();
            Path directory = path.getParent();
            if (directory != null && !machine.hasFile(directory)) {
                findings.add(
                        LintCode.TRACK_FILE_DIRECTORY_MISSING,
                        file.place(),
                        directory + " does not exist: until it comes, track_file " + file.name()
                                + " counts as 0, and keepalived would not track it at all",
                        "Create the directory before the daemon starts.");
            } else if (file.initial().isEmpty() && !machine.hasFile(path)) {
                findings.add(
                        LintCode.TRACK_FILE_MISSING,
                        file.place(),
                        path + " does not exist: until it comes, track_file " + file.name() + " counts as 0",
                        "Create it, or add init_file, if that is not what you want.");
            }
        }
    }

    private void users() {
        Optional<UserGroup> scriptUser = node.config().global().scriptUser();
        if (scriptUser.isPresent()) {
            SourcePlace place = node.outline().blocks("global_defs").stream()
                    .flatMap(block -> Outline.statements(block, "script_user"))
                    .map(Outline::argumentPlace)
                    .reduce((_, later) -> later)
                    .orElse(node.start());
            user(scriptUser.get(), place, "no script runs");
        }
    }

    private void user(UserGroup user, SourcePlace place, String consequence) {
        boolean known = machine.hasUser(user.user());
        if (!known || !user.group().map(machine::hasGroup).orElse(true)) {
            findings.add(
                    LintCode.USER_MISSING,
                    place,
                    "this machine has no " + (known ? "group " + user.group().orElseThrow() : "user " + user.user())
                            + ": " + consequence,
                    "Create it, or name another one.");
        }
    }

    private void program(Program program) {
        Optional<UserGroup> own = program.command().user();
        own.ifPresent(user -> user(user, program.command().place(), program.owner() + " runs nothing"));
        boolean root = own.or(() -> node.config().global().scriptUser())
                .map(user -> List.of("root", "0").contains(user.user()))
                .orElse(true);
        if (root && node.config().global().scriptSecurity()) {
            program.path()
                    .map(Path::of)
                    .flatMap(machine::changeableByOthers)
                    .ifPresent(path -> findings.add(
                            LintCode.SCRIPT_UNSAFE,
                            program.command().place(),
                            "others than root may change " + path + ": with enable_script_security " + program.owner()
                                    + " does not run this as root",
                            "Run: chown root:root " + path + " && chmod go-w " + path
                                    + " - or run the script as another user."));
        }
    }
}
