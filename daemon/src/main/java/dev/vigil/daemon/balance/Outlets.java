package dev.vigil.daemon.balance;

import dev.vigil.core.balance.BalanceEvent;
import dev.vigil.daemon.fifo.FifoLine;
import dev.vigil.daemon.process.CheckRun;
import dev.vigil.daemon.process.Errand;

/** What is done for servers by others: their programs, and where it is told what becomes of them, besides the log. */
public interface Outlets {
    /** Runs a program once, after those that were asked for before about the same subject. */
    void run(Errand errand);

    /** Runs a program that checks a server. */
    void check(CheckRun run);

    /** Writes a line to the FIFOs that hear of servers. */
    void write(FifoLine line);

    /** Mails it, if that is asked for. */
    void mail(BalanceEvent event);
}
