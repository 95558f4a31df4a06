package dev.belay.e2e.harness;

import java.io.IOException;
import java.util.Arrays;

/** Runs another class's {@code main} and ends with the process that started it, even where that one is killed. */
public final class ChildMain {
    private static final int PARENT_GONE = 70;

    private ChildMain() {}

    /** Takes the class's name and its arguments; standard input is the pipe that the parent holds. */
    public static void main(String[] arguments) throws ReflectiveOperationException {
        Thread watch = new Thread(ChildMain::awaitEndOfParent, "parent-watch");
        watch.setDaemon(true);
        watch.start();
        Object[] rest = {Arrays.copyOfRange(arguments, 1, arguments.length)};
        Class.forName(arguments[0]).getMethod("main", String[].class).invoke(null, rest);
    }

    private static void awaitEndOfParent() {
        try {
            while (System.in.read() >= 0) {
                continue;
            }
        } catch (IOException broken) {
            System.err.println("The parent's pipe broke: " + broken.getMessage());
        }
        Runtime.getRuntime().halt(PARENT_GONE);
    }
}
