package dev.belay.worker.environment.reading;

import dev.belay.worker.environment.Substitutions;
import dev.belay.worker.environment.settings.BackupEncryption;
import dev.belay.worker.environment.settings.BackupEncryption.Identity;
import dev.belay.worker.environment.settings.BackupEncryption.IdentityFile;
import dev.belay.worker.environment.settings.BackupEncryption.IdentityText;
import dev.belay.worker.environment.settings.BackupPlace;
import dev.belay.worker.environment.settings.BackupSettings;
import dev.belay.worker.environment.settings.CommandLine;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads where backups lie, how many stay, for whom they are encrypted, and where copies of them go. */
final class BackupSection {
    private static final int KEPT = 3;
    private static final long RESERVE = 500_000_000;

    /** An age recipient in the form of its public keys. */
    private static final Pattern RECIPIENT = Pattern.compile("age1[02-9ac-hj-np-z]{58}");

    private static final String PRIVATE_KEY = "AGE-SECRET-KEY-1";

    private BackupSection() {}

    static Optional<BackupSettings> read(Section root) {
        return root.section("backups").flatMap(section -> {
            Optional<Path> directory = section.requireDirectory("directory", "the directory for dumps");
            int keep = keep(section);
            long reserve = Sizes.bytes(section, "reserve").orElse(RESERVE);
            Optional<BackupEncryption> encryption = encryption(section);
            Map<String, BackupPlace> places = places(section);
            section.finish();
            return directory.map(path -> new BackupSettings(path, keep, reserve, encryption, places));
        });
    }

    private static Map<String, BackupPlace> places(Section backups) {
        Map<String, BackupPlace> read = new LinkedHashMap<>();
        backups.section("copies")
                .ifPresent(copies -> copies.fields().all().forEach((name, node) -> {
                    Names.check(
                            name,
                            "a place for copies",
                            copies.mark(name),
                            node.path(),
                            copies.interpolation().findings());
                    Section.read(node, "copies \"" + name + "\"", copies.interpolation())
                            .ifPresent(section -> place(name, section).ifPresent(place -> read.put(name, place)));
                }));
        return read;
    }

    private static Optional<BackupPlace> place(String name, Section section) {
        for (String key : List.of("send", "digests", "remove")) {
            if (!section.fields().has(key)) {
                section.fields().missing(key, "a list of arguments");
            }
        }
        Commands commands = Commands.knowing(Substitutions.IN_COPIES, section.interpolation());
        List<CommandLine> send = several(section, "send", commands);
        Optional<CommandLine> digests =
                section.fields().find("digests").flatMap(value -> commands.one(value, section.named("digests")));
        List<CommandLine> remove = several(section, "remove", commands);
        section.finish();
        return digests.map(command -> new BackupPlace(name, send, command, remove));
    }

    private static List<CommandLine> several(Section section, String key, Commands commands) {
        return section.fields()
                .find(key)
                .map(value -> commands.several(value, section.named(key)))
                .orElse(List.of());
    }

    private static int keep(Section section) {
        int keep = section.fields().integer("keep").orElse(KEPT);
        if (keep < 1) {
            section.illFormed("keep", "at least 1, since a release is taken back from a backup");
        }
        return keep;
    }

    private static Optional<BackupEncryption> encryption(Section section) {
        Optional<String> recipient = section.text("encrypt");
        Optional<Identity> identity = section.text("identity").flatMap(text -> identity(section, text));
        if (recipient.isEmpty()) {
            if (section.fields().has("identity")) {
                section.complain(
                        "identity",
                        "superfluous-identity",
                        "stands without \"encrypt\", so nothing would be encrypted.",
                        "\"encrypt\" with the public key that belongs to it",
                        "Add \"encrypt: age1...\", or remove it.");
            }
            return Optional.empty();
        }
        if (!RECIPIENT.matcher(recipient.get()).matches()) {
            section.illFormed("encrypt", "the public key of an age identity: age1 and 58 letters and digits");
            return Optional.empty();
        }
        return Optional.of(new BackupEncryption(recipient.get(), identity));
    }

    private static Optional<Identity> identity(Section section, String text) {
        if (text.contains(PRIVATE_KEY)) {
            return Optional.of(new IdentityText(section.interpolation().secret(text)));
        }
        return section.requireDirectory("identity", "an age identity").map(IdentityFile::new);
    }
}
