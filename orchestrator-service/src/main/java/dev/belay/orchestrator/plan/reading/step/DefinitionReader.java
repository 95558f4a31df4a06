package dev.belay.orchestrator.plan.reading.step;

import dev.belay.contracts.Role;
import dev.belay.contracts.StepKind;
import dev.belay.contracts.work.BackupWork;
import dev.belay.contracts.work.BackupWork.Form;
import dev.belay.contracts.work.MaintenanceWork;
import dev.belay.contracts.work.MigrationStateWork.Lint;
import dev.belay.documents.Node;
import dev.belay.orchestrator.plan.reading.check.CheckReader;
import dev.belay.orchestrator.plan.reading.grammar.Part;
import dev.belay.orchestrator.plan.reading.grammar.Section;
import dev.belay.orchestrator.plan.step.ApproveStep;
import dev.belay.orchestrator.plan.step.ApproveStep.Shown;
import dev.belay.orchestrator.plan.step.BackupStep;
import dev.belay.orchestrator.plan.step.MaintenanceStep;
import dev.belay.orchestrator.plan.step.MigrateStep;
import dev.belay.orchestrator.plan.step.NotifyStep;
import dev.belay.orchestrator.plan.step.RolloutStep;
import dev.belay.orchestrator.plan.step.RunStep;
import dev.belay.orchestrator.plan.step.StepDefinition;
import dev.belay.orchestrator.plan.step.Undo;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads what each kind of step has of its own. */
public final class DefinitionReader {
    /** Begins with no hyphen and has no slash: a version becomes an argument of commands and the name of a directory. */
    static final Pattern VERSION = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._+-]{0,99}");

    static final String VERSION_EXPECTED = "a version of letters, digits, dots, hyphens, + and _";
    private static final Pattern APPLICATION = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,99}");
    private static final Pattern TASK = Pattern.compile("[a-zA-Z0-9][a-zA-Z0-9._-]{0,99}");
    private static final Map<StepKind, Function<Section, List<StepDefinition>>> READERS = new LinkedHashMap<>();

    static {
        READERS.put(StepKind.APPROVE, step -> List.of(approve(step)));
        READERS.put(StepKind.NOTIFY, step -> List.of(notification(step)));
        READERS.put(StepKind.MAINTENANCE, step -> List.of(maintenance(step)));
        READERS.put(StepKind.BACKUP, step -> List.of(backup(step)));
        READERS.put(StepKind.REHEARSE, step -> List.of(RehearseReader.read(step)));
        READERS.put(StepKind.ROLLOUT, step -> List.of(rollout(step)));
        READERS.put(StepKind.MIGRATE, step -> List.of(migrate(step)));
        READERS.put(StepKind.RUN, step -> List.of(run(step)));
        READERS.put(StepKind.CHECK, CheckReader::read);
        READERS.put(StepKind.WATCH, step -> List.of(WatchReader.read(step)));
    }

    private DefinitionReader() {}

    /** The words of the kinds that plans can hold. */
    public static List<String> kinds() {
        return READERS.keySet().stream().map(StepKind::label).toList();
    }

    public static Optional<StepKind> kind(String label) {
        return READERS.keySet().stream()
                .filter(kind -> kind.label().equals(label))
                .findFirst();
    }

    /** Reads the definition, in as many parts as it needs workers. */
    public static List<StepDefinition> read(StepKind kind, Section step) {
        Function<Section, List<StepDefinition>> reader = READERS.get(kind);
        if (reader == null) {
            throw new IllegalArgumentException("Plans hold no step of kind " + kind);
        }
        return reader.apply(step);
    }

    private static StepDefinition approve(Section step) {
        String question = step.fields().requireText("approve", "a question");
        Set<Role> by = step.words("by", List.of("operator", "release-manager", "admin")).stream()
                .map(Role::parse)
                .collect(Collectors.toSet());
        return new ApproveStep(
                question,
                by.isEmpty() ? Set.of(Role.RELEASE_MANAGER) : by,
                step.duration("expires").orElse(null),
                step.fields().texts("confirm"),
                step.fields().oneOf("requester", List.of("allowed")).isPresent(),
                shown(step));
    }

    private static Set<Shown> shown(Section step) {
        return step.words("show", List.of("rehearsal", "migrations", "changes")).stream()
                .map(word -> Shown.valueOf(word.toUpperCase(Locale.ROOT)))
                .collect(Collectors.toSet());
    }

    private static StepDefinition notification(Section step) {
        return new NotifyStep(
                step.fields().requireText("notify", "a text"),
                step.fields().text("channel").orElse(null));
    }

    private static StepDefinition maintenance(Section step) {
        return new MaintenanceStep(
                step.fields()
                                .oneOf("maintenance", List.of("on", "off"))
                                .orElse("")
                                .equals("off")
                        ? MaintenanceWork.Switch.OFF
                        : MaintenanceWork.Switch.ON);
    }

    private static StepDefinition backup(Section step) {
        step.fields().oneOf("backup", List.of("database"));
        boolean verify = step.fields().has("verify");
        Set<BackupWork.Verification> verifications =
                step.words("verify", List.of("list", "checksum", "restore")).stream()
                        .map(text -> BackupWork.Verification.valueOf(text.toUpperCase(Locale.ROOT)))
                        .collect(Collectors.toSet());
        return new BackupStep(
                verify ? verifications : Set.of(BackupWork.Verification.LIST, BackupWork.Verification.CHECKSUM),
                step.integer("keep", 1, 10_000).orElse(null),
                step.fields().flag("snapshot").orElse(false) ? BackupWork.Snapshot.BESIDE : null,
                form(step),
                step.fields().text("copyTo").orElse(null));
    }

    private static @Nullable Form form(Section step) {
        BackupWork.Format format = step.fields().has("format")
                ? step.fields()
                        .oneOf("format", List.of("custom", "directory"))
                        .map(text -> BackupWork.Format.valueOf(text.toUpperCase(Locale.ROOT)))
                        .orElse(null)
                : null;
        Integer jobs = step.integer("jobs", 1, 64).orElse(null);
        if (format == BackupWork.Format.CUSTOM && jobs != null && jobs > 1) {
            step.fields()
                    .find("jobs")
                    .ifPresent(value -> step.report(
                            value,
                            "not-together",
                            step.thing("jobs")
                                    + " stands beside \"format: custom\", which is one file, dumped by one job.",
                            "both",
                            "one of the two",
                            "Write \"format: directory\", or leave \"jobs\" out."));
        }
        return format == null && jobs == null ? null : new Form(format, jobs);
    }

    private static StepDefinition rollout(Section step) {
        return new RolloutStep(step.requireName("rollout", VERSION, VERSION_EXPECTED), step.textMap("settings"));
    }

    private static StepDefinition migrate(Section step) {
        Optional<Node> value = step.fields().find("migrate");
        if (value.isPresent() && value.get() instanceof Node.Mapping mapping) {
            Undo undo = undo(step);
            Lint lint = lint(step, !mapping.entries().containsKey("to"));
            return step.inner("migrate")
                    .map(section -> mapping.entries().containsKey("to")
                            ? new MigrateStep(null, targets(section), undo, lint)
                            : OnlineReader.read(section, undo))
                    .orElseGet(() -> new MigrateStep(null, Map.of(), undo));
        }
        String target = step.requireName("migrate", VERSION, "latest, or " + VERSION_EXPECTED);
        return new MigrateStep(
                target.equals("latest") || target.isEmpty() ? null : target, Map.of(), undo(step), lint(step, false));
    }

    private static Lint lint(Section step, boolean online) {
        Optional<String> word = step.fields().oneOf("lint", List.of("error", "warn", "off"));
        if (online && word.isPresent()) {
            step.fields()
                    .find("lint")
                    .ifPresent(value -> step.report(
                            value,
                            "not-together",
                            step.thing("lint") + " stands beside \"online\", whose operations are not judged: they are"
                                    + " built to keep nobody waiting.",
                            "lint beside online",
                            "no lint",
                            "Remove it."));
        }
        return word.map(text -> Lint.valueOf(text.toUpperCase(Locale.ROOT))).orElse(Lint.WARN);
    }

    private static Map<String, String> targets(Section migrate) {
        Map<String, String> targets = new LinkedHashMap<>();
        migrate.inner("to").ifPresent(apps -> {
            for (String app : apps.fields().all().keySet()) {
                String version = apps.requireName(app, VERSION, VERSION_EXPECTED);
                if (!APPLICATION.matcher(app).matches()) {
                    apps.fields().illFormed(apps.fields().node(), app, "the name of an application");
                }
                targets.put(app, version);
            }
            if (targets.isEmpty()) {
                migrate.fields().illFormed(apps.fields().node(), "to", "at least one application");
            }
        });
        migrate.finish(Part.MIGRATE_TARGETS);
        return targets;
    }

    private static StepDefinition run(Section step) {
        return new RunStep(
                step.requireName("run", TASK, "the name of a task of the environment"),
                step.textMap("with"),
                step.fields().oneOf("dryRun", List.of("first")).isPresent(),
                undo(step));
    }

    private static Undo undo(Section step) {
        return step.name("undo", TASK, "the name of a task, restore or none")
                .map(text -> switch (text) {
                    case "restore" -> new Undo.Restore();
                    case "none" -> new Undo.None();
                    default -> new Undo.ByTask(text);
                })
                .orElse(new Undo.ByKind());
    }
}
