/* The journal of the daemon: whose it is, whether somebody else has taken its place, and what it may own. */
#define _GNU_SOURCE
#include "guardian.h"
#include <arpa/inet.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

enum { JOURNAL_MAX_BYTES = 64 * 1024 * 1024, LOCK_TRIES_MAX = 100, PAUSE_MS = 20 };

struct journal journal;

void pause_a_little(void)
{
    struct timespec pause = {0, PAUSE_MS * 1000000L};
    nanosleep(&pause, NULL);
}

/* Reads a whole file of this user; NULL if there is none, or if it is anything else. */
static char *contents(const char *path, size_t size_max)
{
    struct stat status;
    char *text = NULL;
    int fd = open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
    if (fd < 0)
        return NULL;
    if (fstat(fd, &status) == 0 && S_ISREG(status.st_mode) && (status.st_uid == geteuid() || status.st_uid == 0) &&
        (size_t)status.st_size < size_max)
        text = malloc((size_t)status.st_size + 1);
    if (text != NULL) {
        size_t length = 0;
        ssize_t got;
        while (length < (size_t)status.st_size && (got = read(fd, text + length, (size_t)status.st_size - length)) > 0)
            length += (size_t)got;
        text[length] = '\0';
    }
    close(fd);
    return text;
}

/* Whether a process of this number is a keepalived that runs, and no zombie: it holds no lock on its pid files. */
static bool is_keepalived(long pid)
{
    char path[48], text[64] = "";
    snprintf(path, sizeof path, "/proc/%ld/stat", pid);
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0)
        return false;
    ssize_t length = read(fd, text, sizeof text - 1);
    close(fd);
    const char *name = strstr(text, "(keepalived) ");
    return length > 0 && name != NULL && strchr("ZX", name[strlen("(keepalived) ")]) == NULL;
}

/* Whether a daemon that runs has this pid file. It is only looked at: a lock of ours would keep one from starting. */
static bool is_held(const char *path)
{
    char text[32] = "";
    struct flock lock = {.l_type = F_WRLCK, .l_whence = SEEK_SET};
    int fd = open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
    if (fd < 0)
        return false;
    bool held = fcntl(fd, F_OFD_GETLK, &lock) == 0 && lock.l_type != F_UNLCK;
    if (!held && read(fd, text, sizeof text - 1) > 0)
        held = is_keepalived(strtol(text, NULL, 10));
    close(fd);
    return held;
}

static void take_address(char *value)
{
    struct entry entry;
    char *blank = strchr(value, ' '), *slash = strchr(value, '/');
    if (blank == NULL || slash == NULL || slash < blank || blank - value >= IFNAMSIZ)
        return;
    memset(&entry, 0, sizeof entry);
    *blank = *slash = '\0';
    entry.family = strchr(blank + 1, ':') != NULL ? AF_INET6 : AF_INET;
    entry.prefix = (unsigned char)strtoul(slash + 1, NULL, 10);
    memcpy(entry.interface, value, (size_t)(blank - value));
    if (inet_pton(entry.family, blank + 1, entry.address) == 1)
        journal.entries[journal.count++] = entry;
}

/* "PID START": whether it is the daemon, or whoever it is, dead. */
static void take_owner(char *value)
{
    char *end;
    pid_t pid = (pid_t)strtol(value, &end, 10);
    unsigned long long started = strtoull(end, NULL, 10);
    if (daemon_.pid == 0 && pid > 0 && start_time(pid) != started) {
        daemon_.pid = pid;
        daemon_.started = started;
    }
    journal.is_of_daemon = pid == daemon_.pid && started == daemon_.started;
}

static void take_journal_line(char *line)
{
    char *value = strchr(line, ' ');
    if (value == NULL)
        return;
    *value++ = '\0';
    if (strcmp(line, "namespace") == 0) {
        snprintf(journal.namespace, sizeof journal.namespace, "%s", value);
    } else if (strcmp(line, "owner") == 0) {
        take_owner(value);
    } else if (strcmp(line, "pid-file") == 0) {
        if (is_held(value))
            snprintf(journal.holder, sizeof journal.holder, "%s", value);
    } else if (strcmp(line, "address") == 0) {
        take_address(value);
    } else if (strcmp(line, "route") == 0 || strcmp(line, "rule") == 0) {
        if (read_trace(line[1] == 'u', value, &journal.traces[journal.trace_count]))
            journal.trace_count++;
    } else if (strcmp(line, "link") == 0) {
        if (read_link(value, &journal.links[journal.link_count]))
            journal.link_count++;
    } else if (strcmp(line, "setting") == 0) {
        if (read_setting(value, &journal.settings[journal.setting_count]))
            journal.setting_count++;
    }
}

int compare_entries(const void *one, const void *other)
{
    return memcmp(one, other, sizeof(struct entry));
}

void read_journal(void)
{
    size_t lines = 0;
    free(journal.entries);
    free(journal.traces);
    free(journal.links);
    free(journal.settings);
    memset(&journal, 0, sizeof journal);
    char *text = contents(daemon_.journal, JOURNAL_MAX_BYTES);
    if (text == NULL)
        return;
    for (const char *at = text; (at = strchr(at, '\n')) != NULL; at++)
        lines++;
    journal.entries = calloc(lines + 1, sizeof(struct entry));
    journal.traces = calloc(lines + 1, sizeof(struct trace));
    journal.links = calloc(lines + 1, sizeof(struct link));
    journal.settings = calloc(lines + 1, sizeof(struct setting));
    char *rest = text;
    const char *heading = strsep(&rest, "\n");
    bool room = journal.entries != NULL && journal.traces != NULL && journal.links != NULL && journal.settings != NULL;
    if (room && strcmp(heading, "vigil-journal 1") == 0) {
        size_t taken = 0;
        for (char *line; (line = strsep(&rest, "\n")) != NULL && taken < lines; taken++)
            take_journal_line(line);
    }
    free(text);
    if (journal.count > 0)
        qsort(journal.entries, journal.count, sizeof(struct entry), compare_entries);
    if (journal.trace_count > 0)
        qsort(journal.traces, journal.trace_count, sizeof(struct trace), compare_traces);
}

/* Takes the lock that everybody takes who clears by the journal or writes it; without one after a while. */
int lock_journal(void)
{
    char path[sizeof daemon_.journal + 8];
    struct flock lock = {.l_type = F_WRLCK, .l_whence = SEEK_SET};
    snprintf(path, sizeof path, "%s.lock", daemon_.journal);
    int fd = open(path, O_RDWR | O_CREAT | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC, 0600);
    for (int attempt = 0; fd >= 0 && fcntl(fd, F_SETLK, &lock) != 0 && attempt < LOCK_TRIES_MAX; attempt++)
        pause_a_little();
    return fd;
}
