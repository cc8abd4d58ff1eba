/*
 * The guardian of a daemon: a small process outside the JVM. When the daemon ends in any way without having removed its
 * addresses - kill -9, an abort, no memory left - the guardian removes them, so that nobody holds what the next MASTER takes.
 * It starts nothing again; that is the supervisor's business.
 *
 *     vigil-guardian PROGRAM [ARGUMENT...]
 *     vigil-guardian --clean JOURNAL       does what it would have done, if it was killed as well
 *
 * The process that is started becomes PROGRAM, so its number stays the daemon's; the guardian is a child of it. The daemon
 * writes lines to a pipe, whose number it gets as -Dvigil.guardian=N:
 *
 *     namespace FILE            the network namespace that it serves in, where that is not the one it was started in
 *     journal FILE              its journal: what it may own, and who it is (dev.vigil.daemon.journal)
 *     console STYLE             its lines go to standard error as well: vigil, keepalived or journal
 *     syslog FACILITY IDENT     its lines go to syslog as well
 *     quiet                     it has let go of its standard error
 *     end                       it ends in order; what it leaves in place is meant to stay
 *     dying                     it has given itself up; if it cannot even end, its addresses go all the same
 */
#define _GNU_SOURCE
#include "guardian.h"
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

enum { LINE_MAX_BYTES = 4200, OTHER_TRIES_MAX = 45, SIGNALS_END = 64, DESCRIPTORS_MAX = 4096, DYING_MS = 500 };

struct daemon daemon_;

static bool is_in_namespace(void)
{
    char link[64] = "";
    return readlink("/proc/self/ns/net", link, sizeof link - 1) > 0 && strcmp(link, journal.namespace) == 0;
}

/* The daemon is dead and has not said that it ends. A daemon that is there by then has its own journal, and clears itself. */
static void clean_up(void)
{
    for (int attempt = 0;; attempt++) {
        int lock = lock_journal();
        read_journal();
        if (!journal.is_of_daemon)
            return;
        if (journal.holder[0] == '\0') {
            if (!is_in_namespace())
                say("its guardian cannot enter their network namespace; run `vigil cleanup` there");
            else if (remove_addresses())
                unlink(daemon_.journal);
            return;
        }
        close(lock);
        if (attempt == OTHER_TRIES_MAX) {
            say("they are left to the process that holds %s", journal.holder);
            return;
        }
        pause_a_little();
    }
}

static void discard_streams(int first, int last)
{
    int null = open("/dev/null", O_RDWR | O_CLOEXEC);
    for (int fd = first; null >= 0 && fd <= last; fd++)
        dup2(null, fd);
    if (null > STDERR_FILENO)
        close(null);
}

/* Goes where the daemon serves; whether it worked is looked at when it matters. */
static void enter_namespace(const char *path)
{
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0 || setns(fd, CLONE_NEWNET) != 0)
        return;
    close(fd);
}

static void take_line(char *line)
{
    char *value = strchr(line, ' ');
    value = value == NULL ? line + strlen(line) : value;
    if (*value != '\0')
        *value++ = '\0';
    if (strcmp(line, "journal") == 0) {
        snprintf(daemon_.journal, sizeof daemon_.journal, "%s", value);
    } else if (strcmp(line, "namespace") == 0) {
        enter_namespace(value);
    } else if (strcmp(line, "console") == 0) {
        snprintf(daemon_.style, sizeof daemon_.style, "%s", value);
    } else if (strcmp(line, "syslog") == 0) {
        char *ident;
        daemon_.facility = (int)strtol(value, &ident, 10);
        snprintf(daemon_.ident, sizeof daemon_.ident, "%s", *ident == ' ' ? ident + 1 : "vigil");
    } else if (strcmp(line, "quiet") == 0) {
        daemon_.style[0] = '\0';
        discard_streams(STDERR_FILENO, STDERR_FILENO);
    } else if (strcmp(line, "end") == 0) {
        daemon_.ended = true;
    } else if (strcmp(line, "dying") == 0) {
        daemon_.dying = true;
    }
}

/* Takes what the daemon has said so far; false when nothing more will come. */
static bool listen_to(int pipe)
{
    static char buffer[LINE_MAX_BYTES];
    static size_t length;
    for (;;) {
        ssize_t got = read(pipe, buffer + length, sizeof buffer - 1 - length);
        if (got <= 0)
            return got < 0 && (errno == EAGAIN || errno == EINTR);
        length += (size_t)got;
        buffer[length] = '\0';
        char *line = buffer;
        for (char *end; (end = strchr(line, '\n')) != NULL; line = end + 1) {
            *end = '\0';
            take_line(line);
        }
        length -= (size_t)(line - buffer);
        memmove(buffer, line, length);
        if (length == sizeof buffer - 1)
            length = 0;
    }
}

static void watch(int process, int pipe)
{
    struct pollfd ready[] = {{.fd = process, .events = POLLIN}, {.fd = pipe, .events = POLLIN}};
    while (ready[0].revents == 0) {
        int count = poll(ready, 2, daemon_.dying ? DYING_MS : -1);
        if (count < 0 && errno != EINTR)
            return;
        if (count == 0)
            break;
        if (ready[1].revents != 0 && !listen_to(pipe))
            ready[1].fd = -1;
    }
    listen_to(pipe);
    if (!daemon_.ended && daemon_.journal[0] != '\0')
        clean_up();
}

/* What the guardian shows in ps: itself, not the command line of the daemon, by which somebody may end them all. */
static void show_name(int count, char **words)
{
    char *end = words[count - 1] + strlen(words[count - 1]);
    size_t room = (size_t)(end - words[0]);
    memset(words[0], 0, room);
    snprintf(words[0], room, "vigil-guardian of %d", (int)daemon_.pid);
    prctl(PR_SET_NAME, "vigil-guardian");
}

/*
 * Signals that mean nothing to the daemon do not end it, from its first moment on, nor those which libc keeps to itself and
 * which only the kernel's own call reaches. What the daemon reads stays blocked. Children must be waited for.
 */
static void settle_signals(void)
{
    static const int ignored[] = {SIGHUP, SIGQUIT, SIGUSR1, SIGUSR2, SIGALRM, SIGSTKFLT, SIGXCPU,
                                  SIGVTALRM, SIGPROF, SIGIO, SIGPWR};
    struct {
        void (*handler)(int);
        unsigned long flags;
        void (*restorer)(void);
        unsigned long mask;
    } action = {.handler = SIG_IGN};
    signal(SIGCHLD, SIG_DFL);
    for (size_t index = 0; index < sizeof ignored / sizeof *ignored; index++)
        signal(ignored[index], SIG_IGN);
    for (int number = __SIGRTMIN; number <= SIGNALS_END; number++)
        syscall(SYS_rt_sigaction, number, &action, NULL, sizeof action.mask);
}

/* One byte forbids a memory image to every way of the kernel's to make one; none at all would not, if it goes to a program. */
static void forbid_memory_images(void)
{
    struct rlimit limit;
    if (getrlimit(RLIMIT_CORE, &limit) == 0) {
        limit.rlim_cur = limit.rlim_max < 1 ? limit.rlim_max : 1;
        setrlimit(RLIMIT_CORE, &limit);
    }
}

/* Whether an argument names the descriptor, as /dev/fd/63 does. */
static bool is_named(int fd, char **words)
{
    char name[24];
    snprintf(name, sizeof name, "/fd/%d", fd);
    for (; *words != NULL; words++) {
        const char *at = strstr(*words, name);
        if (at != NULL && (at[strlen(name)] < '0' || at[strlen(name)] > '9'))
            return true;
    }
    return false;
}

/* Closes what whoever started us left open, but for what is named, and makes sure that 0, 1 and 2 are something. */
static void settle_descriptors(char **words)
{
    struct rlimit limit;
    int last = getrlimit(RLIMIT_NOFILE, &limit) == 0 && limit.rlim_cur < DESCRIPTORS_MAX ? (int)limit.rlim_cur : DESCRIPTORS_MAX;
    for (int fd = 0; fd <= STDERR_FILENO; fd++)
        if (fcntl(fd, F_GETFD) < 0)
            open("/dev/null", O_RDWR);
    for (int fd = STDERR_FILENO + 1; fd < last; fd++)
        if (!is_named(fd, words))
            close(fd);
    syscall(SYS_close_range, last, ~0U, 0);
}

unsigned long long start_time(pid_t process)
{
    char text[1024];
    snprintf(text, sizeof text, "/proc/%d/stat", (int)process);
    int fd = open(text, O_RDONLY | O_CLOEXEC);
    ssize_t length = fd < 0 ? -1 : read(fd, text, sizeof text - 1);
    if (fd >= 0)
        close(fd);
    if (length <= 0)
        return 0;
    text[length] = '\0';
    char *at = strrchr(text, ')');
    /* The 22nd field; the name is the second, and the one field that may hold blanks. */
    for (int field = 2; at != NULL && field < 22; field++)
        at = strchr(at + 1, ' ');
    return at == NULL ? 0 : strtoull(at, NULL, 10);
}

static void become(char **words, const char *option)
{
    size_t count = 0;
    while (words[count] != NULL)
        count++;
    const char **all = calloc(count + 2, sizeof *all);
    if (all != NULL && option != NULL) {
        all[0] = words[0];
        all[1] = option;
        memcpy(all + 2, words + 1, (count - 1) * sizeof *all);
        execv(words[0], (char **)all);
    }
    execv(words[0], words);
    fprintf(stderr, "vigil: %s: %s\n", words[0], strerror(errno));
    _exit(127);
}

static void guard(int process, int ends[2], int count, char **words)
{
    sigset_t all;
    sigfillset(&all);
    sigprocmask(SIG_BLOCK, &all, NULL);
    close(ends[1]);
    setsid();
    if (chdir("/") != 0)
        _exit(1);
    show_name(count, words);
    discard_streams(STDIN_FILENO, STDOUT_FILENO);
    fcntl(ends[0], F_SETFL, O_NONBLOCK);
    watch(process, ends[0]);
    _exit(0);
}

int main(int count, char **words)
{
    char option[48];
    int ends[2];
    if (count < 2) {
        fprintf(stderr, "usage: vigil-guardian PROGRAM [ARGUMENT...]\n");
        return 1;
    }
    if (count == 3 && strcmp(words[1], "--clean") == 0) {
        snprintf(daemon_.journal, sizeof daemon_.journal, "%s", words[2]);
        snprintf(daemon_.style, sizeof daemon_.style, "vigil");
        clean_up();
        return 0;
    }
    settle_signals();
    forbid_memory_images();
    settle_descriptors(words + 1);
    daemon_.pid = getpid();
    daemon_.started = start_time(daemon_.pid);
    int process = (int)syscall(SYS_pidfd_open, daemon_.pid, 0);
    if (process < 0 || pipe2(ends, O_CLOEXEC) != 0)
        become(words + 1, NULL);
    pid_t guardian = fork();
    if (guardian == 0)
        guard(process, ends, count, words);
    close(process);
    close(ends[0]);
    if (guardian < 0)
        become(words + 1, NULL);
    fcntl(ends[1], F_SETFD, 0);
    snprintf(option, sizeof option, "-Dvigil.guardian=%d", ends[1]);
    become(words + 1, option);
}
