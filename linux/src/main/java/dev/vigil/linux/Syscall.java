package dev.vigil.linux;

/** The system calls in use and their numbers on the two architectures. */
enum Syscall {
    READ(0, 63),
    WRITE(1, 64),
    CLOSE(3, 57),
    IOCTL(16, 29),
    OPENAT(257, 56),
    FTRUNCATE(77, 46),
    FCHMOD(91, 52),
    FCHOWN(93, 55),
    MKNODAT(259, 33),
    DUP3(292, 24),
    FCNTL(72, 25),
    PIPE2(293, 59),
    UMASK(95, 166),
    CHDIR(80, 49),
    GETPID(39, 172),
    GETTID(186, 178),
    KILL(62, 129),
    WAITID(247, 95),
    PIDFD_OPEN(434, 434),
    PRCTL(157, 167),
    MLOCKALL(151, 230),
    SETPRIORITY(141, 140),
    SCHED_SETSCHEDULER(144, 119),
    SCHED_SETAFFINITY(203, 122),
    CAPGET(125, 90),
    CAPSET(126, 91),
    UNSHARE(272, 97),
    SETNS(308, 268),
    CLOCK_GETTIME(228, 113),
    EPOLL_CREATE1(291, 20),
    EPOLL_CTL(233, 21),
    EPOLL_PWAIT(281, 22),
    TIMERFD_CREATE(283, 85),
    TIMERFD_SETTIME(286, 86),
    EVENTFD2(290, 19),
    SIGNALFD4(289, 74),
    RT_SIGPROCMASK(14, 135),
    RT_SIGACTION(13, 134),
    TGKILL(234, 131),
    INOTIFY_INIT1(294, 26),
    INOTIFY_ADD_WATCH(254, 27),
    INOTIFY_RM_WATCH(255, 28),
    SOCKET(41, 198),
    SOCKETPAIR(53, 199),
    BIND(49, 200),
    LISTEN(50, 201),
    CONNECT(42, 203),
    ACCEPT4(288, 242),
    SHUTDOWN(48, 210),
    PPOLL(271, 73),
    GETSOCKNAME(51, 204),
    SENDTO(44, 206),
    SENDMSG(46, 211),
    RECVFROM(45, 207),
    RECVMSG(47, 212),
    RECVMMSG(299, 243),
    SETSOCKOPT(54, 208),
    GETSOCKOPT(55, 209);

    final int x86;
    final int arm;
    final long number;

    Syscall(int x86, int arm) {
        this.x86 = x86;
        this.arm = arm;
        this.number = Architecture.CURRENT == Architecture.AARCH64 ? arm : x86;
    }
}
