package dev.belay.notifier.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class SignatureTest {
    private static final byte[] BODY = "{\"summary\":\"hello\"}".getBytes(StandardCharsets.UTF_8);

    /** The expected value is what {@code openssl dgst -sha256 -hmac} says of the same text. */
    @Test
    void isWhatOpensslComputes() {
        assertThat(Signature.of("a secret of the test", "1772366400", BODY))
                .isEqualTo("v1=41632382a0b88a8db8b967672671e128c57e139056e6d7661ab547de79af1c36");
    }

    @Test
    void coversTheTime() {
        assertThat(Signature.of("a secret of the test", "1772366401", BODY))
                .isNotEqualTo(Signature.of("a secret of the test", "1772366400", BODY));
    }
}
