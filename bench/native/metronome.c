/*
 * metronome INTERVAL-US FILE
 *
 * A timer of the given interval in C and nothing else: what the machine itself does to a punctual process. Until SIGTERM it
 * writes one line for each tick, "<ns of CLOCK_REALTIME> <ns late>".
 */
#define _GNU_SOURCE
#include <errno.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/timerfd.h>
#include <time.h>
#include <unistd.h>

#define NS_PER_SECOND 1000000000LL

static volatile sig_atomic_t stopped;

static void on_stop(int signal)
{
	(void)signal;
	stopped = 1;
}

static int64_t now_ns(clockid_t clock)
{
	struct timespec now;

	clock_gettime(clock, &now);
	return now.tv_sec * NS_PER_SECOND + now.tv_nsec;
}

int main(int count, char **arguments)
{
	struct sigaction action = {.sa_handler = on_stop};
	int timer = timerfd_create(CLOCK_MONOTONIC, TFD_CLOEXEC);
	int64_t interval_ns, due_ns;
	FILE *out;

	if (count != 3 || (interval_ns = atoll(arguments[1]) * 1000) <= 0) {
		fprintf(stderr, "usage: metronome INTERVAL-US FILE\n");
		return 2;
	}
	prctl(PR_SET_PDEATHSIG, SIGTERM);
	sigaction(SIGTERM, &action, NULL);
	signal(SIGINT, SIG_IGN);
	out = fopen(arguments[2], "w");
	if (timer < 0 || !out) {
		fprintf(stderr, "metronome: %s\n", strerror(errno));
		return 1;
	}
	setvbuf(out, NULL, _IOLBF, 0);
	puts("ready");
	fflush(stdout);
	due_ns = now_ns(CLOCK_MONOTONIC);
	while (!stopped) {
		struct itimerspec at = {0};
		uint64_t expirations;
		int64_t late_ns;

		due_ns += interval_ns;
		at.it_value.tv_sec = due_ns / NS_PER_SECOND;
		at.it_value.tv_nsec = due_ns % NS_PER_SECOND;
		timerfd_settime(timer, TFD_TIMER_ABSTIME, &at, NULL);
		if (read(timer, &expirations, sizeof expirations) != sizeof expirations)
			continue;
		late_ns = now_ns(CLOCK_MONOTONIC) - due_ns;
		fprintf(out, "%lld %lld\n", (long long)now_ns(CLOCK_REALTIME), (long long)late_ns);
		if (late_ns > interval_ns)
			due_ns += late_ns;
	}
	fclose(out);
	return 0;
}
