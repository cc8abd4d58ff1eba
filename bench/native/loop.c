/*
 * loop
 *
 * Keeps one core busy until it is killed or the process that started it ends.
 */
#include <signal.h>
#include <sys/prctl.h>

int main(void)
{
	prctl(PR_SET_PDEATHSIG, SIGKILL);
	for (volatile unsigned long turns = 0;; turns++)
		;
}
