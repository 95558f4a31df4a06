package dev.belay.backup;

import dev.belay.worker.execution.Execution;
import dev.belay.worker.testing.HandlerExecution;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Objects;

/** An execution in a process that may be killed: what it notes stands in a file, as in a journal. */
public final class NotingExecution {
    private NotingExecution() {}

    /** The same execution, which writes what it notes into the file first. */
    public static Execution into(Path notes, HandlerExecution execution) {
        return (Execution) Proxy.newProxyInstance(
                NotingExecution.class.getClassLoader(),
                new Class<?>[] {Execution.class},
                (proxy, method, arguments) -> {
                    if (method.getName().equals("note")) {
                        Files.writeString(
                                notes,
                                arguments[0] + "=" + arguments[1] + "\n",
                                StandardOpenOption.CREATE,
                                StandardOpenOption.APPEND);
                    }
                    try {
                        return method.invoke(execution, arguments);
                    } catch (InvocationTargetException failed) {
                        throw Objects.requireNonNullElse(failed.getCause(), failed);
                    }
                });
    }

    /** Gives a successor what a killed execution had noted. */
    public static HandlerExecution restore(HandlerExecution successor, Path notes) throws IOException {
        List<String> lines = Files.exists(notes) ? Files.readAllLines(notes) : List.of();
        for (String line : lines) {
            String[] keyAndValue = line.split("=", 2);
            successor.note(keyAndValue[0], keyAndValue[1]);
        }
        return successor;
    }
}
