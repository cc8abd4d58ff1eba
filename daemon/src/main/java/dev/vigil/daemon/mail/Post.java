package dev.vigil.daemon.mail;

import dev.vigil.config.model.Mail;
import java.io.IOException;
import java.util.List;

/** What carries an alert away. */
interface Post {
    /**
     * Hands an alert to the mail server for all its recipients.
     *
     * @param mail from whom, to whom and by which server
     * @return what the server said about recipients that it does not take, while it took others
     * @throws Refused if the server says that it will never take it
     * @throws IOException if it did not take it now
     */
    List<String> send(Letter letter, Mail mail) throws IOException;

    /** The server refuses for good: an answer of 500 to 599. */
    final class Refused extends IOException {
        private static final long serialVersionUID = 1;

        Refused(String answer) {
            super(answer);
        }
    }
}
