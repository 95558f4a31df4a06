package dev.belay.migration.django;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the script tells that was run in Django's shell.
 *
 * @param session what the database says of the session in which the script ran
 * @param problems in whole sentences; where there are any, nothing else counts
 * @param plan what would be applied, in that order
 * @param steps what would be taken back, in that order
 */
@JsonIgnoreProperties(ignoreUnknown = true)
record DjangoAnswer(
        List<String> session,
        List<String> problems,
        @Nullable List<Migration> plan,
        @Nullable List<Migration> steps) {
    DjangoAnswer {
        session = List.copyOf(session);
        problems = List.copyOf(problems);
        plan = plan == null ? null : List.copyOf(plan);
        steps = steps == null ? null : List.copyOf(steps);
    }

    /**
     * One migration of an app.
     *
     * @param irreversible operations that have no way back
     * @param file in which it stands, absent where that is not known
     * @param target to which its app goes when it is taken back
     */
    record Migration(
            String app,
            String name,
            boolean atomic,
            boolean indexesOnly,
            List<String> irreversible,
            @Nullable String file,
            @Nullable String target) {
        Migration {
            irreversible = List.copyOf(irreversible);
        }

        String version() {
            return DjangoTool.version(app, name);
        }
    }
}
