package dev.belay.backup.catalogue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Manifests as JSON on disk, replaced as a whole or not at all. */
public final class ManifestFile {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(SerializationFeature.INDENT_OUTPUT)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private ManifestFile() {}

    public static void write(BackupFiles files, BackupManifest manifest) throws IOException {
        Path partial = files.directory().resolve("manifest.json.partial");
        try (FileChannel channel = PrivateFiles.create(partial)) {
            ByteBuffer json = ByteBuffer.wrap(MAPPER.writeValueAsBytes(manifest));
            while (json.hasRemaining()) {
                channel.write(json);
            }
            channel.force(true);
        }
        PrivateFiles.rename(partial, files.manifest());
    }

    /** The manifest; empty where there is none, or none that reads. */
    public static Optional<BackupManifest> find(BackupFiles files) throws IOException {
        if (!Files.isRegularFile(files.manifest())) {
            return Optional.empty();
        }
        try {
            return Optional.of(MAPPER.readValue(Files.readAllBytes(files.manifest()), BackupManifest.class));
        } catch (JacksonException unreadable) {
            return Optional.empty();
        }
    }
}
