package dev.vigil.simulator;

import dev.vigil.core.time.Nanos;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** {@code ./run simulate}: many seeds, with a line of progress from time to time and the figures at the end. */
public final class LongRun {
    private static final long PROGRESS_EVERY_S = 10;
    private static final int USAGE = 64;

    /** A year: longer than anybody waits, short enough to be added to a time. */
    private static final long MINUTES_MAX = 525_600;

    private static final String HELP = """
            ./run simulate [--seeds N] [--from SEED] [--hours H] [--minutes M] [--threads T]
              --seeds N    at least so many seeds (1000)
              --from SEED  beginning with this one (the clock decides)
              --hours H    and until so many node-hours were simulated (0)
              --minutes M  but no longer than this (no limit); it says how to go on
              --threads T  on so many threads (as many as there are processors)
            The exit code is 0 if no rule was broken and 1 if one was; the seed, what it takes and a record
            for vigil replay are told then.
            """;

    private long seeds = 1000;
    private long from = System.currentTimeMillis() * 1000;
    private double hours;
    private long minutes = MINUTES_MAX;
    private int threads = Runtime.getRuntime().availableProcessors();

    private LongRun() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        LongRun run = new LongRun();
        System.exit(run.reads(arguments) ? run.run() : USAGE);
    }

    private boolean reads(String[] arguments) {
        try {
            for (int at = 0; at < arguments.length; at += 2) {
                if (at + 1 == arguments.length || !reads(arguments[at], arguments[at + 1])) {
                    System.err.print(HELP);
                    return false;
                }
            }
            return true;
        } catch (NumberFormatException e) {
            System.err.print("not a number: " + e.getMessage() + "\n" + HELP);
            return false;
        }
    }

    private boolean reads(String option, String value) {
        switch (option) {
            case "--seeds" -> seeds = Long.parseLong(value);
            case "--from" -> from = Long.parseLong(value);
            case "--hours" -> hours = Double.parseDouble(value);
            case "--minutes" -> minutes = Long.parseLong(value);
            case "--threads" -> threads = Integer.parseInt(value);
            default -> {
                return false;
            }
        }
        return true;
    }

    private int run() throws IOException, InterruptedException {
        long beganNs = System.nanoTime();
        long untilNs = beganNs + TimeUnit.MINUTES.toNanos(Math.min(minutes, MINUTES_MAX));
        Campaign campaign = new Campaign(new Campaign.Extent(from, seeds, hours, untilNs));
        System.out.println("From seed " + from + " on " + threads + " threads.");
        Thread reporter = Thread.ofVirtual().start(() -> report(campaign, beganNs));
        campaign.run(threads);
        reporter.interrupt();
        System.out.print(elapsed(beganNs) + campaign.figures().text());
        Optional<Finding> finding = campaign.finding();
        if (finding.isPresent()) {
            Path file = Path.of("target", "simulator", "seed-" + finding.get().seed() + ".jsonl");
            finding.get().record(file);
            System.out.print(finding.get().text());
            System.out.println("Recorded in " + file + "; once more: ./run simulate --seeds 1 --threads 1 --from "
                    + finding.get().seed());
            return 1;
        }
        System.out.println("No rule was broken by seeds " + from + " to " + (campaign.nextSeed() - 1)
                + ". To go on: ./run simulate --from " + campaign.nextSeed());
        return 0;
    }

    private static void report(Campaign campaign, long beganNs) {
        try {
            while (true) {
                TimeUnit.SECONDS.sleep(PROGRESS_EVERY_S);
                System.out.println(elapsed(beganNs) + campaign.figures().line() + "; next seed " + campaign.nextSeed());
            }
        } catch (InterruptedException end) {
            Thread.currentThread().interrupt();
        }
    }

    private static String elapsed(long beganNs) {
        return (System.nanoTime() - beganNs) / Nanos.PER_S + " s: ";
    }
}
