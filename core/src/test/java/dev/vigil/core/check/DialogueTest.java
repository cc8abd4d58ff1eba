package dev.vigil.core.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.core.check.DatagramDialogue.MaskedByte;
import dev.vigil.core.check.DatagramDialogue.Reply;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is said was captured from keepalived 2.2.7, and so were its verdicts, except where it says otherwise. */
class DialogueTest {
    private static ByteBuffer text(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static ByteBuffer hex(String hex) {
        return ByteBuffer.wrap(HexFormat.of().parseHex(hex.replace(" ", "")));
    }

    private static String said(Turn turn) {
        assertThat(turn).isInstanceOf(Turn.Say.class);
        return StandardCharsets.ISO_8859_1.decode(((Turn.Say) turn).bytes()).toString();
    }

    private static String saidInHex(Turn turn) {
        return HexFormat.of().formatHex(said(turn).getBytes(StandardCharsets.ISO_8859_1));
    }

    // SMTP

    @Test
    void aMailServerGreetsAnswersHeloAndQuit() {
        SmtpDialogue dialogue = new SmtpDialogue("lb.example");

        assertThat(dialogue.onOpen()).isEqualTo(Turn.LISTEN);
        assertThat(dialogue.onReceived(text("220 hi"))).isEqualTo(Turn.LISTEN);
        assertThat(said(dialogue.onReceived(text(" there\r\n")))).isEqualTo("HELO lb.example\r\n");
        assertThat(said(dialogue.onReceived(text("250 ok\r\n")))).isEqualTo("QUIT\r\n");
        assertThat(dialogue.onReceived(text("xyz\r\n"))).isEqualTo(Turn.PASSED);
    }

    @Test
    void aMailServerThatSaysSomethingElseFails() {
        assertThat(new SmtpDialogue("x").onReceived(text("554 no\r\n")))
                .isEqualTo(Turn.failed("Bad greeting banner: 554 no"));
        assertThat(new SmtpDialogue("x").onReceived(text("22\r\n"))).isEqualTo(Turn.failed("Bad greeting banner: 22"));
        SmtpDialogue refusing = new SmtpDialogue("x");
        Turn _ = refusing.onReceived(text("220 hi\r\n"));
        assertThat(refusing.onReceived(text("500 what\r\n"))).isEqualTo(Turn.failed("Bad HELO response: 500 what"));
        assertThat(new SmtpDialogue("x").onEnd(true)).isEqualTo(Turn.failed("the server closed the connection"));
    }

    /** keepalived takes only replies of one line. */
    @Test
    void repliesMayHaveSeveralLines() {
        SmtpDialogue dialogue = new SmtpDialogue("x");

        assertThat(dialogue.onReceived(text("220-wait\r\n"))).isEqualTo(Turn.LISTEN);
        assertThat(said(dialogue.onReceived(text("220 hi\r\n")))).isEqualTo("HELO x\r\n");
        assertThat(said(dialogue.onReceived(text("250-a\r\n250 b\r\n")))).isEqualTo("QUIT\r\n");
    }

    @Test
    void aReplyWithoutAnEndFails() {
        SmtpDialogue dialogue = new SmtpDialogue("x");
        Turn turn = Turn.LISTEN;
        for (int count = 0; count < 100 && turn instanceof Turn.Listen; count++) {
            turn = dialogue.onReceived(text("220-" + "x".repeat(100) + "\r\n"));
        }

        assertThat(turn).isEqualTo(Turn.failed("a reply longer than 4096 bytes"));
    }

    // DNS

    @Test
    void aQueryIsThatOfKeepalived() {
        assertThat(saidInHex(new DnsDialogue(0x22fb, 6, ".").onOpen()))
                .isEqualTo("22fb01000001000000000000" + "00" + "00060001");
        String example = "076578616d706c65" + "036f7267" + "00";
        assertThat(saidInHex(new DnsDialogue(0x2_25bc, 1, "example.org").onOpen()))
                .isEqualTo("25bc01000001000000000000" + example + "00010001");
        assertThat(saidInHex(new DnsDialogue(0x25bc, 1, "example.org.").onOpen()))
                .isEqualTo("25bc01000001000000000000" + example + "00010001");
    }

    @Test
    void onlyAnAnswerToTheQueryCounts() {
        DnsDialogue dialogue = new DnsDialogue(0x22fb, 6, ".");
        assertThat(dialogue.onReceived(hex("0000 8180 0001 0000 0000 0000"))).isEqualTo(Turn.LISTEN);
        assertThat(dialogue.onReceived(hex("22fb 0180 0001 0000 0000 0000"))).isEqualTo(Turn.LISTEN);
        assertThat(dialogue.onReceived(text("abc"))).isEqualTo(Turn.LISTEN);
        assertThat(dialogue.onReceived(hex("22fb 8183 0001 0000 0000 0000"))).isEqualTo(Turn.failed("rcode = 3"));
        assertThat(dialogue.onReceived(hex("22fb 8180 0001 0000 0000 0000"))).isEqualTo(Turn.PASSED);
        assertThat(dialogue.onSilence()).isEqualTo(Turn.failed("no answer in time"));
    }

    // UDP

    @Test
    void aDatagramNeedsNoAnswerUnlessThatIsAskedFor() {
        DatagramDialogue plain = new DatagramDialogue(List.of(), Optional.empty());

        assertThat(said(plain.onOpen())).isEqualTo("keepalived check - keepalived ch");
        assertThat(plain.onSilence()).isEqualTo(Turn.PASSED);
        assertThat(plain.onReceived(text(""))).isEqualTo(Turn.PASSED);
        DatagramDialogue asking = new DatagramDialogue(List.of(1, 255), Optional.of(new Reply(List.of(), 0, 255)));
        assertThat(saidInHex(asking.onOpen())).isEqualTo("01ff");
        assertThat(asking.onSilence()).isEqualTo(Turn.failed("no answer in time"));
        assertThat(asking.onReceived(text(""))).isEqualTo(Turn.PASSED);
    }

    /** By the manual: 2.2.7 takes any reply for a good one. */
    @Test
    void aReplyHasTheLengthAndTheBeginningThatAreAskedFor() {
        Reply reply = new Reply(List.of(new MaskedByte(1, 0xff), new MaskedByte(0x03, 0x0f)), 2, 4);
        DatagramDialogue dialogue = new DatagramDialogue(List.of(), Optional.of(reply));

        assertThat(dialogue.onReceived(hex("01 23 45"))).isEqualTo(Turn.PASSED);
        assertThat(dialogue.onReceived(hex("01 24 45"))).isEqualTo(Turn.failed("the reply differs at byte 1"));
        assertThat(dialogue.onReceived(hex("01"))).isEqualTo(Turn.failed("a reply of 1 bytes"));
        assertThat(dialogue.onReceived(hex("01 23 45 67 89"))).isEqualTo(Turn.failed("a reply of 5 bytes"));
        Reply longer = new Reply(List.of(new MaskedByte(1, 0xff)), 0, 4);
        assertThat(new DatagramDialogue(List.of(), Optional.of(longer)).onReceived(text("")))
                .isEqualTo(Turn.failed("a reply of 0 bytes is too short"));
    }

    // ICMP

    @Test
    void anEchoRequestHasTheFillerOfKeepalived() {
        String request = said(new EchoDialogue(false).onOpen());

        assertThat(request).hasSize(136).startsWith("\u0008\0\0\0\0\0\0\1keepalived check - keepalived check - ");
        assertThat(said(new EchoDialogue(true).onOpen())).startsWith("\u0080\0");
    }

    @Test
    void onlyItsReplyAnswersAnEchoRequest() {
        assertThat(new EchoDialogue(false).onReceived(hex("00 00 0000 1234 0001")))
                .isEqualTo(Turn.PASSED);
        assertThat(new EchoDialogue(false).onReceived(hex("08 00 0000 1234 0001")))
                .isEqualTo(Turn.LISTEN);
        assertThat(new EchoDialogue(false).onReceived(hex("00 00 0000 1234 0002")))
                .isEqualTo(Turn.LISTEN);
        assertThat(new EchoDialogue(false).onReceived(hex("00 00"))).isEqualTo(Turn.LISTEN);
        assertThat(new EchoDialogue(true).onReceived(hex("81 00 0000 1234 0001")))
                .isEqualTo(Turn.PASSED);
    }
}
