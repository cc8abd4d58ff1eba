package dev.vigil.linux;

import static dev.vigil.linux.Constants.POSIX_SPAWN_SETSCHEDULER;
import static dev.vigil.linux.Constants.POSIX_SPAWN_SETSID;
import static dev.vigil.linux.Constants.POSIX_SPAWN_SETSIGDEF;
import static dev.vigil.linux.Constants.POSIX_SPAWN_SETSIGMASK;
import static dev.vigil.linux.Constants.SCHED_OTHER;

import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** libc's posix_spawn, which forks without copying the JVM's memory. */
final class PosixSpawn {
    /** More than {@code posix_spawnattr_t} and {@code posix_spawn_file_actions_t} take; a test compares. */
    static final int ATTRIBUTES_BYTES = 512;

    static final int ACTIONS_BYTES = 256;
    static final int SIGNAL_SET_BYTES = 128;

    private static final int FLAGS =
            POSIX_SPAWN_SETSID | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSCHEDULER;
    private static final int FIRST_OTHER_FD = 3;

    private static final MemorySegment SPAWN = Libc.symbol("posix_spawn");
    private static final MemorySegment ATTRIBUTES_INIT = Libc.symbol("posix_spawnattr_init");
    private static final MemorySegment ATTRIBUTES_DESTROY = Libc.symbol("posix_spawnattr_destroy");
    private static final MemorySegment SET_FLAGS = Libc.symbol("posix_spawnattr_setflags");
    private static final MemorySegment SET_SIGNAL_DEFAULT = Libc.symbol("posix_spawnattr_setsigdefault");
    private static final MemorySegment SET_SIGNAL_MASK = Libc.symbol("posix_spawnattr_setsigmask");
    private static final MemorySegment SET_POLICY = Libc.symbol("posix_spawnattr_setschedpolicy");
    private static final MemorySegment SET_PARAMETER = Libc.symbol("posix_spawnattr_setschedparam");
    private static final MemorySegment SIGNALS_FILL = Libc.symbol("sigfillset");
    private static final MemorySegment ACTIONS_INIT = Libc.symbol("posix_spawn_file_actions_init");
    private static final MemorySegment ACTIONS_DESTROY = Libc.symbol("posix_spawn_file_actions_destroy");
    private static final MemorySegment ADD_DUP2 = Libc.symbol("posix_spawn_file_actions_adddup2");

    /** glibc 2.29 and later. */
    private static final Optional<MemorySegment> ADD_CHDIR = Libc.findSymbol("posix_spawn_file_actions_addchdir_np");

    /** glibc 2.34 and later; before, all but the JVM's and our own close-on-exec descriptors are handed down. */
    private static final Optional<MemorySegment> ADD_CLOSE_FROM =
            Libc.findSymbol("posix_spawn_file_actions_addclosefrom_np");

    private PosixSpawn() {}

    /** The process number of the started program. */
    static int spawn(Program program, StandardStreams streams) {
        NativeBuffer path = NativeBuffer.cString(program.path());
        NativeBuffer arguments = strings(program.arguments());
        NativeBuffer environment = strings(assignments(program));
        NativeBuffer pid = NativeBuffer.struct(Integer.BYTES);
        NativeBuffer attributes = attributes();
        NativeBuffer actions = actions(program, streams);
        try {
            int errno = call(
                    SPAWN,
                    pid.address(),
                    path.address(),
                    actions.address(),
                    attributes.address(),
                    arguments.address(),
                    environment.address());
            if (errno != 0) {
                throw new LinuxException("start", errno, program.path());
            }
            return pid.bytes().getInt(0);
        } finally {
            int _ = call(ACTIONS_DESTROY, actions.address());
            int _ = call(ATTRIBUTES_DESTROY, attributes.address());
            path.keep();
            arguments.keep();
            environment.keep();
        }
    }

    private static List<String> assignments(Program program) {
        List<String> assignments = new ArrayList<>();
        program.environment().forEach((name, value) -> assignments.add(name + "=" + value));
        return assignments;
    }

    private static NativeBuffer attributes() {
        NativeBuffer attributes = NativeBuffer.struct(ATTRIBUTES_BYTES);
        NativeBuffer signals = NativeBuffer.struct(SIGNAL_SET_BYTES);
        NativeBuffer ordinary = NativeBuffer.struct(Integer.BYTES);
        long address = attributes.address();
        require("initialise", call(ATTRIBUTES_INIT, address));
        require("set flags of", call(SET_FLAGS, address, FLAGS));
        require("set signal mask of", call(SET_SIGNAL_MASK, address, signals.address()));
        int _ = call(SIGNALS_FILL, signals.address());
        require("set signals of", call(SET_SIGNAL_DEFAULT, address, signals.address()));
        require("set scheduling of", call(SET_POLICY, address, SCHED_OTHER));
        require("set priority of", call(SET_PARAMETER, address, ordinary.address()));
        return attributes;
    }

    private static NativeBuffer actions(Program program, StandardStreams streams) {
        NativeBuffer actions = NativeBuffer.struct(ACTIONS_BYTES);
        long address = actions.address();
        require("initialise", call(ACTIONS_INIT, address));
        require("set input of", call(ADD_DUP2, address, streams.input(), 0));
        require("set output of", call(ADD_DUP2, address, streams.output(), 1));
        require("set error output of", call(ADD_DUP2, address, streams.error(), 2));
        if (ADD_CLOSE_FROM.isPresent()) {
            require("close descriptors of", call(ADD_CLOSE_FROM.get(), address, FIRST_OTHER_FD));
        }
        if (program.directory().isPresent()) {
            NativeBuffer directory = NativeBuffer.cString(program.directory().get());
            MemorySegment function = ADD_CHDIR.orElseThrow(
                    () -> new LinuxException("change directory of", Errno.ENOSYS, program.path()));
            require("change directory of", call(function, address, directory.address()));
            directory.keep();
        }
        return actions;
    }

    private static void require(String operation, int errno) {
        if (errno != 0) {
            throw new LinuxException(operation, errno, "child");
        }
    }

    private static int call(MemorySegment function, long a) {
        return call(function, a, 0, 0, 0, 0, 0);
    }

    private static int call(MemorySegment function, long a, long b) {
        return call(function, a, b, 0, 0, 0, 0);
    }

    private static int call(MemorySegment function, long a, long b, long c) {
        return call(function, a, b, c, 0, 0, 0);
    }

    private static int call(MemorySegment function, long a, long b, long c, long d, long e, long f) {
        return (int) Libc.function(function, a, b, c, d, e, f);
    }

    /** A NULL-terminated array of pointers, with the strings that they point to behind it. */
    private static NativeBuffer strings(List<String> texts) {
        List<byte[]> encoded = texts.stream()
                .map(text -> text.getBytes(StandardCharsets.UTF_8))
                .toList();
        int pointers = (texts.size() + 1) * Long.BYTES;
        int bytes = encoded.stream().mapToInt(text -> text.length + 1).sum();
        NativeBuffer array = NativeBuffer.struct(pointers + bytes);
        int position = pointers;
        for (int index = 0; index < encoded.size(); index++) {
            array.bytes().putLong(index * Long.BYTES, array.address() + position);
            array.bytes().put(position, encoded.get(index));
            position += encoded.get(index).length + 1;
        }
        return array;
    }
}
