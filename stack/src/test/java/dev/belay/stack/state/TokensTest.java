package dev.belay.stack.state;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.contracts.Role;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TokensTest {
    @TempDir
    private Path directory;

    private Tokens tokens;

    @BeforeEach
    void createState() {
        StateDirectory state = new StateDirectory(directory);
        state.create();
        tokens = new Tokens(state);
        tokens.prepare();
    }

    @Test
    void givesEveryRoleOneOfItsOwn() {
        List<String> all = Arrays.stream(Role.values()).map(tokens::token).toList();

        assertThat(all).doesNotHaveDuplicates().allMatch(token -> token.length() >= 40);
        assertThat(directory.resolve("tokens"))
                .isDirectoryContaining("glob:**/viewer")
                .isDirectoryContaining("glob:**/operator")
                .isDirectoryContaining("glob:**/release-manager")
                .isDirectoryContaining("glob:**/admin");
    }

    @Test
    void keepsThemOverRestarts() {
        String before = tokens.token(Role.OPERATOR);

        tokens.prepare();

        assertThat(tokens.token(Role.OPERATOR)).isEqualTo(before);
    }

    @Test
    void makesThoseAnewThatWereRevokedByDeletion() throws IOException {
        String before = tokens.token(Role.ADMIN);
        Files.delete(tokens.file(Role.ADMIN));

        tokens.prepare();

        assertThat(tokens.token(Role.ADMIN)).isNotEqualTo(before);
        assertThat(Files.readString(tokens.digests())).contains(sha256(tokens.token(Role.ADMIN)));
    }

    @Test
    void tellsTheApiTheirDigestsAndNothingMore() throws IOException {
        assertThat(Files.readAllLines(tokens.digests()))
                .hasSize(Role.values().length)
                .contains("release-manager release-manager " + sha256(tokens.token(Role.RELEASE_MANAGER)));
        assertThat(Files.readString(tokens.digests())).doesNotContain(tokens.token(Role.VIEWER));
    }

    @Test
    void areReadableByTheirOwnerAlone() throws IOException {
        for (Path file : List.of(tokens.file(Role.VIEWER), tokens.digests())) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------");
        }
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
