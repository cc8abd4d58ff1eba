package dev.vigil.daemon;

import dev.vigil.core.balance.BalanceEvent;
import dev.vigil.daemon.balance.Outlets;
import dev.vigil.daemon.fifo.FifoLine;
import dev.vigil.daemon.mail.Mailer;
import dev.vigil.daemon.process.CheckRun;
import dev.vigil.daemon.process.Errand;

/** What becomes of servers goes to the programs and FIFOs of everything else, and to the same mail server. */
record ServerOutlets(Programs programs, Mailer mailer) implements Outlets {
    @Override
    public void run(Errand errand) {
        programs.run(errand);
    }

    @Override
    public void check(CheckRun run) {
        programs.check(run);
    }

    @Override
    public void write(FifoLine line) {
        programs.write(line);
    }

    @Override
    public void mail(BalanceEvent event) {
        mailer.server(event);
    }
}
