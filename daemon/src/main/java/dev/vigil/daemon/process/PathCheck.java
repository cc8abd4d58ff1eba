package dev.vigil.daemon.process;

import dev.vigil.linux.Credentials;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Follows a path component by component, through symbolic links as the kernel does, to name the one that is in the way or
 * that the wrong people may write. It judges by owner, group and mode; access control lists it does not see, so it is asked
 * only for the reason of a refusal, never to refuse.
 */
final class PathCheck {
    private static final int LINKS_MAX = 40;
    private static final int ROOT = 0;
    private static final int TYPE_MASK = 0170000;
    private static final int TYPE_LINK = 0120000;
    private static final int TYPE_DIRECTORY = 0040000;
    private static final int TYPE_FILE = 0100000;
    private static final int WRITABLE_BY_GROUP = 0020;
    private static final int WRITABLE_BY_OTHERS = 0002;

    private PathCheck() {}

    /** A component of a path and what the file system says about it. */
    private record Component(Path path, int mode, int uid, int gid, boolean last) {
        boolean isType(int type) {
            return (mode & TYPE_MASK) == type;
        }

        String modeText() {
            return "mode 0" + Integer.toOctalString(mode & 07777);
        }
    }

    /** Looks at a component; an answer ends the walk. */
    private interface Visitor {
        Optional<String> visit(Component component);
    }

    /** Which component keeps a user from executing a file, as a clause for people; empty if none does. */
    static Optional<String> obstacle(Path file, Credentials who, String userName) {
        return walk(file, component -> {
            if (component.isType(TYPE_DIRECTORY) && component.last()) {
                return Optional.of(component.path() + " is a directory");
            }
            if (component.last() && !component.isType(TYPE_FILE)) {
                return Optional.of(component.path() + " is no regular file");
            }
            if (!component.last() && !component.isType(TYPE_DIRECTORY)) {
                return Optional.of(component.path() + " is no directory");
            }
            return mayExecute(component, who) ? Optional.empty() : Optional.of(refusal(component, userName));
        });
    }

    private static String refusal(Component component, String userName) {
        if (component.last() && (component.mode() & 0111) == 0) {
            return component.path() + " is not executable, " + component.modeText();
        }
        String what = component.last() ? "cannot be executed" : "cannot be entered";
        return component.path() + " " + what + " by user " + userName + ", " + component.modeText();
    }

    private static boolean mayExecute(Component component, Credentials who) {
        if (who.uid() == ROOT) {
            return component.isType(TYPE_DIRECTORY) || (component.mode() & 0111) != 0;
        }
        if (component.uid() == who.uid()) {
            return (component.mode() & 0100) != 0;
        }
        boolean inGroup =
                component.gid() == who.gid() || who.supplementaryGids().contains(component.gid());
        return (component.mode() & (inGroup ? 0010 : 0001)) != 0;
    }

    /** Which component others than root may write, as a clause for people; empty if none is. */
    static Optional<String> insecurity(Path file) {
        return walk(file, component -> {
            if (component.uid() != ROOT) {
                return Optional.of(component.path() + " does not belong to root");
            }
            if ((component.mode() & WRITABLE_BY_OTHERS) != 0) {
                return Optional.of(component.path() + " is writable by everybody, " + component.modeText());
            }
            boolean byGroup = component.gid() != ROOT && (component.mode() & WRITABLE_BY_GROUP) != 0;
            return byGroup
                    ? Optional.of(component.path() + " is writable by its group, " + component.modeText())
                    : Optional.empty();
        });
    }

    /** Visits the root directory and every component, links resolved; a component that cannot be read ends the walk. */
    private static Optional<String> walk(Path file, Visitor visitor) {
        Deque<Path> rest = new ArrayDeque<>();
        file.toAbsolutePath().forEach(rest::add);
        Path current = Path.of("/");
        int links = 0;
        try {
            Optional<String> answer = visitor.visit(look(current, rest.isEmpty()));
            while (answer.isEmpty() && !rest.isEmpty()) {
                Path next = current.resolve(rest.remove()).normalize();
                Component component = look(next, rest.isEmpty());
                if (component.isType(TYPE_LINK)) {
                    if (++links > LINKS_MAX) {
                        return Optional.of(next + " leads through too many symbolic links");
                    }
                    Path target = Files.readSymbolicLink(next);
                    pushFront(target, rest);
                    current = target.isAbsolute() ? Path.of("/") : current;
                } else {
                    answer = visitor.visit(component);
                    current = next;
                }
            }
            return answer;
        } catch (NoSuchFileException e) {
            return Optional.of(missing(Path.of(e.getFile())));
        } catch (NotDirectoryException e) {
            return Optional.of(current + " is no directory");
        } catch (IOException e) {
            return Optional.of(String.valueOf(e.getMessage()) + " cannot be looked at");
        }
    }

    /** What is said of a component that does not exist. */
    static String missing(Path component) {
        return component + " does not exist";
    }

    private static void pushFront(Path target, Deque<Path> rest) {
        for (int index = target.getNameCount() - 1; index >= 0; index--) {
            rest.push(target.getName(index));
        }
    }

    private static Component look(Path path, boolean last) throws IOException {
        Map<String, Object> attributes = Files.readAttributes(path, "unix:mode,uid,gid", LinkOption.NOFOLLOW_LINKS);
        return new Component(
                path, number(attributes, "mode"), number(attributes, "uid"), number(attributes, "gid"), last);
    }

    private static int number(Map<String, Object> attributes, String name) {
        return ((Number) Objects.requireNonNull(attributes.get(name))).intValue();
    }
}
