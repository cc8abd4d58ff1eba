package dev.vigil.core.balance;

/**
 * What a real server is called, among those of all services.
 *
 * @param service that of its service, as keepalived shows it
 * @param server its own
 */
public record ServerName(String service, String server) {
    static ServerName of(RunningServer server) {
        return new ServerName(server.service.settings.name().shown(), server.settings.name());
    }

    @Override
    public String toString() {
        return service + " " + server;
    }
}
