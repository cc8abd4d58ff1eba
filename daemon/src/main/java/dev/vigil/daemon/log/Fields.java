package dev.vigil.daemon.log;

import java.util.List;

/** Takes the named parts of an event, in their order. Names are lower case with underscores and never change. */
public interface Fields {
    Fields put(String name, String value);

    Fields put(String name, long value);

    Fields put(String name, boolean value);

    Fields put(String name, List<String> values);
}
