package dev.vigil.systemtests.lab;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** A node that asks a service without pause, and remembers who answered when. */
public final class Client {
    private static final Duration LIMIT = Duration.ofSeconds(40);

    private final Path log;

    private Client(Path log) {
        this.log = log;
    }

    /** One answer: when it came and who sent it. */
    public record Answer(long timeNs, String from) {}

    /** Asks by datagrams; the other side is {@link #answerDatagrams}. */
    public static Client byDatagrams(Node node, String ip, int port, Duration pause) {
        return start(node, "udp", ip, port, pause);
    }

    /** Asks for the page {@code /} on a new connection each time; the last line of the page is the answer. */
    public static Client byHttp(Node node, String ip, int port, Duration pause) {
        return start(node, "http", ip, port, pause);
    }

    private static Client start(Node node, String how, String ip, int port, Duration pause) {
        Path log = node.newLog("client");
        String pauseMs = Long.toString(pause.toMillis());
        node.spawn(log, Node.java(Asker.class, how, ip, Integer.toString(port), pauseMs));
        awaitStart(node, log);
        return new Client(log);
    }

    /** Lets a node answer datagrams on any of its addresses with its name. */
    public static void answerDatagrams(Node node, int port) {
        Path log = node.newLog("udp");
        node.spawn(log, Node.java(UdpServer.class, Integer.toString(port), node.name()));
        awaitStart(node, log);
    }

    /** Lets a node answer HTTP on some of its addresses with that address. */
    public static void answerHttp(Node node, int port, List<String> addresses) {
        Path log = node.newLog("http");
        List<String> arguments = new ArrayList<>(List.of(Integer.toString(port)));
        arguments.addAll(addresses);
        node.spawn(log, Node.java(HttpServers.class, arguments.toArray(String[]::new)));
        awaitStart(node, log);
    }

    private static void awaitStart(Node node, Path log) {
        Await.until(
                "a program on " + node.name(), LIMIT, () -> node.logLines(log).contains("started"));
    }

    /** Every answer that came after {@code sinceNs}. */
    public List<Answer> answers(long sinceNs) {
        List<Answer> answers = new ArrayList<>();
        for (String line : Node.readLog(log).lines().toList()) {
            int blank = line.indexOf(' ');
            if (blank > 0 && Character.isDigit(line.charAt(0))) {
                Answer answer = new Answer(Long.parseLong(line.substring(0, blank)), line.substring(blank + 1));
                if (answer.timeNs() > sinceNs) {
                    answers.add(answer);
                }
            }
        }
        return answers;
    }

    /** Everybody who has answered after {@code sinceNs}. */
    public Set<String> answerers(long sinceNs) {
        return answers(sinceNs).stream().map(Answer::from).collect(Collectors.toSet());
    }

    /** Waits for the first answer of somebody. */
    public Answer awaitAnswer(String from, long sinceNs, Duration limit) {
        return Await.value(
                "an answer of " + from,
                limit,
                () -> answers(sinceNs).stream()
                        .filter(answer -> answer.from().equals(from))
                        .findFirst());
    }

    /** The longest time without an answer after {@code sinceNs}. */
    public Duration longestSilence(long sinceNs) {
        long longestNs = 0;
        long lastNs = sinceNs;
        for (Answer answer : answers(sinceNs)) {
            longestNs = Math.max(longestNs, answer.timeNs() - lastNs);
            lastNs = answer.timeNs();
        }
        return Duration.ofNanos(longestNs);
    }
}
