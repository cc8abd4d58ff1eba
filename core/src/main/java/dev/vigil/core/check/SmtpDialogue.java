package dev.vigil.core.check;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** A mail server greets, answers HELO and QUIT. Its replies may have several lines. */
public final class SmtpDialogue implements Dialogue {
    /** How long a reply may be; no server has as much to say. */
    static final int REPLY_MAX = 4096;

    private static final int CODE_LENGTH = 3;

    /** What is waited for. */
    private enum Stage {
        GREETING("220", "Bad greeting banner"),
        HELO("250", "Bad HELO response"),
        QUIT("", "");

        private final String code;
        private final String complaint;

        Stage(String code, String complaint) {
            this.code = code;
            this.complaint = complaint;
        }
    }

    private final String heloName;
    private final StringBuilder reply = new StringBuilder();
    private Stage stage = Stage.GREETING;

    public SmtpDialogue(String heloName) {
        this.heloName = heloName;
    }

    @Override
    public Turn onOpen() {
        return Turn.LISTEN;
    }

    @Override
    public Turn onReceived(ByteBuffer bytes) {
        int room = REPLY_MAX - reply.length();
        if (bytes.remaining() > room) {
            return Turn.failed("a reply longer than " + REPLY_MAX + " bytes");
        }
        reply.append(StandardCharsets.ISO_8859_1.decode(bytes));
        int end = reply.lastIndexOf("\n");
        if (end < 0 || end < reply.length() - 1) {
            return Turn.LISTEN;
        }
        String last = lastLine(reply.substring(0, end).stripTrailing());
        boolean goesOn = last.length() > CODE_LENGTH && last.charAt(CODE_LENGTH) == '-';
        return goesOn && stage != Stage.QUIT ? Turn.LISTEN : judge(last);
    }

    private static String lastLine(String lines) {
        return lines.substring(lines.lastIndexOf('\n') + 1);
    }

    private Turn judge(String line) {
        reply.setLength(0);
        boolean right = line.startsWith(stage.code)
                && (line.length() == CODE_LENGTH || (line.length() > CODE_LENGTH && line.charAt(CODE_LENGTH) == ' '));
        return switch (stage) {
            case GREETING -> right ? next(Stage.HELO, "HELO " + heloName + "\r\n") : bad(line);
            case HELO -> right ? next(Stage.QUIT, "QUIT\r\n") : bad(line);
            case QUIT -> Turn.PASSED;
        };
    }

    private Turn next(Stage then, String command) {
        stage = then;
        return Turn.say(command.getBytes(StandardCharsets.UTF_8));
    }

    private Turn bad(String line) {
        return Turn.failed(stage.complaint + ": " + line);
    }
}
