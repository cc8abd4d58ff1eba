package dev.vigil.config.keyword;

import static dev.vigil.config.keyword.Declarations.choice;
import static dev.vigil.config.keyword.Declarations.name;

import java.util.List;

/** The keywords of authentication. */
final class AuthenticationKeywords {
    private AuthenticationKeywords() {}

    static List<Keyword> password() {
        Declarations authentication = new Declarations(Block.AUTHENTICATION);
        authentication
                .add("auth_type", choice("PASS", "AH"))
                .means("PASS sends the password in clear; AH is an IPsec authentication header.");
        authentication
                .add("auth_pass", name("PASSWORD"))
                .means("The secret that all routers of the VRID share; only its first eight bytes count.")
                .example("auth_pass k7Qw29xz");
        return authentication.list();
    }
}
