package dev.belay.orchestrator.plan.reading.check;

import dev.belay.contracts.check.Expectation;
import dev.belay.contracts.check.HttpProbe;
import dev.belay.contracts.check.JsonExpectation;
import dev.belay.contracts.check.JsonExpectation.Subject;
import dev.belay.documents.ExpectationForm;
import dev.belay.documents.Node;
import dev.belay.orchestrator.plan.reading.grammar.Part;
import dev.belay.orchestrator.plan.reading.grammar.Section;
import dev.belay.orchestrator.plan.reading.grammar.Sql;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Reads one request of a check and what its answer must be. */
public final class HttpProbeReader {
    private static final Pattern PATH = Pattern.compile("/[^\\s\\p{Cntrl}]*");
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{([A-Za-z][A-Za-z0-9_]*)\\}");
    private static final String DEFAULT_ADDRESS = "public";

    private HttpProbeReader() {}

    public static HttpProbe read(Section probe) {
        HttpProbe.Method method = method(probe);
        String key = method == HttpProbe.Method.GET ? "get" : "head";
        String path = probe.name(key, PATH, "a path that begins with a slash").orElse("/");
        Faster faster = Faster.read(probe);
        HttpProbe read = new HttpProbe(
                method,
                probe.fields().text("via").orElse(DEFAULT_ADDRESS),
                path,
                placeholders(probe, path),
                status(probe),
                json(probe),
                faster.within(),
                faster.percent());
        probe.finish(Part.REQUEST);
        return read;
    }

    private static HttpProbe.Method method(Section probe) {
        boolean get = probe.fields().has("get");
        boolean head = probe.fields().has("head");
        if (get == head && probe.fields().node() instanceof Node.Mapping) {
            probe.report(
                    probe.fields().node(),
                    get ? "two-methods" : "missing",
                    "The request of " + probe.what() + " has " + (get ? "both get and head" : "no method")
                            + "; expected one of get, head.",
                    get ? "get, head" : "nothing",
                    "one of get, head",
                    get ? "Make a request of each." : "Add \"get: /path\".");
        }
        return head ? HttpProbe.Method.HEAD : HttpProbe.Method.GET;
    }

    private static Map<String, String> placeholders(Section probe, String path) {
        Map<String, String> queries = new LinkedHashMap<>();
        Set<String> wanted = PLACEHOLDER
                .matcher(path)
                .results()
                .map(MatchResult::group)
                .map(text -> text.substring(1, text.length() - 1))
                .collect(Collectors.toCollection(LinkedHashSet::new));
        Optional<Section> with = probe.inner("with");
        with.ifPresent(inner -> wanted.forEach(name -> inner.inner(name).ifPresent(query -> {
            queries.put(name, Sql.require(query, "sql"));
            query.finish(Part.QUERY);
        })));
        with.ifPresent(Section::finish);
        wanted.stream()
                .filter(name -> with.isEmpty() || !with.get().fields().has(name))
                .forEach(name -> probe.fields()
                        .missing("with", "a query for {" + name + "}, such as {" + name + ": {sql: select ...}}"));
        return queries;
    }

    private static List<Integer> status(Section probe) {
        List<Integer> statuses = new ArrayList<>();
        for (Node item : probe.itemsOrSelf("status")) {
            if (item instanceof Node.Text text && text.text().matches("[1-5]\\d\\d")) {
                statuses.add(Integer.valueOf(text.text()));
            } else {
                probe.fields().illFormed(item, "status", "a status from 100 to 599, or a list of such");
            }
        }
        return statuses;
    }

    private static List<JsonExpectation> json(Section probe) {
        List<JsonExpectation> expectations = new ArrayList<>();
        probe.inner("json")
                .ifPresent(json -> json.fields().all().forEach((path, value) -> {
                    if (!path.startsWith("$")) {
                        json.report(
                                value,
                                "ill-formed",
                                "\"" + path + "\" in " + json.what()
                                        + " is no JSONPath; expected one that begins with $.",
                                path,
                                "a JSONPath",
                                "Write \"$." + path + "\".");
                    }
                    json(json, path, value).ifPresent(expectations::add);
                }));
        return expectations;
    }

    private static Optional<JsonExpectation> json(Section json, String path, Node value) {
        if (!(value instanceof Node.Mapping)) {
            return json.expectation(path, ExpectationForm.VALUE)
                    .map(expectation -> new JsonExpectation(path, Subject.VALUE, expectation));
        }
        return json.inner(path).flatMap(place -> {
            if (!place.fields().has("length")) {
                place.fields().missing("length", "how long the list or text must be");
            }
            Optional<Expectation> length = place.expectation("length", ExpectationForm.COUNT);
            place.finish(Part.LENGTH);
            return length.map(expectation -> new JsonExpectation(path, Subject.LENGTH, expectation));
        });
    }
}
