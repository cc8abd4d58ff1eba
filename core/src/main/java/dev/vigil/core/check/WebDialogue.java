package dev.vigil.core.check;

import java.nio.ByteBuffer;
import java.util.Optional;

/** One request to a web server; the answer ends with the connection. */
public final class WebDialogue implements Dialogue {
    private final Route route;
    private final WebRequest request;
    private final WebAnswer answer;

    public WebDialogue(Route route, WebRequest request) {
        this.route = route;
        this.request = request;
        this.answer = new WebAnswer(request.demand());
    }

    @Override
    public Turn onOpen() {
        return Turn.say(request.bytes(route));
    }

    @Override
    public Turn onReceived(ByteBuffer bytes) {
        return answer.take(bytes).map(Turn::failed).orElse(Turn.LISTEN);
    }

    @Override
    public Turn onEnd(boolean announced) {
        if (!announced && request.announcesEnd()) {
            return Turn.failed("the server ended TLS without saying so");
        }
        Optional<String> complaint = answer.complaint();
        return complaint.map(Turn::failed).orElse(Turn.PASSED);
    }
}
