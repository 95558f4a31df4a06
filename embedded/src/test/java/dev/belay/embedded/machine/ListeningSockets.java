package dev.belay.embedded.machine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The addresses on which a process listens, from Linux's own books. */
public final class ListeningSockets {
    private static final String LISTENING = "0A";
    private static final List<String> LOOPBACK =
            List.of("0100007F", "0000000000000000FFFF00000100007F", "00000000000000000000000001000000");

    private ListeningSockets() {}

    /** Local addresses in the kernel's notation, such as {@code 0100007F:1F90}. */
    public static Set<String> of(long processId) throws IOException {
        Set<String> sockets = sockets(processId);
        Set<String> addresses = new TreeSet<>();
        for (String table : List.of("tcp", "tcp6")) {
            for (String line : Files.readAllLines(Path.of("/proc/net", table))) {
                String[] words = line.strip().split("\\s+");
                if (words.length > 9 && words[3].equals(LISTENING) && sockets.contains("socket:[" + words[9] + "]")) {
                    addresses.add(words[1]);
                }
            }
        }
        return addresses;
    }

    public static boolean isLoopback(String address) {
        return LOOPBACK.contains(address.substring(0, address.indexOf(':')));
    }

    private static Set<String> sockets(long processId) throws IOException {
        try (Stream<Path> files = Files.list(Path.of("/proc", Long.toString(processId), "fd"))) {
            return files.map(ListeningSockets::target).collect(Collectors.toSet());
        }
    }

    private static String target(Path link) {
        try {
            return Files.readSymbolicLink(link).toString();
        } catch (IOException closedMeanwhile) {
            return "";
        }
    }
}
