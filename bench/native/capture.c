/*
 * capture FILE
 *
 * Writes one line for each VRRP advertisement and each gratuitous ARP that reaches this network namespace, until SIGTERM:
 *
 *     <ns> advert <source> <vrid> <priority> <version>
 *     <ns> garp <address> <sender's hardware address>
 *
 * Lines of frames that came at once are written at once, so that thousands a second cost little.
 * The time is the kernel's, taken when the frame came in (SO_TIMESTAMPNS, CLOCK_REALTIME), so it does not depend on when
 * this program runs. "ready" on standard output says that the capture is on; the last line there counts lost frames.
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/if_packet.h>
#include <net/ethernet.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

enum { ETHERNET_HEADER = 14, ARP_LENGTH = 28, VRRP_LENGTH_MIN = 8, VRRP = 112, LINE_BYTES = 160, BUFFER_BYTES = 256 << 20 };

static volatile sig_atomic_t stopped;

static void on_stop(int signal)
{
	(void)signal;
	stopped = 1;
}

static void fail(const char *what)
{
	fprintf(stderr, "capture: %s: %s\n", what, strerror(errno));
	exit(1);
}

/* Writes the line of a frame without its time and returns its length, or 0 if the frame is none of ours. */
static int describe(const uint8_t *frame, size_t length, char *line, size_t room)
{
	uint16_t type = (uint16_t)(frame[12] << 8 | frame[13]);
	const uint8_t *body = frame + ETHERNET_HEADER;
	char text[INET_ADDRSTRLEN];

	if (type == ETHERTYPE_ARP && length >= ETHERNET_HEADER + ARP_LENGTH) {
		const uint8_t *hardware = body + 8, *sender = body + 14, *target = body + 24;

		if (memcmp(sender, target, 4) != 0)
			return 0;
		inet_ntop(AF_INET, sender, text, sizeof text);
		return snprintf(line, room, "garp %s %02x:%02x:%02x:%02x:%02x:%02x\n", text, hardware[0], hardware[1],
				hardware[2], hardware[3], hardware[4], hardware[5]);
	}
	if (type == ETHERTYPE_IP && length >= ETHERNET_HEADER + 20 && body[9] == VRRP) {
		size_t header = (size_t)(body[0] & 15) * 4;
		const uint8_t *vrrp = body + header;

		if (length < ETHERNET_HEADER + header + VRRP_LENGTH_MIN)
			return 0;
		inet_ntop(AF_INET, body + 12, text, sizeof text);
		return snprintf(line, room, "advert %s %d %d %d\n", text, vrrp[1], vrrp[2], vrrp[0] >> 4);
	}
	return 0;
}

static struct timespec arrival(struct msghdr *message)
{
	struct timespec time = {0};

	for (struct cmsghdr *part = CMSG_FIRSTHDR(message); part; part = CMSG_NXTHDR(message, part))
		if (part->cmsg_level == SOL_SOCKET && part->cmsg_type == SCM_TIMESTAMPNS)
			memcpy(&time, CMSG_DATA(part), sizeof time);
	return time;
}

static int open_socket(void)
{
	int fd = socket(AF_PACKET, SOCK_RAW | SOCK_CLOEXEC, htons(ETH_P_ALL)), on = 1, bytes = BUFFER_BYTES;

	if (fd < 0)
		fail("socket");
	if (setsockopt(fd, SOL_SOCKET, SO_RCVBUFFORCE, &bytes, sizeof bytes) != 0)
		fail("SO_RCVBUFFORCE");
	if (setsockopt(fd, SOL_SOCKET, SO_TIMESTAMPNS, &on, sizeof on) != 0)
		fail("SO_TIMESTAMPNS");
	if (setsockopt(fd, SOL_PACKET, PACKET_IGNORE_OUTGOING, &on, sizeof on) != 0)
		fail("PACKET_IGNORE_OUTGOING");
	return fd;
}

static void write_all(int out, const char *text, size_t length)
{
	while (length > 0) {
		ssize_t written = write(out, text, length);

		if (written < 0 && errno != EINTR)
			fail("write");
		if (written > 0) {
			text += written;
			length -= (size_t)written;
		}
	}
}

int main(int count, char **arguments)
{
	struct sigaction action = {.sa_handler = on_stop};
	struct tpacket_stats statistics = {0};
	socklen_t statistics_length = sizeof statistics;
	uint8_t frame[256];
	char control[128];
	static char lines[65536];
	size_t used = 0;
	int fd, out;

	if (count != 2) {
		fprintf(stderr, "usage: capture FILE\n");
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
		struct iovec vector = {frame, sizeof frame};
		struct msghdr message = {.msg_iov = &vector, .msg_iovlen = 1, .msg_control = control,
					 .msg_controllen = sizeof control};
		ssize_t length = recvmsg(fd, &message, used ? MSG_DONTWAIT : 0);
		struct timespec time;

		if (length < 0 && errno != EAGAIN && errno != EINTR && errno != ENETDOWN)
			fail("recvmsg");
		if (used && (length < 0 || used > sizeof lines - LINE_BYTES)) {
			write_all(out, lines, used);
			used = 0;
		}
		if (length < ETHERNET_HEADER)
			continue;
		time = arrival(&message);
		int stamped = snprintf(lines + used, LINE_BYTES, "%lld%09ld ", (long long)time.tv_sec, time.tv_nsec);
		int described = describe(frame, (size_t)length, lines + used + stamped, LINE_BYTES - (size_t)stamped);
		if (described > 0)
			used += (size_t)(stamped + described);
	}
	write_all(out, lines, used);
	getsockopt(fd, SOL_PACKET, PACKET_STATISTICS, &statistics, &statistics_length);
	printf("lost %u\n", statistics.tp_drops);
	return 0;
}
