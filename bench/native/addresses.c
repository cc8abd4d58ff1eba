/*
 * addresses FILE
 *
 * Writes one line for each address that comes to or leaves an interface of this network namespace, until SIGTERM:
 *
 *     <ns> add|remove <address>
 *
 * The time is CLOCK_REALTIME when the kernel's message was read. "ready" on standard output says that it listens; the last
 * line there counts the times that the kernel had to drop messages.
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/netlink.h>
#include <linux/rtnetlink.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

enum { BUFFER_BYTES = 64 << 20 };

static volatile sig_atomic_t stopped;

static void on_stop(int signal)
{
	(void)signal;
	stopped = 1;
}

static void fail(const char *what)
{
	fprintf(stderr, "addresses: %s: %s\n", what, strerror(errno));
	exit(1);
}

static int open_socket(void)
{
	int fd = socket(AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC, NETLINK_ROUTE), bytes = BUFFER_BYTES;
	struct sockaddr_nl groups = {.nl_family = AF_NETLINK, .nl_groups = RTMGRP_IPV4_IFADDR};

	if (fd < 0)
		fail("socket");
	if (setsockopt(fd, SOL_SOCKET, SO_RCVBUFFORCE, &bytes, sizeof bytes) != 0)
		fail("SO_RCVBUFFORCE");
	if (bind(fd, (struct sockaddr *)&groups, sizeof groups) != 0)
		fail("bind");
	return fd;
}

static void write_event(int out, const struct nlmsghdr *message, const struct timespec *time)
{
	const struct ifaddrmsg *body = NLMSG_DATA(message);
	int length = (int)IFA_PAYLOAD(message);
	char text[INET_ADDRSTRLEN], line[80];

	for (struct rtattr *part = IFA_RTA(body); RTA_OK(part, length); part = RTA_NEXT(part, length)) {
		if (part->rta_type != IFA_LOCAL)
			continue;
		inet_ntop(AF_INET, RTA_DATA(part), text, sizeof text);
		int written = snprintf(line, sizeof line, "%lld%09ld %s %s\n", (long long)time->tv_sec, time->tv_nsec,
				       message->nlmsg_type == RTM_NEWADDR ? "add" : "remove", text);
		if (write(out, line, (size_t)written) < 0)
			fail("write");
	}
}

int main(int count, char **arguments)
{
	struct sigaction action = {.sa_handler = on_stop};
	static char buffer[65536] __attribute__((aligned(NLMSG_ALIGNTO)));
	unsigned overruns = 0;
	int fd, out;

	if (count != 2) {
		fprintf(stderr, "usage: addresses FILE\n");
		return 2;
	}
	prctl(PR_SET_PDEATHSIG, SIGTERM);
	sigaction(SIGTERM, &action, NULL);
	signal(SIGINT, SIG_IGN);
	fd = open_socket();
	out = open(arguments[1], O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
	if (out < 0)
		fail(arguments[1]);
	puts("ready");
	fflush(stdout);
	while (!stopped) {
		ssize_t got = recv(fd, buffer, sizeof buffer, 0);
		struct timespec time;
		unsigned left;

		clock_gettime(CLOCK_REALTIME, &time);
		if (got < 0 && errno == ENOBUFS)
			overruns++;
		else if (got < 0 && errno != EINTR)
			fail("recv");
		if (got < 0)
			continue;
		left = (unsigned)got;
		for (struct nlmsghdr *message = (struct nlmsghdr *)buffer; NLMSG_OK(message, left);
		     message = NLMSG_NEXT(message, left))
			if (message->nlmsg_type == RTM_NEWADDR || message->nlmsg_type == RTM_DELADDR)
				write_event(out, message, &time);
	}
	printf("overruns %u\n", overruns);
	return 0;
}
