package dev.vigil.lint.script;

import dev.vigil.config.model.SourcePlace;
import dev.vigil.config.model.UserGroup;
import dev.vigil.config.syntax.Node;
import dev.vigil.lint.ClusterNode;
import dev.vigil.lint.Finding.Spot;
import dev.vigil.lint.Findings;
import dev.vigil.lint.LintCode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Judges the programs that a node runs: how they are named, who runs them, and what their files hold. */
public final class Programs {
    private static final int ROOT_SPOTS_MAX = 4;
    private static final String DEFAULT_USER = "keepalived_script";

    private final ClusterNode node;
    private final Findings findings;

    private Programs(ClusterNode node, Findings findings) {
        this.node = node;
        this.findings = findings;
    }

    public static void judge(ClusterNode node, Findings findings) {
        Programs rule = new Programs(node, findings);
        List<Program> programs = Program.of(node);
        for (Program program : programs) {
            rule.command(program);
            node.source().root().flatMap(program::file).ifPresent(path -> rule.file(program, new ScriptFile(path)));
        }
        rule.asRoot(programs);
    }

    private void command(Program program) {
        SourcePlace place = program.command().place();
        shellSyntax(program);
        if (program.isCheck() && ProcessOnly.command(program.command().arguments())) {
            findings.add(
                    LintCode.PROCESS_ONLY,
                    place,
                    program.owner() + " only looks for a process: a service that hangs keeps the addresses",
                    "Ask the service for an answer, for example with curl -fsS -m 1."
                            + (program.name().equals("pidof")
                                    ? " On Debian pidof is a link, and keepalived 2.2 runs what it points to, which"
                                            + " always fails."
                                    : ""));
        }
        String executable = program.executable();
        boolean scriptName = executable.matches(".*\\.(?:sh|bash|py|pl|rb)");
        if (!executable.startsWith("/") && (executable.contains("/") || scriptName)) {
            findings.add(
                    LintCode.PATH_RELATIVE,
                    place,
                    "\"" + executable + "\" names no directory from the root: where it is looked for depends on how the"
                            + " daemon was started",
                    "Write the whole path.");
        }
    }

    private void shellSyntax(Program program) {
        Optional<Node> statement =
                node.outline().statementWithArgument(program.command().place());
        if (statement.isEmpty()) {
            return;
        }
        String text = statement.get().argumentText();
        OptionalInt operator = Shell.syntax(text);
        if (operator.isPresent()) {
            int start = statement.get().words().get(1).start() + operator.getAsInt();
            String word = Shell.operator(text, operator.getAsInt());
            findings.add(
                    LintCode.SHELL_SYNTAX,
                    statement.get().line().place(start),
                    "no shell runs this command: " + word + " and what follows are plain arguments of "
                            + program.name(),
                    "Put the command into a script, or write: \"/bin/sh -c '...'\"");
        }
    }

    private void file(Program program, ScriptFile file) {
        if (!file.exists()) {
            missing(program, file);
            return;
        }
        if (!file.isExecutable() && !program.isReadByShell()) {
            findings.add(
                    program.isCheck() ? LintCode.SCRIPT_NOT_EXECUTABLE : LintCode.NOTIFY_NOT_EXECUTABLE,
                    program.command().place(),
                    program.path().orElseThrow() + " has no run bit: " + program.owner()
                            + (program.isCheck() ? " checks nothing" : " notifies nobody")
                            + ", and keepalived says so only once, at the start",
                    "Run: chmod 755 " + program.path().orElseThrow());
        }
        file.text()
                .ifPresent(text -> contents(program, new ShellScript(file.path().toString(), text)));
    }

    /** A copy of a node's files may be incomplete: a missing file counts if its directory is there. */
    private void missing(Program program, ScriptFile file) {
        Path directory = Optional.ofNullable(file.path().getParent()).orElse(file.path());
        if (node.source().machine().isPresent() || Files.isDirectory(directory)) {
            findings.add(
                    LintCode.SCRIPT_MISSING,
                    program.command().place(),
                    program.path().orElseThrow() + " does not exist: " + program.owner()
                            + (program.isCheck() ? " checks nothing" : " notifies nobody"),
                    "Create the script, or correct its path.");
        }
    }

    private void contents(Program program, ShellScript script) {
        if (!script.hasInterpreter() && !program.isReadByShell()) {
            findings.add(
                    LintCode.SCRIPT_WITHOUT_INTERPRETER,
                    script.start(),
                    "the first line does not say what runs this script; the kernel refuses to run it",
                    "Begin it with #!/bin/sh.");
        }
        if (script.isShell()) {
            new ScriptMistakes(script, findings).judge();
            if (program.isCheck()) {
                new CheckScript(script, program, findings).judge();
            }
        }
    }

    /** Without enable_script_security nobody looks at who may change what root runs. */
    private void asRoot(List<Program> programs) {
        if (node.config().global().scriptSecurity()) {
            return;
        }
        Optional<UserGroup> fallback = node.config().global().scriptUser();
        List<Spot> spots = new ArrayList<>();
        boolean implied = false;
        for (Program program : programs) {
            if (isMissing(program)) {
                continue;
            }
            Optional<UserGroup> user =
                    program.command().user().or(() -> fallback).or(this::existingDefault);
            boolean root = user.map(
                            known -> known.user().equals("root") || known.user().equals("0"))
                    .orElse(true);
            implied |= user.isEmpty();
            if (root && spots.size() < ROOT_SPOTS_MAX) {
                spots.add(new Spot(program.command().place(), program.owner()));
            }
        }
        if (!spots.isEmpty()) {
            findings.add(
                    LintCode.SCRIPTS_AS_ROOT,
                    spots,
                    "scripts run as root" + (implied ? " (unless there is a user " + DEFAULT_USER + ")" : "")
                            + " without enable_script_security: whoever may change one of them is root",
                    "Add enable_script_security to global_defs, and script_user with a user that may do no more than the"
                            + " scripts need.");
        }
    }

    /** Whether it is known not to be there, so that nobody runs it. */
    private boolean isMissing(Program program) {
        boolean reachable = node.source().machine().isPresent();
        return reachable
                && node.source()
                        .root()
                        .flatMap(program::file)
                        .filter(path -> !Files.isExecutable(path) && !program.isReadByShell())
                        .isPresent();
    }

    /** Who runs scripts that name nobody, if this machine has that user. */
    private Optional<UserGroup> existingDefault() {
        return node.source()
                .machine()
                .filter(machine -> machine.hasUser(DEFAULT_USER))
                .map(_ -> new UserGroup(DEFAULT_USER, Optional.empty()));
    }
}
