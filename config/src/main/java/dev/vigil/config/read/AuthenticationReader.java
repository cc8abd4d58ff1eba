package dev.vigil.config.read;

import dev.vigil.config.ProblemCode;
import dev.vigil.config.Problems;
import dev.vigil.config.bind.Section;
import dev.vigil.config.model.Secret;
import dev.vigil.config.model.SourcePlace;
import dev.vigil.config.model.Transport.Authentication;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Reads VRRPv2 authentication. */
final class AuthenticationReader {
    private static final int PASSWORD_BYTES_MAX = 8;
    private static final Authentication NONE = new Authentication.None();

    private final Section instance;
    private final Kind kind;
    private final boolean strict;
    private final Problems problems;

    AuthenticationReader(Section instance, Kind kind, boolean strict, Problems problems) {
        this.instance = instance;
        this.kind = kind;
        this.strict = strict;
        this.problems = problems;
    }

    /** Whether an instance has an authentication header, with which only an address owner starts as master. */
    static boolean isHeader(Section instance, Kind kind, boolean strict) {
        List<Section> blocks = instance.sections("authentication");
        return !blocks.isEmpty()
                && kind.version() == 2
                && !strict
                && !instance.has("auth_hmac")
                && blocks.getLast().text("auth_type").equals(Optional.of("AH"))
                && blocks.getLast().text("auth_pass").isPresent();
    }

    Authentication read() {
        List<Section> blocks = instance.sections("authentication");
        if (blocks.isEmpty()) {
            return NONE;
        }
        Section block = blocks.getLast();
        Optional<String> type = block.text("auth_type");
        Optional<Secret> secret = block.text("auth_pass").map(text -> secret(text, block));
        if (type.isEmpty() || secret.isEmpty()) {
            problems.add(
                    ProblemCode.AUTHENTICATION_INCOMPLETE,
                    block.place(),
                    "authentication has no " + (type.isEmpty() ? "auth_type" : "auth_pass") + " and is ignored",
                    "Write auth_type PASS and auth_pass, the same on every node, or remove the block.");
            return NONE;
        }
        if (kind.version() == 3 || strict) {
            ignored(block.place());
            return NONE;
        }
        if (instance.has("auth_hmac")) {
            problems.add(
                    ProblemCode.AUTHENTICATION_IGNORED,
                    block.place(),
                    "authentication cannot be combined with auth_hmac and is ignored",
                    "Remove one of the two blocks.");
            return NONE;
        }
        if (type.get().equals("AH")) {
            return new Authentication.Header(secret.get());
        }
        return new Authentication.Password(secret.get());
    }

    private void ignored(SourcePlace place) {
        problems.add(
                ProblemCode.AUTHENTICATION_IGNORED,
                place,
                (strict ? "strict mode" : "VRRPv3") + " has no authentication; the block is ignored",
                "Remove the block.");
    }

    private Secret secret(String text, Section block) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        if (bytes.length > PASSWORD_BYTES_MAX) {
            problems.add(
                    ProblemCode.PASSWORD_CUT,
                    block.last("auth_pass").orElseThrow().argumentPlace(),
                    "only the first 8 bytes of the password count",
                    "Choose a password of at most 8 characters; VRRPv2 sends no more.");
        }
        return new Secret(Arrays.copyOf(bytes, Math.min(bytes.length, PASSWORD_BYTES_MAX)));
    }
}
