package dev.belay.backup.catalogue;

import dev.belay.backup.disk.Digest;
import dev.belay.backup.disk.DiskSpace;
import dev.belay.backup.disk.PrivateFiles;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Manifests as JSON on disk, replaced as a whole or not at all, each with a digest of its own fields. */
public final class ManifestFile {
    private static final String DIGEST = "manifestSha256";

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(SerializationFeature.INDENT_OUTPUT)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private ManifestFile() {}

    public static void write(BackupFiles files, BackupManifest manifest) throws IOException {
        Path partial = files.directory().resolve("manifest.json.partial");
        ObjectNode fields = (ObjectNode) MAPPER.readTree(MAPPER.writeValueAsBytes(manifest));
        fields.put(DIGEST, digest(fields));
        try (FileChannel channel = PrivateFiles.create(partial)) {
            ByteBuffer json = ByteBuffer.wrap(MAPPER.writeValueAsBytes(fields));
            while (json.hasRemaining()) {
                channel.write(json);
            }
            channel.force(true);
        } catch (IOException failed) {
            throw DiskSpace.named(failed, partial, "the manifest");
        }
        PrivateFiles.rename(partial, files.manifest());
    }

    /** The manifest; empty where there is none, or none that reads. */
    public static Optional<BackupManifest> find(BackupFiles files) throws IOException {
        return read(files).whole();
    }

    public static ManifestReading read(BackupFiles files) throws IOException {
        Path file = files.manifest();
        if (!Files.isRegularFile(file)) {
            return new ManifestReading.Absent(file);
        }
        byte[] bytes = Files.readAllBytes(file);
        try {
            if (MAPPER.readTree(bytes) instanceof ObjectNode fields) {
                return read(file, fields);
            }
            return new ManifestReading.Damaged(file, "it holds no JSON object");
        } catch (JacksonException unreadable) {
            return new ManifestReading.Damaged(
                    file, bytes.length + " bytes that are no manifest (" + unreadable.getOriginalMessage() + ")");
        }
    }

    private static ManifestReading read(Path file, ObjectNode fields) {
        JsonNode expected = fields.remove(DIGEST);
        if (expected == null) {
            return new ManifestReading.Damaged(file, "it has no field " + DIGEST + ", with which it could be compared");
        }
        String found = digest(fields);
        if (!found.equals(expected.asString())) {
            return new ManifestReading.Damaged(
                    file,
                    "its fields have SHA-256 " + found + "; expected " + expected.asString() + ", as it says itself");
        }
        return new ManifestReading.Whole(MAPPER.treeToValue(fields, BackupManifest.class));
    }

    private static String digest(ObjectNode fields) {
        return Digest.text(
                Digest.begin(),
                MAPPER.writer().without(SerializationFeature.INDENT_OUTPUT).writeValueAsBytes(fields));
    }
}
