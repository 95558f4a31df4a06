package dev.belay.stack.state;

import dev.belay.embedded.machine.LoopbackPort;
import java.net.URI;
import java.util.Locale;

/** A service of Belay; all of them run in one process. */
public enum Service {
    ORCHESTRATOR,
    WORKERS,
    NOTIFIER;

    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    public String fileName() {
        return label() + ".properties";
    }

    public StackFile.Service at(int port) {
        return new StackFile.Service(
                label(),
                address(port).resolve("/actuator/health"),
                address(port).resolve("/actuator/prometheus"));
    }

    public static URI address(int port) {
        return URI.create("http://" + LoopbackPort.HOST + ":" + port);
    }
}
