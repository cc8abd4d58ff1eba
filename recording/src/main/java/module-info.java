/** What virtual routers were told and did: recordings of it, and their replay. */
module dev.vigil.recording {
    requires static org.jspecify;
    requires transitive dev.vigil.core;
    requires io.avaje.json;

    exports dev.vigil.recording;
}
