package dev.vigil.core.balance;

/** One thing that is to be done to the kernel's table. */
public sealed interface TableChange {
    /** The service that it concerns. */
    ServiceKey service();

    record AddService(ServiceEntry entry) implements TableChange {
        @Override
        public ServiceKey service() {
            return entry.key();
        }
    }

    record SetService(ServiceEntry entry) implements TableChange {
        @Override
        public ServiceKey service() {
            return entry.key();
        }
    }

    /** Removes a service with its destinations. */
    record RemoveService(ServiceKey key) implements TableChange {
        @Override
        public ServiceKey service() {
            return key;
        }
    }

    record AddDestination(ServiceKey service, Destination destination) implements TableChange {}

    record SetDestination(ServiceKey service, Destination destination) implements TableChange {}

    record RemoveDestination(ServiceKey service, Destination destination) implements TableChange {}
}
