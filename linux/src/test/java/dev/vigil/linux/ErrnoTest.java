package dev.vigil.linux;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.MemorySegment;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import org.junit.jupiter.api.Test;

class ErrnoTest {
    private static final int TEXT_BYTES = 128;

    @Test
    void namesAndTextsAreThoseOfLibc() throws ReflectiveOperationException {
        // The POSIX form writes into the buffer it is given.
        MemorySegment strerror = Libc.symbol("__xpg_strerror_r");
        for (Field field : Errno.class.getDeclaredFields()) {
            if (!Modifier.isPublic(field.getModifiers())) {
                continue;
            }
            int errno = field.getInt(null);
            NativeBuffer text = NativeBuffer.struct(TEXT_BYTES);
            Libc.function(strerror, errno, text.address(), TEXT_BYTES, 0, 0, 0);
            assertThat(Errno.name(errno)).isEqualTo(field.getName());
            assertThat(Errno.text(errno)).isEqualTo(NativeBuffer.text(text.bytes(), 0, TEXT_BYTES));
        }
    }

    @Test
    void unlistedNumbersHaveANameToo() {
        assertThat(Errno.name(199)).isEqualTo("errno 199");
        assertThat(Errno.text(199)).isEqualTo("Unknown error 199");
    }

    @Test
    void refusalReadsAsASentence() {
        assertThat(new LinuxException("bind raw socket on", Errno.EPERM, "eth0"))
                .hasMessage("bind raw socket on eth0: Operation not permitted (EPERM)");
        assertThat(new LinuxException("lock memory", Errno.ENOMEM, "", "limit reached"))
                .hasMessage("lock memory: Cannot allocate memory (ENOMEM): limit reached");
    }

    @Test
    void refusedSystemCallAnswersItsNegatedErrorNumber() {
        assertThat(Libc.call(Syscall.READ, -1, 0, 0)).isEqualTo(-Errno.EBADF);
        assertThat(Libc.call(Syscall.KILL, Libc.call(Syscall.GETTID, 0), 9999, 0))
                .isEqualTo(-Errno.EINVAL);
        assertThat(Libc.call(Syscall.GETPID, 0))
                .isEqualTo(ProcessHandle.current().pid());
    }
}
