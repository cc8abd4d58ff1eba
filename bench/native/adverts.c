/*
 * adverts PRIORITY FIRST LAST INTERFACE:SOURCE:BASE...
 *
 * A master that any daemon believes: sends an advertisement of version 2 each second for every virtual router FIRST to LAST
 * of each interface, evenly over the second. Each carries one address, BASE + the router's number. On SIGTERM it sends
 * priority 0 for all of them once and ends. "ready" on standard output says that it sends; the last line there counts the
 * adverts that were more than 50 ms late.
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <linux/if_packet.h>
#include <net/ethernet.h>
#include <net/if.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

enum { ETHERNET = 14, IP = 20, VRRP = 20, FRAME = ETHERNET + IP + VRRP, PROTOCOL = 112 };
#define NS_PER_SECOND 1000000000LL
#define LATE_NS 50000000LL

struct flow {
	int interface;
	uint8_t frame[FRAME];
};

static volatile sig_atomic_t stopped;

static void on_stop(int signal)
{
	(void)signal;
	stopped = 1;
}

static void fail(const char *what)
{
	fprintf(stderr, "adverts: %s: %s\n", what, strerror(errno));
	exit(1);
}

/* The Internet checksum of RFC 1071, put where the two bytes at "at" are. */
static void put_checksum(uint8_t *data, size_t length, size_t at)
{
	uint32_t sum = 0;

	data[at] = data[at + 1] = 0;
	for (size_t i = 0; i < length; i += 2)
		sum += (uint32_t)(data[i] << 8 | data[i + 1]);
	while (sum >> 16)
		sum = (sum & 0xffff) + (sum >> 16);
	data[at] = (uint8_t)(~sum >> 8);
	data[at + 1] = (uint8_t)~sum;
}

static void set_priority(uint8_t *frame, int priority)
{
	frame[ETHERNET + IP + 2] = (uint8_t)priority;
	put_checksum(frame + ETHERNET + IP, VRRP, 6);
}

static void fill(uint8_t *frame, const uint8_t *hardware, in_addr_t source, int router, int priority, in_addr_t address)
{
	uint8_t *ip = frame + ETHERNET, *vrrp = ip + IP;
	in_addr_t group = htonl(0xe0000012);

	memcpy(frame, "\x01\x00\x5e\x00\x00\x12", 6);
	memcpy(frame + 6, hardware, 6);
	frame[12] = 8;
	ip[0] = 0x45;
	ip[1] = 0xc0;
	ip[3] = IP + VRRP;
	ip[8] = 255;
	ip[9] = PROTOCOL;
	memcpy(ip + 12, &source, 4);
	memcpy(ip + 16, &group, 4);
	put_checksum(ip, IP, 10);
	vrrp[0] = 0x21;
	vrrp[1] = (uint8_t)router;
	vrrp[3] = 1; /* addresses */
	vrrp[5] = 1; /* seconds between adverts */
	memcpy(vrrp + 8, &address, 4);
	set_priority(frame, priority);
}

static void add_interface(int fd, char *words, int first, int last, int priority, struct flow *flows, size_t step)
{
	char *source = strchr(words, ':'), *base = source ? strchr(source + 1, ':') : NULL;
	struct ifreq request = {0};

	if (!base) {
		fprintf(stderr, "adverts: not INTERFACE:SOURCE:BASE\n");
		exit(2);
	}
	*source++ = *base++ = 0;
	strncpy(request.ifr_name, words, IFNAMSIZ - 1);
	if (ioctl(fd, SIOCGIFHWADDR, &request) != 0)
		fail(words);
	for (int router = first; router <= last; router++) {
		struct flow *flow = flows + (size_t)(router - first) * step;

		flow->interface = (int)if_nametoindex(words);
		fill(flow->frame, (uint8_t *)request.ifr_hwaddr.sa_data, inet_addr(source), router, priority,
		     htonl(ntohl(inet_addr(base)) + (uint32_t)router));
	}
}

static void send_one(int fd, const struct flow *flow)
{
	struct sockaddr_ll to = {.sll_family = AF_PACKET, .sll_ifindex = flow->interface, .sll_halen = 6};

	(void)!sendto(fd, flow->frame, sizeof flow->frame, 0, (struct sockaddr *)&to, sizeof to);
}

static int64_t now_ns(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return now.tv_sec * NS_PER_SECOND + now.tv_nsec;
}

int main(int count, char **arguments)
{
	int fd = socket(AF_PACKET, SOCK_RAW | SOCK_CLOEXEC, 0), first, last;
	size_t interfaces = (size_t)(count - 4), flows, next = 0, late = 0;
	struct sigaction action = {.sa_handler = on_stop};
	struct flow *all;
	int64_t due_ns;

	if (count < 5 || (first = atoi(arguments[2])) < 1 || (last = atoi(arguments[3])) < first || last > 255) {
		fprintf(stderr, "usage: adverts PRIORITY FIRST LAST INTERFACE:SOURCE:BASE...\n");
		return 2;
	}
	flows = interfaces * (size_t)(last - first + 1);
	all = calloc(flows, sizeof *all);
	if (fd < 0 || !all)
		fail("socket");
	for (size_t i = 0; i < interfaces; i++)
		add_interface(fd, arguments[4 + i], first, last, atoi(arguments[1]), all + i, interfaces);
	prctl(PR_SET_PDEATHSIG, SIGTERM);
	sigaction(SIGTERM, &action, NULL);
	signal(SIGINT, SIG_IGN);
	puts("ready");
	fflush(stdout);
	due_ns = now_ns();
	while (!stopped) {
		struct timespec until;

		send_one(fd, all + next);
		next = (next + 1) % flows;
		due_ns += NS_PER_SECOND / (int64_t)flows;
		if (now_ns() > due_ns + LATE_NS)
			late++;
		until = (struct timespec){due_ns / NS_PER_SECOND, due_ns % NS_PER_SECOND};
		clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &until, NULL);
	}
	for (size_t i = 0; i < flows; i++) {
		set_priority(all[i].frame, 0);
		send_one(fd, all + i);
	}
	printf("late %zu\n", late);
	return 0;
}
