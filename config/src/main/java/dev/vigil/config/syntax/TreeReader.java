package dev.vigil.config.syntax;

import dev.vigil.config.ProblemCode;
import dev.vigil.config.Problems;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * Reads lines and yields the statements of the outermost level, one at a time, each with everything in its braces. Text
 * after a brace is a line of its own, and a brace may stand on the line after its statement.
 */
public final class TreeReader {
    /** Deeper than any block may stand; what reads the tree uses the stack. */
    static final int DEPTH_MAX = 64;

    private final LineSource lines;
    private final Problems problems;
    private final Deque<Node> open = new ArrayDeque<>();
    private final Deque<Braces> braces = new ArrayDeque<>();
    private final Deque<Node> complete = new ArrayDeque<>();
    private final List<Node> outermost = new ArrayList<>();
    private List<Node> siblings = outermost;

    /** Reads lines of which nothing is known but their braces. */
    public TreeReader(LineSource lines, Problems problems) {
        this(lines, Braces.NONE, problems);
    }

    /** @param outermost the blocks of the outermost level */
    public TreeReader(LineSource lines, Braces outermost, Problems problems) {
        this.lines = lines;
        this.problems = problems;
        braces.push(outermost);
    }

    /** The next statement of the outermost level. */
    public Optional<Node> next() {
        while (true) {
            // The last statement stays back: the next line may open its braces.
            if (open.isEmpty()) {
                flush(1);
            }
            if (!complete.isEmpty()) {
                return Optional.of(complete.remove());
            }
            Optional<Line> line = lines.next();
            if (line.isEmpty()) {
                return atEnd();
            }
            read(line.get());
        }
    }

    private void flush(int kept) {
        while (outermost.size() > kept) {
            complete.add(outermost.removeFirst());
        }
    }

    private Optional<Node> atEnd() {
        while (!open.isEmpty()) {
            Node unclosed = open.peek();
            problems.add(
                    ProblemCode.MISSING_CLOSING_BRACE,
                    unclosed.place(),
                    "the block \"" + unclosed.name() + "\" is never closed: its } is missing",
                    "Add a } where the block ends.");
            pop();
        }
        flush(0);
        return Optional.ofNullable(complete.poll());
    }

    private void read(Line line) {
        String text = line.text();
        boolean quoted = false;
        int start = 0;
        for (int index = 0; index < text.length(); index++) {
            char c = text.charAt(index);
            if (c == '"') {
                quoted = !quoted;
            } else if (!quoted && (c == '{' || c == '}')) {
                statement(line, start, index);
                start = index + 1;
                if (c == '{') {
                    push(line, index);
                } else {
                    close(line, index);
                }
            }
        }
        // A quote that is never closed is reported already; it must not hide the brace that ends its line.
        boolean hiddenBrace = quoted && text.endsWith("{");
        statement(line, start, hiddenBrace ? text.length() - 1 : text.length());
        if (hiddenBrace) {
            push(line, text.length() - 1);
        }
    }

    private void statement(Line line, int start, int end) {
        List<Word> words = Words.split(line.text(), start, end);
        if (!words.isEmpty()) {
            openForgotten();
            if (open.isEmpty()) {
                lines.outermostBegins();
            }
            problems.secrets().read(words, line.place(start));
            siblings.add(new Node(line, end, words, false, List.of()));
        }
    }

    /** A statement that begins a block and has no brace before the next statement begins it all the same. */
    private void openForgotten() {
        if (siblings.isEmpty() || siblings.getLast().block()) {
            return;
        }
        Node bare = siblings.getLast();
        Optional<Braces> inside = braces.element().after(bare);
        if (inside.isPresent() && open.size() < DEPTH_MAX) {
            problems.add(
                    ProblemCode.MISSING_BLOCK,
                    false,
                    bare.endPlace(),
                    "the { after " + bare.name() + " is missing; what follows, up to a }, is taken as its block",
                    "Add {.");
            siblings.removeLast();
            begin(bare, inside.get());
        }
    }

    private void begin(Node bare, Braces inside) {
        Node header = new Node(bare.line(), bare.end(), bare.words(), true, new ArrayList<>());
        siblings.add(header);
        open.push(header);
        braces.push(inside);
        siblings = header.children();
    }

    /** A brace makes a block of the statement before it. */
    private void push(Line line, int index) {
        Node header;
        Braces inside = Braces.NONE;
        if (siblings.isEmpty() || siblings.getLast().block()) {
            problems.add(
                    ProblemCode.STRAY_OPENING_BRACE,
                    line.place(index),
                    "this { follows no keyword; everything up to its } is skipped",
                    "Remove the braces, or put the keyword before them.");
            header = new Node(line.slice(index, index + 1), 1, List.of(), true, new ArrayList<>());
        } else {
            Node bare = siblings.removeLast();
            inside = braces.element().after(bare).orElse(Braces.NONE);
            header = new Node(bare.line(), bare.end(), bare.words(), true, new ArrayList<>());
        }
        if (open.size() < DEPTH_MAX) {
            siblings.add(header);
        } else {
            problems.add(
                    ProblemCode.UNEXPECTED_BLOCK,
                    line.place(index),
                    "blocks are nested more than " + DEPTH_MAX + " deep; everything up to the } of this one is skipped",
                    "Close the blocks before.");
        }
        open.push(header);
        braces.push(inside);
        siblings = header.children();
    }

    private void close(Line line, int index) {
        if (open.isEmpty()) {
            problems.add(
                    ProblemCode.STRAY_CLOSING_BRACE,
                    line.place(index),
                    "this } closes nothing",
                    "Remove it, or add the { that it belongs to.");
        } else {
            pop();
        }
    }

    private void pop() {
        open.pop();
        braces.pop();
        siblings = open.isEmpty() ? outermost : open.peek().children();
    }
}
