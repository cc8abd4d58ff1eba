/*
 * enter NAMESPACE STAMP-FILE COMMAND [ARGUMENT...]
 *
 * Runs a command in a network namespace, with a /sys of that namespace and an empty /run of its own, so that two daemons
 * cannot meet in pid files. The time just before exec goes to the stamp file, in ns of CLOCK_REALTIME ("-" is no file).
 * The command dies with the process that started it.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/prctl.h>
#include <time.h>
#include <unistd.h>

static void fail(const char *what)
{
	fprintf(stderr, "enter: %s: %s\n", what, strerror(errno));
	exit(125);
}

static void stamp(const char *path)
{
	struct timespec now;
	int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);

	if (fd < 0)
		fail(path);
	clock_gettime(CLOCK_REALTIME, &now);
	if (dprintf(fd, "%lld%09ld\n", (long long)now.tv_sec, now.tv_nsec) < 0)
		fail(path);
	close(fd);
}

int main(int count, char **arguments)
{
	char path[256];
	int namespace;

	if (count < 4) {
		fprintf(stderr, "usage: enter NAMESPACE STAMP-FILE COMMAND [ARGUMENT...]\n");
		return 125;
	}
	prctl(PR_SET_PDEATHSIG, SIGKILL);
	snprintf(path, sizeof path, "/run/netns/%s", arguments[1]);
	namespace = open(path, O_RDONLY | O_CLOEXEC);
	if (namespace < 0 || setns(namespace, CLONE_NEWNET) != 0)
		fail(path);
	if (unshare(CLONE_NEWNS) != 0 || mount("", "/", NULL, MS_REC | MS_SLAVE, NULL) != 0)
		fail("private mounts");
	umount2("/sys", MNT_DETACH);
	if (mount("sysfs", "/sys", "sysfs", 0, NULL) != 0)
		fail("/sys");
	if (mount("tmpfs", "/run", "tmpfs", 0, "mode=755") != 0)
		fail("/run");
	if (strcmp(arguments[2], "-") != 0)
		stamp(arguments[2]);
	execvp(arguments[3], arguments + 3);
	fail(arguments[3]);
}
