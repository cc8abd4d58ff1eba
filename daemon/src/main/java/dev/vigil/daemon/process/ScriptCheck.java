package dev.vigil.daemon.process;

import dev.vigil.config.model.OwnSettings.Owner;
import dev.vigil.config.model.VrrpScript;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Looks before a start or a reload whether tracked scripts can be run at all. keepalived goes on without such a script and
 * says little; counting it as failed would take the addresses from every node at once.
 */
public final class ScriptCheck {
    /** A script and why it cannot be run, as a clause for people. */
    public record Unusable(VrrpScript script, String reason) {}

    private ScriptCheck() {}

    /** Those of the scripts that cannot be run as the users that they are configured for. */
    public static List<Unusable> unusable(List<VrrpScript> scripts, ScriptSettings settings) {
        Launcher launcher = Launcher.ofThisProcess();
        launcher.use(settings);
        List<Unusable> unusable = new ArrayList<>();
        for (VrrpScript script : scripts) {
            obstacle(launcher.prepare(script.command(), Owner.SCRIPT, script.name()))
                    .ifPresent(reason -> unusable.add(new Unusable(script, reason)));
        }
        return unusable;
    }

    private static Optional<String> obstacle(Launch launch) {
        return switch (launch) {
            case Launch.Ready ready ->
                PathCheck.obstacle(
                                Path.of(ready.program().path()),
                                ready.runAs().credentials(),
                                ready.runAs().name())
                        .or(() -> UserChange.obstacle(ready));
            case Launch.Refused refused -> Optional.of(refused.program() + ": " + refused.reason());
        };
    }
}
