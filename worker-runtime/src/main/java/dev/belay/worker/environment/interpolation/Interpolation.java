package dev.belay.worker.environment.interpolation;

import dev.belay.documents.Findings;
import dev.belay.documents.Nearest;
import dev.belay.documents.Node;
import dev.belay.worker.environment.Substitutions;
import dev.belay.worker.environment.settings.Secret;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Fills in the references of one environment file and collects what became secret by it.
 *
 * <p>Complaints quote the text of the file only, never a value that was filled in.
 */
public final class Interpolation {
    /** Placeholders that are filled in when a command runs. */
    private static final List<String> LATER = List.of("version", "release.dir", "database.name");

    private static final Pattern ARGUMENT = Pattern.compile("[A-Za-z][A-Za-z0-9_-]*");

    private static final List<String> SOURCES = List.of("file", "env");

    private final References references;
    private final Findings findings;
    private final Set<Secret> secrets = new LinkedHashSet<>();

    public Interpolation(References references, Findings findings) {
        this.references = references;
        this.findings = findings;
    }

    public Findings findings() {
        return findings;
    }

    public Set<Secret> secrets() {
        return secrets;
    }

    /** A value that is secret however it was given. */
    public Secret secret(String value) {
        Secret secret = new Secret(value);
        secrets.add(secret);
        return secret;
    }

    /**
     * The text with its references filled in; empty, with a finding, where one of them cannot be.
     *
     * @param what names the text in messages
     */
    public Optional<String> fill(Node.Text node, String what) {
        StringBuilder filled = new StringBuilder();
        boolean whole = true;
        for (Template.Part part : Template.parse(node.text()).parts()) {
            Optional<String> text = part instanceof Template.Literal literal
                    ? Optional.of(literal.text())
                    : part instanceof Template.Placeholder placeholder
                            ? value(placeholder, node, what)
                            : unclosed(node, what);
            whole &= text.isPresent();
            text.ifPresent(filled::append);
        }
        return whole ? Optional.of(filled.toString()) : Optional.empty();
    }

    /**
     * The text as it stands, for a value that is filled in when it is used; the escape stays as well. Empty, with a
     * finding, where a placeholder is not one of those that can be filled in then.
     */
    public Optional<String> later(Node.Text node, String what) {
        return later(node, what, LATER, name -> false);
    }

    /** The same in the command of a task, where every other name stands for an argument that a plan gives. */
    public Optional<String> laterWithArguments(Node.Text node, String what) {
        return later(
                node,
                what,
                LATER,
                name -> ARGUMENT.matcher(name).matches()
                        && Nearest.of(name, LATER).isEmpty());
    }

    /** The same in a command for which other names stand for something than for most. */
    public Optional<String> later(Node.Text node, String what, List<String> names) {
        return later(node, what, names, name -> false);
    }

    /**
     * The text of a variable of a program's surroundings: references are filled in now, as secrets, and what is known
     * only while a release runs stays, {@link Substitutions#OF_LOGIN} included.
     */
    public Optional<String> forVariable(Node.Text node, String what) {
        StringBuilder filled = new StringBuilder();
        boolean whole = true;
        for (Template.Part part : Template.parse(node.text()).parts()) {
            Optional<String> text = part instanceof Template.Literal literal
                    ? Optional.of(escaped(literal.text()))
                    : part instanceof Template.Placeholder placeholder
                            ? variable(placeholder, node, what)
                            : unclosed(node, what);
            whole &= text.isPresent();
            text.ifPresent(filled::append);
        }
        return whole ? Optional.of(filled.toString()) : Optional.empty();
    }

    private Optional<String> variable(Template.Placeholder placeholder, Node.Text node, String what) {
        if (placeholder.isReference()) {
            return value(placeholder, node, what).map(Interpolation::escaped);
        }
        List<String> known = Stream.concat(
                        LATER.stream(), Substitutions.OF_LOGIN.stream().sorted())
                .toList();
        if (known.contains(placeholder.name())) {
            return Optional.of(placeholder.written());
        }
        unknown(
                placeholder,
                node,
                what,
                known.stream().map(name -> "${" + name + "}").collect(Collectors.joining(", ")) + ", ${file:/path} or"
                        + " ${env:NAME}",
                Nearest.of(placeholder.name(), known).orElse(""));
        return Optional.empty();
    }

    /** Text that is looked at once more before it is used. */
    private static String escaped(String text) {
        return text.replace("${", "$${");
    }

    private Optional<String> later(Node.Text node, String what, List<String> known, Predicate<String> argument) {
        boolean good = true;
        for (Template.Part part : Template.parse(node.text()).parts()) {
            if (part instanceof Template.Unclosed) {
                unclosed(node, what);
                good = false;
            } else if (part instanceof Template.Placeholder placeholder
                    && !known.contains(placeholder.name())
                    && !argument.test(placeholder.name())) {
                notForLater(placeholder, node, what, known);
                good = false;
            }
        }
        return good ? Optional.of(node.text()) : Optional.empty();
    }

    private Optional<String> value(Template.Placeholder placeholder, Node.Text node, String what) {
        if (!placeholder.isReference()) {
            notForNow(placeholder, node, what);
            return Optional.empty();
        }
        References.Fetched fetched = references.fetch(placeholder);
        if (fetched instanceof References.Nothing nothing) {
            findings.report(
                    node,
                    nothing.code(),
                    what + " refers to " + nothing.why() + ".",
                    placeholder.written(),
                    nothing.expected(),
                    nothing.mend());
            return Optional.empty();
        }
        return Optional.of(secret(((References.Value) fetched).text()).value());
    }

    private void notForNow(Template.Placeholder placeholder, Node.Text node, String what) {
        if (LATER.contains(placeholder.name())) {
            findings.report(
                    node,
                    "misplaced-placeholder",
                    what + " holds " + placeholder.written() + ", which is known only while a release runs.",
                    placeholder.written(),
                    "${file:/path} or ${env:NAME}",
                    "Write the value out here; only commands and \"migrations.directory\" may hold it.");
            return;
        }
        String source = placeholder.name().replaceFirst(":.*", "");
        String rest = placeholder.name().substring(source.length());
        String nearest = Nearest.of(source, SOURCES)
                .filter(near -> !rest.isEmpty())
                .map(near -> near + rest)
                .or(() -> SOURCES.contains(source) ? Optional.of(source + ":...") : Optional.empty())
                .orElse("");
        unknown(placeholder, node, what, "${file:/path} or ${env:NAME}", nearest);
    }

    private void notForLater(Template.Placeholder placeholder, Node.Text node, String what, List<String> names) {
        if (placeholder.isReference()) {
            findings.report(
                    node,
                    "misplaced-placeholder",
                    what + " holds " + placeholder.written()
                            + "; the arguments of a command can be seen by every user of" + " the machine.",
                    placeholder.written(),
                    written(names),
                    "Let the program read the value itself, from the file or from its surroundings.");
            return;
        }
        unknown(
                placeholder,
                node,
                what,
                written(names),
                Nearest.of(placeholder.name(), names).orElse(""));
    }

    private void unknown(
            Template.Placeholder placeholder, Node.Text node, String what, String expected, String nearest) {
        findings.report(
                node,
                "unknown-placeholder",
                what + " holds " + placeholder.written() + "; expected " + expected + ".",
                placeholder.written(),
                expected,
                nearest.isEmpty()
                        ? "Write $" + placeholder.written() + " where these very characters are meant."
                        : "Did you mean \"${" + nearest + "}\"?");
    }

    private Optional<String> unclosed(Node.Text node, String what) {
        findings.report(
                node,
                "unclosed-placeholder",
                what + " holds a \"${\" without its \"}\".",
                "${",
                "${...}",
                "Add the \"}\", or write \"$${\" where these very characters are meant.");
        return Optional.empty();
    }

    private static String written(List<String> names) {
        return names.stream().map(name -> "${" + name + "}").collect(Collectors.joining(", "));
    }
}
