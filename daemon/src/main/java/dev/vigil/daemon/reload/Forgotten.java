package dev.vigil.daemon.reload;

import dev.vigil.config.assemble.Assemble;
import dev.vigil.config.model.Command;
import dev.vigil.config.model.Config;
import dev.vigil.config.model.GlobalDefs;
import dev.vigil.config.model.TrackFile;
import dev.vigil.config.model.TrackProcess;
import dev.vigil.config.model.UserGroup;
import dev.vigil.config.model.VrrpScript;
import dev.vigil.core.bfd.BfdSettings;
import dev.vigil.core.track.Track;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** Which tracked objects do not mean the same in two configurations, so that what was seen of one says nothing of the other. */
final class Forgotten {
    private Forgotten() {}

    /** What a verdict on a script is about: a program and who runs it. */
    private record Script(List<String> arguments, Optional<UserGroup> user) {
        static Script of(VrrpScript script, GlobalDefs global) {
            Command command = script.command();
            return new Script(command.arguments(), command.user().or(global::scriptUser));
        }
    }

    /** What a number of processes is about. */
    private record Processes(
            List<String> command, TrackProcess.ArgumentMatch match, boolean fullCommand, int quorumMin, int quorumMax) {
        static Processes of(TrackProcess process) {
            return new Processes(
                    process.command(),
                    process.match(),
                    process.fullCommand(),
                    process.quorumMin(),
                    process.quorumMax());
        }
    }

    /**
     * The objects that do not mean the same in both. New ones are among them, because the last that was seen of an earlier
     * one of that name may have come after it was gone.
     */
    static Set<Track.Id> between(Config old, Config next) {
        Map<Track.Id, Object> before = meanings(old);
        Map<Track.Id, Object> after = meanings(next);
        Set<Track.Id> forgotten = new HashSet<>(before.keySet());
        forgotten.addAll(after.keySet());
        forgotten.removeIf(name -> Objects.equals(before.get(name), after.get(name)));
        return forgotten;
    }

    private static Map<Track.Id, Object> meanings(Config config) {
        Map<Track.Id, Object> meanings = new HashMap<>();
        for (VrrpScript script : config.scripts()) {
            meanings.put(new Track.Id(Track.Kind.SCRIPT, script.name()), Script.of(script, config.global()));
        }
        for (TrackFile file : config.files()) {
            meanings.put(new Track.Id(Track.Kind.FILE, file.name()), file.path());
        }
        for (TrackProcess process : config.processes()) {
            meanings.put(new Track.Id(Track.Kind.PROCESS, process.name()), Processes.of(process));
        }
        for (BfdSettings session : Assemble.bfdSessions(config)) {
            meanings.put(new Track.Id(Track.Kind.BFD, session.name()), session.path());
        }
        return meanings;
    }
}
