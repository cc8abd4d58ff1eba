package dev.vigil.daemon;

import dev.vigil.daemon.control.ControlServer;
import dev.vigil.daemon.control.ReloadAnswer;
import dev.vigil.daemon.control.Request;
import dev.vigil.daemon.control.RequestRefused;
import dev.vigil.daemon.reload.ReloadMode;
import dev.vigil.daemon.reload.Reloads;
import java.util.concurrent.TimeoutException;

/** The request {@code reload} of the control socket; its arguments {@code dry_run} and {@code allow_empty} are yes or no. */
final class ReloadCommand {
    private ReloadCommand() {}

    static ReloadAnswer answer(Reloads reloads, Request request) throws RequestRefused {
        ReloadMode mode = new ReloadMode(isYes("dry_run", request), isYes("allow_empty", request));
        try {
            return reloads.request("asked by " + request.peer(), mode).await(ControlServer.RELOAD_TIMEOUT_MS);
        } catch (TimeoutException late) {
            throw new RequestRefused(
                    RequestRefused.Code.TIMED_OUT, "the daemon is still busy with it; look at `vigil status` later");
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new RequestRefused(RequestRefused.Code.NOT_NOW, "the daemon stops");
        }
    }

    private static boolean isYes(String name, Request request) throws RequestRefused {
        return switch (request.argument(name).orElse("no")) {
            case "yes" -> true;
            case "no" -> false;
            default -> throw new RequestRefused(RequestRefused.Code.BAD_ARGUMENT, name + " is yes or no");
        };
    }
}
