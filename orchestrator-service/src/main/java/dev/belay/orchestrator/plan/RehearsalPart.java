package dev.belay.orchestrator.plan;

import dev.belay.contracts.StepId;
import dev.belay.orchestrator.plan.step.CopyExpectations;
import dev.belay.orchestrator.plan.step.RehearseStep;
import dev.belay.orchestrator.plan.step.Rehearsed;
import java.util.ArrayList;
import java.util.List;

/**
 * A part of a rehearsal, which is shown as a step of its own.
 *
 * @param index of its migration, where the part is about one
 */
public record RehearsalPart(Kind kind, int index, String title) {
    /** Step ids have an end; from then on attempts share their names. */
    private static final int MOST_ATTEMPTS = 9;

    /** What a part does, in the order in which it is done. */
    public enum Kind {
        MEASURE("measure", "Measure the copy as it was"),
        MIGRATE("migrate", "Migrate the copy"),
        CHECK("check", "Check the copy after the migrations"),
        CHECK_TOOL("check-tool", "Check the migrations of the copy"),
        BACK("back", "Take back on the copy"),
        BACK_CHECK("back-check", "Check the copy after they are taken back"),
        BACK_TOOL("back-tool", "Check the migrations of the copy after they are taken back"),
        REDO("redo", "Migrate the copy again"),
        DROP("drop", "Drop the copy");

        private final String word;
        private final String title;

        Kind(String word, String title) {
            this.word = word;
            this.title = title;
        }
    }

    /** All parts, in the order in which they are done. */
    public static List<RehearsalPart> of(RehearseStep rehearse) {
        List<RehearsalPart> parts = new ArrayList<>();
        if (rehearse.compares()) {
            parts.add(new RehearsalPart(Kind.MEASURE, 0, Kind.MEASURE.title));
        }
        parts.addAll(ofMigrations(rehearse, Kind.MIGRATE));
        parts.addAll(ofChecks(rehearse.afterUpgrade(), Kind.CHECK, Kind.CHECK_TOOL));
        if (rehearse.goesBack()) {
            List<RehearsalPart> back = ofMigrations(rehearse, Kind.BACK);
            for (int index = back.size() - 1; index >= 0; index--) {
                parts.add(back.get(index));
            }
            parts.addAll(ofChecks(rehearse.afterDowngrade(), Kind.BACK_CHECK, Kind.BACK_TOOL));
            parts.addAll(ofMigrations(rehearse, Kind.REDO));
        }
        parts.add(new RehearsalPart(Kind.DROP, 0, Kind.DROP.title));
        return parts;
    }

    private static List<RehearsalPart> ofMigrations(RehearseStep rehearse, Kind kind) {
        List<RehearsalPart> parts = new ArrayList<>();
        for (int index = 0; index < rehearse.migrations().size(); index++) {
            Rehearsed one = rehearse.migrations().get(index);
            String as = one.step() == null || rehearse.migrations().size() == 1 ? "" : ", as " + one.step() + " does";
            parts.add(new RehearsalPart(kind, index, kind.title + as));
        }
        return parts;
    }

    private static List<RehearsalPart> ofChecks(CopyExpectations expected, Kind database, Kind tool) {
        List<RehearsalPart> parts = new ArrayList<>();
        if (expected.looks()) {
            parts.add(new RehearsalPart(database, 0, database.title));
        }
        if (expected.migrations() != null) {
            parts.add(new RehearsalPart(tool, 0, tool.title));
        }
        return parts;
    }

    /**
     * Its name.
     *
     * @param attempt at the rehearsal, counted from 1; each has parts of its own, since what has ended well is not
     *     begun again
     */
    public StepId id(StepId rehearsal, int attempt) {
        String number = index == 0 ? "" : "-" + (index + 1);
        String prefix = attempt == 1 ? "." : "." + Math.min(attempt, MOST_ATTEMPTS) + ".";
        return new StepId(rehearsal + prefix + kind.word + number);
    }
}
