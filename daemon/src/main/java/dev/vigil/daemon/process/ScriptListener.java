package dev.vigil.daemon.process;

/** Takes the results of tracked scripts. It is called on the thread of the {@link ProcessLoop} and must only queue. */
@FunctionalInterface
public interface ScriptListener {
    /**
     * What a script counts as: told for its first result, whenever that changes, and again after
     * {@link ProcessLoop#track}, so that a virtual router that newly tracks it learns it.
     *
     * @param up what it counts as, with {@code rise}, {@code fall} and {@code init_fail} taken into account
     * @param detail what was last seen of it: {@code exited with status 1: connection refused}
     */
    void onScript(String script, boolean up, String detail);

    /** From here on the scripts of the last {@link ProcessLoop#track} are those that are told of, and no earlier ones. */
    default void onTracked() {}
}
