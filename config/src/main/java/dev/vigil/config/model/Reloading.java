package dev.vigil.config.model;

import java.util.Optional;

/**
 * How the configuration is read again.
 *
 * @param check keyword {@code reload_check_config}: a configuration with errors is not taken
 * @param checkLog the file that gets the findings
 * @param timeFile keyword {@code reload_time_file}: holds the time at which to reload
 * @param repeat keyword {@code reload_repeat}: every day at that time
 * @param markerAsked whether {@code reload_file} is given
 * @param markerFile keyword {@code reload_file}: exists while a reload goes on; a name in the run directory if not given
 * @param saveDirectory keyword {@code config_save_dir}: keeps copies of configurations
 * @param temporaryDirectory keyword {@code tmp_config_directory}
 */
public record Reloading(
        boolean check,
        Optional<String> checkLog,
        Optional<String> timeFile,
        boolean repeat,
        boolean markerAsked,
        Optional<String> markerFile,
        Optional<String> saveDirectory,
        Optional<String> temporaryDirectory) {
    public static final Reloading DEFAULT = new Reloading(
            false,
            Optional.empty(),
            Optional.empty(),
            false,
            false,
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
}
