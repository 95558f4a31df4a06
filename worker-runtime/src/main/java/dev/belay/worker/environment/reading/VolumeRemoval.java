package dev.belay.worker.environment.reading;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Recognises commands that remove the volumes of containers, also inside a script given to a shell. */
final class VolumeRemoval {
    private static final Set<String> REMOVALS = Set.of("rm", "remove", "prune");

    private VolumeRemoval() {}

    /** The words of the command that remove volumes, such as {@code down -v}. */
    static Optional<String> in(List<String> arguments) {
        List<String> words = arguments.stream()
                .flatMap(argument -> Arrays.stream(argument.split("[\\s;|&]+")))
                .filter(word -> !word.isEmpty())
                .toList();
        for (int at = 0; at < words.size(); at++) {
            List<String> rest = words.subList(at + 1, words.size());
            Optional<String> removal = after(words.get(at), rest);
            if (removal.isPresent()) {
                return removal.map(words.get(at)::concat);
            }
        }
        return Optional.empty();
    }

    private static Optional<String> after(String word, List<String> rest) {
        return switch (word) {
            case "down" ->
                rest.stream().filter(VolumeRemoval::isVolumesFlag).findFirst().map(" "::concat);
            case "prune" ->
                rest.stream()
                        .filter(flag -> flag.startsWith("--volumes"))
                        .findFirst()
                        .map(" "::concat);
            case "volume" ->
                rest.stream()
                        .filter(next -> !next.startsWith("-"))
                        .findFirst()
                        .filter(REMOVALS::contains)
                        .map(" "::concat);
            default -> Optional.empty();
        };
    }

    /** {@code -v}, also among other short flags as in {@code -tv}, and {@code --volumes}. */
    private static boolean isVolumesFlag(String word) {
        return word.startsWith("--volumes") || word.matches("-[A-Za-z]*v[A-Za-z]*(=.*)?");
    }
}
