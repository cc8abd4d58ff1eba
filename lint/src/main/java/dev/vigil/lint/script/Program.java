package dev.vigil.lint.script;

import dev.vigil.config.model.Checker;
import dev.vigil.config.model.Command;
import dev.vigil.config.model.Fifos;
import dev.vigil.config.model.Notifications;
import dev.vigil.config.model.RealServer;
import dev.vigil.config.model.SyncGroup;
import dev.vigil.config.model.VirtualServer;
import dev.vigil.config.model.VrrpInstance;
import dev.vigil.config.model.VrrpScript;
import dev.vigil.lint.ClusterNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A program that a configuration names.
 *
 * @param owner what names it, for messages
 * @param check the timing of a check; empty for a program that is told about something
 */
public record Program(String owner, Command command, Optional<Timing> check) {
    /** How often a check runs and how long it may take. */
    public record Timing(long intervalNs, long timeoutNs) {}

    /** All programs of a node, in the order of the file. */
    public static List<Program> of(ClusterNode node) {
        List<Program> programs = new ArrayList<>();
        for (VrrpScript script : node.config().scripts()) {
            Timing timing = new Timing(script.intervalNs(), script.timeoutNs());
            programs.add(new Program("vrrp_script " + script.name(), script.command(), Optional.of(timing)));
        }
        for (VrrpInstance instance : node.config().instances()) {
            notified("vrrp_instance " + instance.name(), instance.notifications(), programs);
        }
        for (SyncGroup group : node.config().syncGroups()) {
            notified("vrrp_sync_group " + group.name(), group.notifications(), programs);
        }
        node.config().virtualServers().forEach(server -> servers(server, programs));
        Fifos fifos = node.config().global().fifos();
        for (Optional<Fifos.Fifo> fifo : List.of(fifos.all(), fifos.vrrp(), fifos.checker())) {
            add("the reader of a FIFO", fifo.flatMap(Fifos.Fifo::reader), programs);
        }
        add("startup_script", node.config().global().startup().startupScript(), programs);
        add("shutdown_script", node.config().global().startup().shutdownScript(), programs);
        return programs;
    }

    private static void servers(VirtualServer server, List<Program> programs) {
        add("quorum_up", server.quorumUp(), programs);
        add("quorum_down", server.quorumDown(), programs);
        for (RealServer real : server.realServers()) {
            String owner = "real_server " + real.address() + " " + real.port();
            add(owner, real.notifyUp(), programs);
            add(owner, real.notifyDown(), programs);
            for (Checker checker : real.checkers()) {
                if (checker instanceof Checker.Misc misc) {
                    Timing timing = new Timing(misc.schedule().intervalNs(), misc.timeoutNs());
                    programs.add(new Program("MISC_CHECK of " + owner, misc.command(), Optional.of(timing)));
                }
            }
        }
    }

    private static void add(String owner, Optional<Command> command, List<Program> programs) {
        command.ifPresent(told -> programs.add(new Program(owner, told, Optional.empty())));
    }

    private static void notified(String owner, Notifications notifications, List<Program> programs) {
        List<Optional<Command>> commands = List.of(
                notifications.master(),
                notifications.backup(),
                notifications.fault(),
                notifications.stop(),
                notifications.deleted(),
                notifications.masterRxLowerPriority(),
                notifications.any());
        for (Optional<Command> command : commands) {
            add(owner, command, programs);
        }
    }

    public boolean isCheck() {
        return check.isPresent();
    }

    /** The first word of the command. */
    public String executable() {
        return command.arguments().getFirst();
    }

    /** The name of the executable without its directory. */
    public String name() {
        return executable().substring(executable().lastIndexOf('/') + 1);
    }

    /**
     * The file that the command is about, if it is named by an absolute path: the executable, or the script that a shell
     * is given.
     */
    public Optional<String> path() {
        List<String> words = command.arguments();
        boolean byShell =
                Shell.isShell(name()) && words.size() > 1 && words.get(1).startsWith("/");
        String path = byShell ? words.get(1) : executable();
        return path.startsWith("/") ? Optional.of(path) : Optional.empty();
    }

    /** Whether the file needs no run bit, as a shell reads it. */
    public boolean isReadByShell() {
        return path().isPresent() && !path().get().equals(executable());
    }

    /** Where the file is on this machine, below a node's root. */
    public Optional<Path> file(Path root) {
        return path().map(path -> root.resolve(path.substring(1)));
    }
}
