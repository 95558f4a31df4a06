package dev.belay.rollout;

import dev.belay.contracts.outcome.Progress;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads a task's progress off the lines that it prints; never throws, since the output must go on being read. */
final class TaskProgress implements Consumer<String> {
    private final String task;
    private final Pattern pattern;
    private final boolean hasDone;
    private final boolean hasTotal;
    private final Consumer<Progress> listener;

    TaskProgress(String task, Pattern pattern, Consumer<Progress> listener) {
        this.task = task;
        this.pattern = pattern;
        this.hasDone = pattern.pattern().contains("(?<done>");
        this.hasTotal = pattern.pattern().contains("(?<total>");
        this.listener = listener;
    }

    @Override
    public void accept(String line) {
        Matcher matcher = pattern.matcher(line);
        if (!hasDone || !matcher.find()) {
            return;
        }
        OptionalLong done = number(matcher.group("done"));
        OptionalLong total = hasTotal ? number(matcher.group("total")) : OptionalLong.empty();
        if (done.isPresent()) {
            listener.accept(new Progress(
                    done.getAsLong(), total.isPresent() ? total.getAsLong() : null, "items", "Task " + task));
        }
    }

    private static OptionalLong number(String text) {
        try {
            return Optional.ofNullable(text)
                    .map(digits -> OptionalLong.of(Long.parseLong(digits.strip())))
                    .orElse(OptionalLong.empty());
        } catch (NumberFormatException notANumber) {
            return OptionalLong.empty();
        }
    }
}
