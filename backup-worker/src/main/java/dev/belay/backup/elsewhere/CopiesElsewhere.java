package dev.belay.backup.elsewhere;

import dev.belay.backup.catalogue.BackupDirectory;
import dev.belay.backup.catalogue.BackupFiles;
import dev.belay.backup.catalogue.BackupManifest;
import dev.belay.backup.catalogue.DumpPart;
import dev.belay.backup.disk.Digest;
import dev.belay.backup.disk.Readable;
import dev.belay.backup.elsewhere.CopyMarks.Mark;
import dev.belay.contracts.BackupId;
import dev.belay.contracts.outcome.Evidence;
import dev.belay.contracts.outcome.Failure;
import dev.belay.contracts.outcome.FailureCode;
import dev.belay.worker.environment.Substitutions;
import dev.belay.worker.environment.settings.BackupPlace;
import dev.belay.worker.environment.settings.CommandLine;
import dev.belay.worker.execution.Execution;
import dev.belay.worker.failure.WorkFailed;
import dev.belay.worker.process.ProcessRequest;
import dev.belay.worker.process.ProcessResult;
import dev.belay.worker.process.Processes;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Copies backups to other places by the environment's commands, and removes the copies of those that are gone. */
public final class CopiesElsewhere {
    private static final int LONGEST_EXCERPT = 6_000;

    private final Processes processes;

    public CopiesElsewhere(Processes processes) {
        this.processes = processes;
    }

    /**
     * Copies a backup, and has the digest of every file read there.
     *
     * @throws WorkFailed when a command fails, or a file there is not what it is here
     */
    public Evidence send(String place, BackupManifest manifest, BackupDirectory directory, Execution execution)
            throws IOException, InterruptedException {
        BackupPlace to = require(place, execution);
        BackupFiles files = directory.files(manifest.id());
        Mark mark = new Mark(manifest.id(), place);
        CopyMarks marks = new CopyMarks(directory);
        long started = System.nanoTime();
        Map<String, String> expected = digests(manifest, files);
        Substitutions substitutions = substitutions(files, manifest.id(), execution);
        marks.begin(mark);
        run("send", to.send(), to, substitutions, execution);
        FoundDigests found = new FoundDigests(expected);
        requireSuccess(
                "digests", to, processes.stream(ProcessRequest.of(substitutions.fill(to.digests())), execution, found));
        Optional<String> difference = found.difference();
        if (difference.isPresent()) {
            throw new WorkFailed(
                    FailureCode.BACKUP_NOT_VERIFIED,
                    "The copy of backup " + manifest.id() + " in \"" + place + "\" is not whole: " + difference.get()
                            + ".",
                    "Look at what \"send\" and \"digests\" of \"copies." + place + "\" do, and at the disk there.");
        }
        marks.whole(mark);
        return new Evidence(
                "copied to",
                place + ": " + expected.size() + " files with the digests that they have here, in "
                        + Readable.duration(Duration.ofNanos(System.nanoTime() - started)));
    }

    /** Whether all of it was found to be there. */
    public static boolean isWhole(String place, BackupId backup, BackupDirectory directory) throws IOException {
        return new CopyMarks(directory).isWhole(new Mark(backup, place));
    }

    /** Removes copies whose backup is gone, half-made ones too; what cannot be removed is told and fails nothing. */
    public List<Evidence> removeAbandoned(BackupDirectory directory, Execution execution)
            throws IOException, InterruptedException {
        CopyMarks marks = new CopyMarks(directory);
        List<Evidence> told = new ArrayList<>();
        for (Mark mark : marks.all()) {
            BackupFiles files = directory.files(mark.backup());
            if (!Files.exists(files.directory())) {
                try {
                    BackupPlace place = require(mark.place(), execution);
                    run("remove", place.remove(), place, substitutions(files, mark.backup(), execution), execution);
                    marks.forget(mark);
                    told.add(new Evidence("older copy removed", mark.backup() + " in " + mark.place()));
                } catch (WorkFailed failed) {
                    told.add(new Evidence(
                            "an older copy could not be removed", mark.backup() + ": " + failed.getMessage()));
                }
            }
        }
        return told;
    }

    private static BackupPlace require(String place, Execution execution) {
        return Optional.ofNullable(
                        execution.environment().requireBackups().places().get(place))
                .orElseThrow(() -> new WorkFailed(
                        FailureCode.ENVIRONMENT_LACKS,
                        "Environment \"" + execution.environment().name() + "\" names no place \"" + place
                                + "\" under \"copies\" of \"backups\".",
                        "Add it to the environment file, or remove \"copyTo\"."));
    }

    private static Map<String, String> digests(BackupManifest manifest, BackupFiles files) throws IOException {
        Map<String, String> digests = new HashMap<>();
        String dump = Objects.requireNonNull(files.dump().getFileName()).toString();
        List<DumpPart> parts = manifest.dump().files();
        if (parts == null) {
            digests.put(dump, manifest.dump().sha256());
        } else {
            parts.forEach(part -> digests.put(dump + "/" + part.name(), part.sha256()));
        }
        digests.put(Objects.requireNonNull(files.manifest().getFileName()).toString(), Digest.ofFile(files.manifest()));
        return digests;
    }

    private static Substitutions substitutions(BackupFiles files, BackupId backup, Execution execution) {
        return Substitutions.of(execution.environment(), Optional.empty())
                .with(Map.of(
                        Substitutions.BACKUP_DIRECTORY,
                        files.directory().toString(),
                        Substitutions.BACKUP_ID,
                        backup.text()));
    }

    private void run(
            String key, List<CommandLine> commands, BackupPlace place, Substitutions substitutions, Execution execution)
            throws InterruptedException {
        for (CommandLine command : commands) {
            requireSuccess(key, place, processes.run(ProcessRequest.of(substitutions.fill(command)), execution));
        }
    }

    private static void requireSuccess(String key, BackupPlace place, ProcessResult result) {
        if (!result.succeeded()) {
            String tail = result.tail();
            throw new WorkFailed(new Failure(
                    FailureCode.PROCESS_FAILED,
                    "A command of \"" + key + "\" of \"copies." + place.name() + "\" ended with exit code "
                            + result.exitCode() + "; 0 was expected.",
                    "Read the end of its output, mend what it names, then retry.",
                    tail.isBlank() ? null : tail.substring(Math.max(0, tail.length() - LONGEST_EXCERPT))));
        }
    }
}
