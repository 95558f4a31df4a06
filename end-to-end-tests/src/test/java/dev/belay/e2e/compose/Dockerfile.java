package dev.belay.e2e.compose;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The Dockerfile: its stages, each with its instructions. */
record Dockerfile(List<Stage> stages) {
    private static final Pattern FROM = Pattern.compile("(\\S+)(?: AS (\\S+))?");

    /** A word such as COPY, and what follows it. */
    record Instruction(String word, String rest) {
        /** The words of it, without options such as {@code --from}. */
        List<String> arguments() {
            return Arrays.stream(rest.split("\\s+"))
                    .filter(argument -> !argument.startsWith("--"))
                    .toList();
        }

        Optional<String> option(String name) {
            return Arrays.stream(rest.split("\\s+"))
                    .filter(argument -> argument.startsWith("--" + name + "="))
                    .map(argument -> argument.substring(argument.indexOf('=') + 1))
                    .findFirst();
        }
    }

    /** What begins with a FROM. */
    record Stage(String name, String from, List<Instruction> instructions) {
        List<Instruction> all(String word) {
            return instructions.stream()
                    .filter(instruction -> instruction.word().equals(word))
                    .toList();
        }
    }

    static Dockerfile read() {
        return parse(Project.text("Dockerfile"));
    }

    static Dockerfile parse(String text) {
        List<Stage> stages = new ArrayList<>();
        List<Instruction> current = new ArrayList<>();
        String joined = text.replaceAll("(?m)^#.*$", "").replaceAll("\\\\\\n", " ");
        for (String line : joined.lines().filter(line -> !line.isBlank()).toList()) {
            String[] words = line.strip().split("\\s+", 2);
            if (words[0].equals("FROM")) {
                Matcher from = FROM.matcher(words[1]);
                if (!from.matches()) {
                    throw new IllegalStateException("\"" + line + "\", expected \"FROM image AS name\"");
                }
                current = new ArrayList<>();
                stages.add(new Stage(Optional.ofNullable(from.group(2)).orElse(""), from.group(1), current));
            } else {
                current.add(new Instruction(words[0], words[1]));
            }
        }
        return new Dockerfile(stages);
    }

    Optional<Stage> find(String name) {
        return stages.stream().filter(stage -> stage.name().equals(name)).findFirst();
    }

    /** All instructions that make the target, those of the stages that it begins with first. */
    List<Instruction> instructions(String target) {
        Stage stage =
                find(target).orElseThrow(() -> new IllegalStateException("The Dockerfile has no stage " + target));
        List<Instruction> all = new ArrayList<>();
        if (find(stage.from()).isPresent()) {
            all.addAll(instructions(stage.from()));
        }
        all.addAll(stage.instructions());
        return all;
    }

    /** The last instruction of the word, which is the one that counts. */
    Optional<String> last(String target, String word) {
        return instructions(target).stream()
                .filter(instruction -> instruction.word().equals(word))
                .map(Instruction::rest)
                .reduce((earlier, later) -> later);
    }

    /** What the container runs. */
    List<String> entrypoint(String target) {
        String json = last(target, "ENTRYPOINT").orElseThrow();
        return Pattern.compile("\"([^\"]*)\"")
                .matcher(json)
                .results()
                .map(argument -> argument.group(1))
                .toList();
    }

    /** The files of the project that the target, and the stages that it copies from, are made of. */
    List<String> sources(String target, Map<String, String> arguments) {
        List<String> sources = new ArrayList<>();
        for (Instruction copy : instructions(target)) {
            if (copy.word().equals("COPY")) {
                Optional<String> from = copy.option("from");
                if (from.isPresent()) {
                    sources.addAll(find(from.get()).isPresent() ? sources(from.get(), arguments) : List.of());
                } else {
                    List<String> words = copy.arguments();
                    words.subList(0, words.size() - 1).forEach(source -> sources.add(filled(source, arguments)));
                }
            }
        }
        return sources.stream().distinct().toList();
    }

    private static String filled(String text, Map<String, String> arguments) {
        String filled = text;
        for (Map.Entry<String, String> argument : arguments.entrySet()) {
            filled = filled.replace("${" + argument.getKey() + "}", argument.getValue());
        }
        return filled;
    }
}
