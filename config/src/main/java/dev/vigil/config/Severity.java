package dev.vigil.config;

/** How bad a finding is; later is worse. */
public enum Severity {
    /** Worth knowing. */
    INFO,
    /** Something will not be as the author meant it. */
    WARNING,
    /** The configuration cannot be used as it stands. */
    ERROR;

    /** How people, programs and SARIF are told. */
    public String title() {
        return switch (this) {
            case INFO -> "note";
            case WARNING -> "warning";
            case ERROR -> "error";
        };
    }
}
