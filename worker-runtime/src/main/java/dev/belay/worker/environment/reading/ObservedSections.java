package dev.belay.worker.environment.reading;

import dev.belay.contracts.check.Expectation;
import dev.belay.documents.ExpectationForm;
import dev.belay.documents.Expectations;
import dev.belay.worker.environment.settings.HttpAddress;
import dev.belay.worker.environment.settings.ObservedSettings;
import dev.belay.worker.environment.settings.ProbeSettings;
import dev.belay.worker.environment.settings.Secret;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;

/** Reads what checks and watches look at by name: probes, logs, and where Prometheus answers. */
final class ObservedSections {
    private static final Expectation SOME = new Expectation(Expectation.Comparison.AT_LEAST, "1");
    private static final String PROMETHEUS = "prometheus";

    private ObservedSections() {}

    static ObservedSettings read(Section root) {
        return new ObservedSettings(
                named(root, "probes", "probe", ObservedSections::probe),
                named(root, "logs", "log", ObservedSections::log),
                root.section(PROMETHEUS).flatMap(ObservedSections::prometheus));
    }

    private static <T> Map<String, T> named(
            Section root, String key, String thing, BiFunction<String, Section, Optional<T>> reader) {
        Map<String, T> read = new LinkedHashMap<>();
        root.section(key)
                .ifPresent(section -> section.fields().all().forEach((name, node) -> {
                    Names.check(
                            name,
                            "a " + thing,
                            section.mark(name),
                            node.path(),
                            section.interpolation().findings());
                    Section.read(node, thing + " \"" + name + "\"", section.interpolation())
                            .flatMap(inner -> reader.apply(name, inner))
                            .ifPresent(value -> read.put(name, value));
                }));
        return read;
    }

    private static Optional<ProbeSettings> probe(String name, Section section) {
        boolean http = section.fields().has("http");
        boolean files = section.fields().has("files");
        if (http == files) {
            section.fields().missing(http ? "only one of http and files" : "http", "one of http, files");
        }
        Optional<ProbeSettings> probe = http ? request(name, section) : files(section);
        section.finish();
        return probe;
    }

    private static Optional<ProbeSettings> request(String name, Section section) {
        List<Integer> status = status(section);
        return HttpSection.url(section, "http")
                .map(url -> new ProbeSettings.Http(new HttpAddress(name, url, HttpSection.headers(section)), status));
    }

    private static List<Integer> status(Section section) {
        List<Integer> statuses = new ArrayList<>();
        for (String text : section.fields().texts("status")) {
            if (text.matches("[1-5]\\d\\d")) {
                statuses.add(Integer.valueOf(text));
            } else {
                section.illFormed("status", "a status from 100 to 599, or a list of such");
            }
        }
        return statuses;
    }

    private static Optional<ProbeSettings> files(Section section) {
        String glob = section.fields().text("files").orElse("");
        if (!glob.isEmpty() && (!glob.startsWith("/") || (glob + "/").contains("/../"))) {
            section.illFormed("files", "an absolute path or glob without \"..\"");
        }
        Expectation count = section.fields()
                .text("count")
                .map(text -> Expectations.parse(text, ExpectationForm.COUNT).orElseGet(() -> {
                    section.illFormed("count", ExpectationForm.COUNT.expected());
                    return SOME;
                }))
                .orElse(SOME);
        return Optional.of(new ProbeSettings.Files(glob, count));
    }

    private static Optional<Path> log(String name, Section section) {
        Optional<Path> file = section.requireDirectory("file", "the absolute path of the log");
        section.finish();
        return file;
    }

    private static Optional<HttpAddress> prometheus(Section section) {
        if (!section.fields().has("url")) {
            section.fields().missing("url", "an address such as http://127.0.0.1:9090");
        }
        Optional<URI> url = HttpSection.baseUrl(section, "url");
        Map<String, Secret> headers = HttpSection.headers(section);
        section.finish();
        return url.map(address -> new HttpAddress(PROMETHEUS, address, headers));
    }
}
