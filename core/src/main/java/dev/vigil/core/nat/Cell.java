package dev.vigil.core.nat;

import dev.vigil.core.address.Family;
import dev.vigil.core.address.IpAddress;

/** A part of a key or of a value. */
public sealed interface Cell {
    Field field();

    record Address(IpAddress address) implements Cell {
        @Override
        public Field field() {
            return address.family() == Family.IPV4 ? Field.IPV4 : Field.IPV6;
        }

        @Override
        public String toString() {
            return address.toString();
        }
    }

    record Protocol(int number) implements Cell {
        @Override
        public Field field() {
            return Field.PROTOCOL;
        }

        @Override
        public String toString() {
            return "proto " + number;
        }
    }

    record Port(int port) implements Cell {
        @Override
        public Field field() {
            return Field.PORT;
        }

        @Override
        public String toString() {
            return Integer.toString(port);
        }
    }

    record Mark(int value) implements Cell {
        @Override
        public Field field() {
            return Field.MARK;
        }

        @Override
        public String toString() {
            return "0x" + Integer.toHexString(value);
        }
    }

    record Chain(String name) implements Cell {
        @Override
        public Field field() {
            return Field.CHAIN;
        }

        @Override
        public String toString() {
            return "goto " + name;
        }
    }
}
