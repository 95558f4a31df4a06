package dev.belay.orchestrator.plan.reading.grammar;

import dev.belay.contracts.check.Expectation;
import dev.belay.documents.ExpectationForm;
import dev.belay.documents.Expectations;
import dev.belay.documents.Fields;
import dev.belay.documents.Findings;
import dev.belay.documents.Nearest;
import dev.belay.documents.Node;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** A part of a plan, what it is called in messages, and the types that only plans know. */
public final class Section {
    private final Fields fields;
    private final String what;
    private final Findings findings;

    public Section(Node node, String what, Findings findings) {
        this.fields = new Fields(node, what, findings);
        this.what = what;
        this.findings = findings;
    }

    public Fields fields() {
        return fields;
    }

    public String what() {
        return what;
    }

    /** Reports the keys that the part does not have, and why where somebody may look for them. */
    public void finish(Part part) {
        part.refusals()
                .forEach(key ->
                        refuse(key.name(), Optional.ofNullable(key.refusal()).orElse("")));
        assert part.isAskedFor(fields.asked()) : part + " has other keys than its reader asks for, " + fields.asked();
        fields.finish(part.names());
    }

    /** Reports the keys that nobody asked for, where the keys are the user's own. */
    public void finish() {
        fields.finish();
    }

    /** The keys and values of a key. */
    public Optional<Section> inner(String key) {
        return fields.find(key).map(value -> new Section(value, thing(key), findings));
    }

    /** The items of a key's list, each being keys and values. */
    public List<Section> items(String key) {
        List<Section> items = new ArrayList<>();
        for (Node item : fields.list(key)) {
            items.add(new Section(item, "item " + (items.size() + 1) + " of " + thing(key), findings));
        }
        return items;
    }

    /** Every key, where the keys are the user's own, with its value as keys and values. */
    public Map<String, Section> allInner() {
        Map<String, Section> all = new LinkedHashMap<>();
        fields.all().forEach((key, value) -> all.put(key, new Section(value, thing(key), findings)));
        return all;
    }

    public String requireName(String key, Pattern form, String expected) {
        String name = fields.requireText(key, expected);
        return name.isEmpty() ? "" : formed(key, name, form, expected).orElse("");
    }

    public Optional<String> name(String key, Pattern form, String expected) {
        return fields.text(key).flatMap(name -> formed(key, name, form, expected));
    }

    private Optional<String> formed(String key, String text, Pattern form, String expected) {
        if (form.matcher(text).matches()) {
            return Optional.of(text);
        }
        fields.find(key).ifPresent(value -> fields.illFormed(value, key, expected));
        return Optional.empty();
    }

    /** A duration above zero. */
    public Optional<Duration> duration(String key) {
        Optional<Duration> duration = fields.duration(key);
        if (duration.filter(Duration::isZero).isPresent()) {
            fields.find(key).ifPresent(value -> fields.illFormed(value, key, "a duration above zero"));
            return Optional.empty();
        }
        return duration;
    }

    public Optional<Integer> integer(String key, int lowest, int highest) {
        Optional<Integer> number = fields.integer(key);
        if (number.filter(found -> found < lowest || found > highest).isPresent()) {
            fields.find(key)
                    .ifPresent(
                            value -> fields.illFormed(value, key, "a whole number from " + lowest + " to " + highest));
            return Optional.empty();
        }
        return number;
    }

    /** The texts of a list, or a single text, each of which must be one of the given. */
    public List<String> words(String key, List<String> allowed) {
        List<String> words = new ArrayList<>();
        for (Node item : itemsOrSelf(key)) {
            if (item instanceof Node.Text text && !text.text().isEmpty() && !allowed.contains(text.text())) {
                report(
                        item,
                        "ill-formed",
                        thing(key) + " has " + item.described() + "; expected any of " + String.join(", ", allowed)
                                + ".",
                        text.text(),
                        String.join(", ", allowed),
                        didYouMean(text.text(), allowed));
            } else {
                text(item, key).ifPresent(words::add);
            }
        }
        return words;
    }

    public List<Node> itemsOrSelf(String key) {
        Optional<Node> value = fields.find(key);
        if (value.isPresent() && value.get() instanceof Node.Text) {
            return List.of(value.get());
        }
        return fields.list(key);
    }

    public Optional<String> text(Node item, String key) {
        if (item instanceof Node.Text text && !text.text().isEmpty()) {
            return Optional.of(text.text());
        }
        fields.illFormed(item, key, "text");
        return Optional.empty();
    }

    /** Keys of the user's own with one text each. */
    public Map<String, String> textMap(String key) {
        Map<String, String> map = new LinkedHashMap<>();
        inner(key).ifPresent(inner -> {
            for (String name : inner.fields().all().keySet()) {
                inner.fields().text(name).ifPresent(text -> map.put(name, text));
            }
        });
        return map;
    }

    public Optional<Expectation> expectation(String key, ExpectationForm form) {
        return fields.text(key).flatMap(text -> {
            Optional<Expectation> expectation = Expectations.parse(text, form);
            if (expectation.isEmpty()) {
                Node value = fields.find(key).orElse(fields.node());
                report(
                        value,
                        "ill-formed",
                        thing(key) + " is " + value.described() + "; expected " + form.expected() + ".",
                        text,
                        form.expected(),
                        Expectations.mend(text, form)
                                .map(words -> "Did you mean \"" + words + "\"?")
                                .orElse(""));
            }
            return expectation;
        });
    }

    private void refuse(String key, String why) {
        if (fields.keys().contains(key)) {
            fields.find(key)
                    .ifPresent(value -> report(
                            value,
                            "no-place",
                            thing(key) + " has no place there. " + why,
                            value.described(),
                            "no " + key,
                            "Remove it."));
        }
    }

    public void report(Node at, String code, String message, String found, String expected, String suggestion) {
        findings.report(at, code, message, found, expected, suggestion);
    }

    public String thing(String key) {
        return "\"" + key + "\" of " + what;
    }

    /** Whether none of the keys stands there. */
    public boolean lacks(Set<String> keys) {
        return keys.stream().noneMatch(fields.keys()::contains);
    }

    public static String didYouMean(String word, List<String> allowed) {
        return Nearest.of(word, allowed)
                .map(near -> "Did you mean \"" + near + "\"?")
                .orElse("");
    }
}
