package dev.vigil.daemon;

import dev.vigil.config.ConfigLoader;
import dev.vigil.config.KeyFiles;
import dev.vigil.config.model.Config;
import dev.vigil.config.model.OwnSettings;
import dev.vigil.daemon.options.DaemonOptions;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The files of the daemon as they were read.
 *
 * @param text what was read of keepalived.conf, line by line, if that asks for copies of it
 */
record Loading(ConfigLoader.Result result, Optional<String> text) {
    static Loading of(DaemonOptions options) {
        ConfigLoader.Options reading = new ConfigLoader.Options(options.configId(), options.allIncludes())
                .beside(ConfigLoader.own(options.ownFile().map(Path::of)));
        ConfigLoader.Result result = load(options, reading);
        if (result.draft().global().reloading().saveDirectory().isEmpty()) {
            return new Loading(result, Optional.empty());
        }
        // Only now it is known that copies are wanted; what is in force and what is kept come from one reading.
        StringBuilder text = new StringBuilder();
        ConfigLoader.Result again =
                load(options, reading.copying(line -> text.append(line).append('\n')));
        return new Loading(again, Optional.of(text.toString()));
    }

    private static ConfigLoader.Result load(DaemonOptions options, ConfigLoader.Options reading) {
        ConfigLoader.Result result =
                KeyFiles.resolve(ConfigLoader.standard().load(Path.of(options.configFile()), reading));
        OwnSettings own = OwnOptions.before(result.draft().own(), options);
        return result.withOwn(Identity.of(options, result.draft()).complete(own));
    }

    /** The configuration to run with: one without errors, or with {@code --lenient} what is left without them. */
    Optional<Config> usable(DaemonOptions options) {
        Optional<Config> usable = result.draft().own().lenient() ? Optional.of(result.draft()) : result.config();
        return usable.map(config -> {
            Config routers = options.areas().vrrp() ? config : config.withoutVirtualRouters();
            return options.areas().checkers() ? routers : routers.withoutVirtualServers();
        });
    }
}
