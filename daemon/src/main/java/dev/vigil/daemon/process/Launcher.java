package dev.vigil.daemon.process;

import dev.vigil.config.model.Command;
import dev.vigil.config.model.OwnSettings.Owner;
import dev.vigil.config.model.OwnSettings.Variable;
import dev.vigil.config.model.UserGroup;
import dev.vigil.linux.Credentials;
import dev.vigil.linux.Errno;
import dev.vigil.linux.LinuxException;
import dev.vigil.linux.Program;
import dev.vigil.linux.Users;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Turns configured commands into programs that can be started, and says why one cannot. A command runs as its own user,
 * else as {@code script_user}, else as {@code keepalived_script} if there is such a user, else as root.
 */
final class Launcher {
    static final String DEFAULT_USER = "keepalived_script";

    /** The shell that runs a script without an interpreter line, as execvp(3) does. */
    private static final String SHELL = "/bin/sh";

    /** Where bare names are looked for when PATH is not set. */
    private static final String PATH_DEFAULT = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

    private static final int SHEBANG_MAX = 256;

    private final Map<String, String> environment;

    /** That of this process, of which programs may be given more. */
    private final Map<String, String> own;

    private final Credentials self;
    private final Map<UserGroup, RunAs> users = new HashMap<>();
    private @Nullable UserGroup defaultUser;
    private ScriptSettings settings = ScriptSettings.DEFAULT;

    /** @param environment what programs get, unless more is configured */
    Launcher(Map<String, String> environment) {
        this(environment, environment);
    }

    private Launcher(Map<String, String> environment, Map<String, String> own) {
        this.environment = Map.copyOf(environment);
        this.own = own;
        this.self = self();
    }

    /** Programs get of the environment of this process what is meant for them. */
    static Launcher ofThisProcess() {
        return new Launcher(ProgramEnvironment.of(System.getenv()), System.getenv());
    }

    /** Takes over settings; users are looked up anew. */
    void use(ScriptSettings newSettings) {
        settings = newSettings;
        users.clear();
        defaultUser = null;
    }

    Launch prepare(Command command) {
        return prepare(command, List.of());
    }

    /** Prepares a program of an object that may have variables of its own. */
    Launch prepare(Command command, Owner owner, String name) {
        return prepare(command, settings.environment().of(owner, name));
    }

    private Launch prepare(Command command, List<Variable> more) {
        String word = command.arguments().getFirst();
        try {
            UserGroup wanted = wanted(command);
            Optional<RunAs> runAs = lookUp(wanted);
            if (runAs.isEmpty()) {
                return new Launch.Refused(word, "there is no user " + named(wanted));
            }
            String path = path(more);
            Optional<Path> file = find(word, path);
            return file.isEmpty()
                    ? new Launch.Refused(word, "not found in PATH (" + path + ")")
                    : judge(command, file.get(), runAs.get(), more);
        } catch (InvalidPathException e) {
            return new Launch.Refused(word, "its name cannot be a path here: " + e.getReason());
        } catch (LinuxException e) {
            // Without an answer it is not known who is to run it, and it must not be root by mistake.
            return new Launch.Refused(word, "the user database does not answer: " + e.getMessage());
        }
    }

    private Launch judge(Command command, Path file, RunAs runAs, List<Variable> more) {
        if (settings.security() && runAs.isRoot()) {
            Optional<String> insecurity = PathCheck.insecurity(file);
            if (insecurity.isPresent()) {
                return new Launch.Refused(
                        command.arguments().getFirst(),
                        "enable_script_security refuses it as root: " + insecurity.get());
            }
        }
        return new Launch.Ready(program(file, command.arguments(), runAs, more), runAs);
    }

    private Program program(Path file, List<String> arguments, RunAs runAs, List<Variable> more) {
        Credentials who = runAs.credentials();
        boolean unchanged = who.uid() == self.uid() && who.gid() == self.gid();
        boolean sameUser = who.uid() == self.uid();
        return new Program(
                file.toString(),
                arguments,
                with(sameUser ? environment : ProgramEnvironment.as(runAs.account(), environment), more),
                Optional.empty(),
                unchanged ? Optional.empty() : Optional.of(who));
    }

    private Map<String, String> with(Map<String, String> passed, List<Variable> more) {
        return ProgramEnvironment.with(passed, own, settings.environment().all(), more);
    }

    /** The same program, run by the shell: for a file that is executable but has no format that the kernel knows. */
    static Program throughShell(Program program) {
        List<String> words = new ArrayList<>(List.of(SHELL, program.path()));
        words.addAll(program.arguments().subList(1, program.arguments().size()));
        return new Program(SHELL, words, program.environment(), program.directory(), program.credentials());
    }

    // Users

    private UserGroup wanted(Command command) {
        return command.user().or(settings::scriptUser).orElseGet(this::defaultUser);
    }

    /** Asked for once after each {@link #use}: most machines do not have the user. */
    private UserGroup defaultUser() {
        UserGroup found = defaultUser;
        if (found == null) {
            UserGroup candidate = new UserGroup(DEFAULT_USER, Optional.empty());
            found = lookUp(candidate).isPresent() ? candidate : new UserGroup("root", Optional.empty());
            defaultUser = found;
        }
        return found;
    }

    /** Asks the user database, which may be slow, once for each user that exists; others are asked for again. */
    private Optional<RunAs> lookUp(UserGroup wanted) {
        RunAs known = users.get(wanted);
        if (known != null) {
            return Optional.of(known);
        }
        Optional<RunAs> found = Users.user(wanted.user())
                .flatMap(account -> Users.credentials(wanted.user(), wanted.group())
                        .map(credentials -> new RunAs(named(wanted), credentials, account)));
        found.ifPresent(runAs -> users.put(wanted, runAs));
        return found;
    }

    private static String named(UserGroup user) {
        return user.user() + user.group().map(group -> ":" + group).orElse("");
    }

    /** The user that a command runs as, for people. */
    String userName(Command command) {
        try {
            return named(wanted(command));
        } catch (LinuxException e) {
            return "unknown";
        }
    }

    private static Credentials self() {
        try {
            Path process = Path.of("/proc/self");
            return new Credentials(
                    (Integer) Files.getAttribute(process, "unix:uid"),
                    (Integer) Files.getAttribute(process, "unix:gid"),
                    List.of());
        } catch (IOException e) {
            throw new UncheckedIOException("/proc is not mounted", e);
        }
    }

    // Files

    /** A name without a slash is looked for in PATH: the first executable file wins. */
    private static Optional<Path> find(String word, String path) {
        if (word.indexOf('/') >= 0) {
            return Optional.of(Path.of(word).toAbsolutePath());
        }
        for (String directory : path.split(":", -1)) {
            Path candidate = Path.of(directory).toAbsolutePath().resolve(word);
            if (Files.isRegularFile(candidate) && Files.isExecutable(candidate)) {
                return Optional.of(candidate);
            }
        }
        return Optional.empty();
    }

    private String path(List<Variable> more) {
        return with(environment, more).getOrDefault("PATH", PATH_DEFAULT);
    }

    /** Why a program runs as root although others could replace it; empty if it does not or nobody could. */
    Optional<String> insecurity(Command command) {
        if (!(prepare(command) instanceof Launch.Ready ready) || !ready.runAs().isRoot()) {
            return Optional.empty();
        }
        Path file = Path.of(ready.program().path());
        return Files.exists(file) ? PathCheck.insecurity(file) : Optional.empty();
    }

    // Reasons

    /** Why a program could not be started, with the component of its path that is in the way. */
    static String reason(LinuxException refusal, Launch.Ready launch) {
        String text = Errno.text(refusal.errno());
        Path file = Path.of(launch.program().path());
        Optional<String> obstacle = PathCheck.obstacle(
                file, launch.runAs().credentials(), launch.runAs().name());
        return obstacle.or(() -> missingInterpreter(file))
                .filter(clause -> !clause.equals(PathCheck.missing(file)))
                .map(clause -> text + " (" + clause + ")")
                .orElse(text);
    }

    /**
     * Why a program that ended with this status could not be run as its user after all. It is setpriv that finds this out,
     * and ends with 126 or 127, or the interpreter of a script that the user cannot read, which ends with 126 or 2. The
     * program itself may end with these as well, so a reason is given only if something is in the way.
     */
    static Optional<String> reasonOf(int status, Launch.Ready launch) {
        boolean byOtherUser = launch.program().credentials().isPresent();
        if (!byOtherUser || !(status == 2 || status == 126 || status == 127)) {
            return Optional.empty();
        }
        Path file = Path.of(launch.program().path());
        return PathCheck.obstacle(
                        file, launch.runAs().credentials(), launch.runAs().name())
                .or(() -> missingInterpreter(file))
                .map(clause ->
                        (status == 127 ? "No such file or directory" : "Permission denied") + " (" + clause + ")");
    }

    /** A script whose interpreter does not exist is refused as if it did not exist itself. */
    private static Optional<String> missingInterpreter(Path file) {
        byte[] head = new byte[SHEBANG_MAX];
        int length;
        try (var in = Files.newInputStream(file)) {
            length = in.readNBytes(head, 0, SHEBANG_MAX);
        } catch (IOException e) {
            return Optional.empty();
        }
        String text = new String(head, 0, length, StandardCharsets.ISO_8859_1);
        if (!text.startsWith("#!")) {
            return Optional.empty();
        }
        String interpreter = text.substring(2).strip().split("\\s", 2)[0];
        boolean missing = !interpreter.isEmpty() && Files.notExists(Path.of(interpreter));
        return missing ? Optional.of("its interpreter " + interpreter + " does not exist") : Optional.empty();
    }
}
