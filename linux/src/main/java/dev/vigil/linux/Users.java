package dev.vigil.linux;

import dev.vigil.linux.Structs.Group;
import dev.vigil.linux.Structs.Passwd;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Users and groups as libc finds them, so with whatever directory service the machine uses: it may read files and ask
 * the network, hence never on a loop.
 */
public final class Users {
    private static final int RECORD_BYTES_INITIAL = 1024;
    private static final int RECORD_BYTES_MAX = 1 << 20;
    private static final int GROUPS_INITIAL = 64;
    private static final int GROUPS_MAX = 65536;

    private Users() {}

    /** A user. */
    public record User(String name, int uid, int gid, String home, String shell) {}

    /** The user of that name, or of that number if there is no such name. */
    public static Optional<User> user(String nameOrNumber) {
        NativeBuffer name = NativeBuffer.cString(nameOrNumber);
        Optional<User> byName = lookUp("getpwnam_r", name.address(), Passwd.SIZE, Users::user);
        name.keep();
        if (byName.isPresent()) {
            return byName;
        }
        OptionalInt uid = number(nameOrNumber);
        return uid.isPresent() ? user(uid.getAsInt()) : Optional.empty();
    }

    /** The user of that number. */
    public static Optional<User> user(int uid) {
        return lookUp("getpwuid_r", Integer.toUnsignedLong(uid), Passwd.SIZE, Users::user);
    }

    private static User user(NativeBuffer passwd, NativeBuffer strings) {
        ByteBuffer bytes = passwd.bytes();
        return new User(
                string(passwd, Passwd.PW_NAME, strings),
                bytes.getInt(Passwd.PW_UID),
                bytes.getInt(Passwd.PW_GID),
                string(passwd, Passwd.PW_DIR, strings),
                string(passwd, Passwd.PW_SHELL, strings));
    }

    /** The number of the group of that name; a number that is no name stands for itself. */
    public static OptionalInt group(String nameOrNumber) {
        NativeBuffer name = NativeBuffer.cString(nameOrNumber);
        Optional<Integer> gid = lookUp(
                "getgrnam_r",
                name.address(),
                Group.SIZE,
                (group, strings) -> group.bytes().getInt(Group.GR_GID));
        name.keep();
        return gid.isPresent() ? OptionalInt.of(gid.get()) : number(nameOrNumber);
    }

    /** All groups of a user: the given main group and those that list the user. */
    public static List<Integer> groups(String userName, int gid) {
        MemorySegment getgrouplist = Libc.symbol("getgrouplist");
        NativeBuffer name = NativeBuffer.cString(userName);
        for (int room = GROUPS_INITIAL; room <= GROUPS_MAX; room *= 4) {
            NativeBuffer gids = NativeBuffer.struct(room * Integer.BYTES);
            NativeBuffer count = NativeBuffer.struct(Integer.BYTES);
            count.bytes().putInt(0, room);
            int result = (int) Libc.function(
                    getgrouplist, name.address(), Integer.toUnsignedLong(gid), gids.address(), count.address(), 0, 0);
            name.keep();
            if (result >= 0) {
                List<Integer> found = new ArrayList<>();
                for (int index = 0; index < count.bytes().getInt(0); index++) {
                    found.add(gids.bytes().getInt(index * Integer.BYTES));
                }
                return found;
            }
        }
        throw new LinuxException("list groups of", Errno.ERANGE, userName);
    }

    /**
     * Who a program runs as: the user, with the given group or else the user's own, and all groups that list the user.
     *
     * @return empty if the user or the group does not exist
     */
    public static Optional<Credentials> credentials(String user, Optional<String> group) {
        Optional<User> found = user(user);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        OptionalInt gid = group.isPresent()
                ? group(group.get())
                : OptionalInt.of(found.get().gid());
        if (gid.isEmpty()) {
            return Optional.empty();
        }
        List<Integer> groups = groups(found.get().name(), gid.getAsInt());
        return Optional.of(new Credentials(found.get().uid(), gid.getAsInt(), groups));
    }

    private interface Reading<T> {
        T read(NativeBuffer struct, NativeBuffer strings);
    }

    /** Calls one of libc's {@code get..._r} functions, with more room for the strings until they fit. */
    private static <T> Optional<T> lookUp(String function, long key, int structBytes, Reading<T> reading) {
        MemorySegment symbol = Libc.symbol(function);
        NativeBuffer struct = NativeBuffer.struct(structBytes);
        NativeBuffer result = NativeBuffer.struct(Long.BYTES);
        for (int room = RECORD_BYTES_INITIAL; room <= RECORD_BYTES_MAX; room *= 4) {
            NativeBuffer strings = NativeBuffer.struct(room);
            int errno =
                    (int) Libc.function(symbol, key, struct.address(), strings.address(), room, result.address(), 0);
            if (errno == 0) {
                boolean found = result.bytes().getLong(0) != 0;
                return found ? Optional.of(reading.read(struct, strings)) : Optional.empty();
            }
            if (errno == Errno.ENOENT || errno == Errno.ESRCH) {
                return Optional.empty();
            }
            if (errno != Errno.ERANGE && errno != Errno.EINTR) {
                throw new LinuxException("ask", errno, function);
            }
        }
        throw new LinuxException("ask", Errno.ERANGE, function);
    }

    /** The string that a member of a structure points to, which is one of those that libc was given room for. */
    private static String string(NativeBuffer struct, int member, NativeBuffer strings) {
        long offset = struct.bytes().getLong(member) - strings.address();
        if (offset < 0 || offset >= strings.sizeBytes()) {
            return "";
        }
        return NativeBuffer.text(strings.bytes(), (int) offset, strings.sizeBytes() - (int) offset);
    }

    private static OptionalInt number(String text) {
        try {
            return text.startsWith("+") ? OptionalInt.empty() : OptionalInt.of(Integer.parseUnsignedInt(text));
        } catch (NumberFormatException notANumber) {
            return OptionalInt.empty();
        }
    }
}
