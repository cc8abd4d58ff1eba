package dev.vigil.daemon.log;

/** How serious an event is; {@link #syslog()} is the severity of RFC 5424 6.2.1. */
public enum Level {
    CRITICAL(2),
    ERROR(3),
    WARNING(4),
    NOTICE(5),
    INFO(6),
    /** Written only when detail is asked for ({@code -D}). */
    DETAIL(6);

    private final int syslog;

    Level(int syslog) {
        this.syslog = syslog;
    }

    public int syslog() {
        return syslog;
    }

    /** The word that output uses. */
    public String word() {
        return switch (this) {
            case CRITICAL -> "critical";
            case ERROR -> "error";
            case WARNING -> "warning";
            case NOTICE -> "notice";
            case INFO -> "info";
            case DETAIL -> "detail";
        };
    }
}
