package dev.belay.embedded.postgres;

import dev.belay.embedded.machine.Command;
import dev.belay.embedded.machine.FileTree;
import dev.belay.embedded.machine.WholeFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** Makes a new cluster by initdb, with a generated password and checksums. */
record ClusterCreation(ClusterFiles files, SystemAccount account, Path programs, Durability durability) {
    static final String USERNAME = "belay";
    private static final Duration LIMIT = Duration.ofMinutes(3);
    private static final int PASSWORD_BYTES = 24;

    void createIfAbsent() {
        if (Files.exists(files.data())) {
            return;
        }
        try {
            String password = newPassword();
            prepare(password);
            initdb();
            Files.writeString(
                    files.draft().resolve("postgresql.conf"),
                    "\ninclude '" + ClusterSettings.FILE_NAME + "'\n",
                    StandardOpenOption.APPEND);
            WholeFile.writeSecret(files.password(), password);
            Files.move(files.draft(), files.data(), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException("A cluster cannot be made in %s".formatted(files.home()), e);
        } finally {
            FileTree.delete(files.passwordForInitdb());
        }
    }

    private void prepare(String password) throws IOException {
        Files.createDirectories(files.home());
        FileTree.delete(files.draft());
        Files.createDirectory(files.draft());
        account.own(files.draft());
        WholeFile.writeSecret(files.passwordForInitdb(), password);
        account.own(files.passwordForInitdb());
    }

    private void initdb() {
        Command.Result result = initdb("C.UTF-8").run();
        // Not every system has it; plain C differs for letters beyond ASCII in upper() and lower() alone.
        if (!result.succeeded() && result.output().contains("invalid locale")) {
            result = initdb("C").run();
        }
        if (!result.succeeded()) {
            throw new IllegalStateException("initdb failed for %s: %s"
                    .formatted(files.draft(), result.output().strip()));
        }
    }

    private Command initdb(String locale) {
        List<String> arguments = new ArrayList<>(List.of(
                programs.resolve("initdb").toString(),
                "--pgdata=" + files.draft(),
                "--username=" + USERNAME,
                "--pwfile=" + files.passwordForInitdb(),
                "--auth=scram-sha-256",
                "--data-checksums",
                "--encoding=UTF8",
                "--locale=" + locale));
        switch (durability) {
            case KEPT -> {}
            case THROWAWAY -> arguments.add("--no-sync");
        }
        return account.command(LIMIT, arguments);
    }

    private static String newPassword() {
        byte[] bytes = new byte[PASSWORD_BYTES];
        new SecureRandom().nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
