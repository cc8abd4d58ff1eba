package dev.vigil.daemon.process;

import dev.vigil.config.model.OwnSettings;
import dev.vigil.config.model.UserGroup;
import java.util.Optional;

/**
 * What {@code global_defs} and vigil.conf say about running programs.
 *
 * @param scriptUser keyword {@code script_user}: who runs programs that name no user of their own
 * @param security keyword {@code enable_script_security}: no program runs as root that others than root could replace
 * @param umask keyword {@code umask} or option {@code -u}: the permissions that files of programs do not get
 * @param environment what programs get in their environment beside the usual
 */
public record ScriptSettings(
        Optional<UserGroup> scriptUser, boolean security, int umask, OwnSettings.Environment environment) {
    public static final ScriptSettings DEFAULT =
            new ScriptSettings(Optional.empty(), false, 0177, OwnSettings.Environment.USUAL);
}
