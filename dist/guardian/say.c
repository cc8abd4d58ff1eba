/* One line for people, in the form that the daemon gave its own lines. */
#define _GNU_SOURCE
#include "guardian.h"
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <time.h>
#include <unistd.h>

enum { WARNING = 4 };

static void say_to_syslog(const char *text)
{
    struct sockaddr_un log = {.sun_family = AF_UNIX, .sun_path = "/dev/log"};
    char line[1400], stamp[32];
    time_t now = time(NULL);
    struct tm local;
    int fd = socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    if (fd < 0)
        return;
    strftime(stamp, sizeof stamp, "%b %e %H:%M:%S", localtime_r(&now, &local));
    int length = snprintf(line, sizeof line, "<%d>%s %s[%d]: %s", daemon_.facility * 8 + WARNING, stamp, daemon_.ident,
                          (int)daemon_.pid, text);
    if (length > 0)
        sendto(fd, line, strnlen(line, sizeof line), MSG_NOSIGNAL, (struct sockaddr *)&log, sizeof log);
    close(fd);
}

static void say_to_console(const char *text)
{
    struct timespec now;
    struct tm local;
    char stamp[64], zone[16];
    clock_gettime(CLOCK_REALTIME, &now);
    localtime_r(&now.tv_sec, &local);
    if (strcmp(daemon_.style, "keepalived") == 0) {
        strftime(stamp, sizeof stamp, "%a %b %e %H:%M:%S %Y", &local);
        dprintf(STDERR_FILENO, "%s: %s\n", stamp, text);
    } else if (strcmp(daemon_.style, "journal") == 0) {
        dprintf(STDERR_FILENO, "<%d>%s\n", WARNING, text);
    } else {
        strftime(stamp, sizeof stamp, "%Y-%m-%dT%H:%M:%S", &local);
        strftime(zone, sizeof zone, "%z", &local);
        if (local.tm_gmtoff == 0)
            dprintf(STDERR_FILENO, "%s.%03ldZ warning VGL1027 %s\n", stamp, now.tv_nsec / 1000000, text);
        else
            dprintf(STDERR_FILENO, "%s.%03ld%.3s:%s warning VGL1027 %s\n", stamp, now.tv_nsec / 1000000, zone, zone + 3,
                    text);
    }
}

void say(const char *format, ...)
{
    char text[1200];
    int begun = snprintf(text, sizeof text, "Process %d ended without removing its addresses; ", (int)daemon_.pid);
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(text + begun, sizeof text - (size_t)begun, format, arguments);
    va_end(arguments);
    if (daemon_.style[0] != '\0')
        say_to_console(text);
    if (daemon_.ident[0] != '\0')
        say_to_syslog(text);
}
