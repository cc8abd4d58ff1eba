package dev.vigil.daemon.dump;

/**
 * What an instance has counted, under the names that its readers know.
 *
 * @param received advertisements that were accepted
 * @param sent advertisements, those with priority 0 apart
 */
record Statistics(
        long received,
        long sent,
        long becameMaster,
        long releasedMaster,
        long lengthErrors,
        long intervalErrors,
        long ttlErrors,
        long invalidTypes,
        long addressListErrors,
        long invalidAuthenticationTypes,
        long authenticationTypeMismatches,
        long authenticationFailures,
        long zeroReceived,
        long zeroSent) {
    /** What was counted since an earlier moment. */
    Statistics since(Statistics then) {
        return new Statistics(
                received - then.received,
                sent - then.sent,
                becameMaster - then.becameMaster,
                releasedMaster - then.releasedMaster,
                lengthErrors - then.lengthErrors,
                intervalErrors - then.intervalErrors,
                ttlErrors - then.ttlErrors,
                invalidTypes - then.invalidTypes,
                addressListErrors - then.addressListErrors,
                invalidAuthenticationTypes - then.invalidAuthenticationTypes,
                authenticationTypeMismatches - then.authenticationTypeMismatches,
                authenticationFailures - then.authenticationFailures,
                zeroReceived - then.zeroReceived,
                zeroSent - then.zeroSent);
    }

    /** Whether counting has begun anew since an earlier moment: the instance was replaced. */
    boolean isBefore(Statistics then) {
        return received < then.received || sent < then.sent || becameMaster < then.becameMaster;
    }

    /** The dump on SIGUSR2, as far as it is about this instance. */
    String text(String instance) {
        return """
                VRRP Instance: %s
                  Advertisements:
                    Received: %d
                    Sent: %d
                  Became master: %d
                  Released master: %d
                  Packet Errors:
                    Length: %d
                    TTL: %d
                    Invalid Type: %d
                    Advertisement Interval: %d
                    Address List: %d
                  Authentication Errors:
                    Invalid Type: %d
                    Type Mismatch: %d
                    Failure: %d
                  Priority Zero:
                    Received: %d
                    Sent: %d
                """.formatted(
                        instance,
                        received,
                        sent,
                        becameMaster,
                        releasedMaster,
                        lengthErrors,
                        ttlErrors,
                        invalidTypes,
                        intervalErrors,
                        addressListErrors,
                        invalidAuthenticationTypes,
                        authenticationTypeMismatches,
                        authenticationFailures,
                        zeroReceived,
                        zeroSent);
    }
}
