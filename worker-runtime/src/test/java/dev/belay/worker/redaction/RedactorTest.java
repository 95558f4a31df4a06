package dev.belay.worker.redaction;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.worker.environment.settings.Secret;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RedactorTest {
    private static final String SECRET = "open \"sesame\"/äöü?\\";
    private static final byte[] BYTES = SECRET.getBytes(StandardCharsets.UTF_8);

    private final Redactor redactor = redactor(SECRET);

    @Test
    void masksThePlainForm() {
        assertThat(redactor.redact("password=" + SECRET + ";")).isEqualTo("password=***;");
    }

    @Test
    void masksBase64WithAndWithoutPadding() {
        assertThat(redactor.redact(Base64.getEncoder().encodeToString(BYTES) + "."))
                .isEqualTo("***.");
        assertThat(redactor.redact(Base64.getUrlEncoder().withoutPadding().encodeToString(BYTES) + "."))
                .isEqualTo("***.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "u", "me", "shop", "shop_owner"})
    void leavesNothingUsefulOfBase64ThatBeginsWithTheUser(String user) {
        String credentials = user + ":" + SECRET;
        String encoded = Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8));

        String redacted = redactor.redact("Authorization: Basic " + encoded);

        assertThat(redacted).contains("***");
        assertThat(redacted.length()).isLessThan("Authorization: Basic ***".length() + user.length() * 2 + 10);
    }

    @Test
    void masksTheUrlEncodedForms() {
        String encoded = URLEncoder.encode(SECRET, StandardCharsets.UTF_8);

        assertThat(redactor.redact("?p=" + encoded)).isEqualTo("?p=***");
        assertThat(redactor.redact("?p=" + encoded.replace("+", "%20"))).isEqualTo("?p=***");
    }

    @Test
    void masksHexadecimalOfBothCases() {
        assertThat(redactor.redact("\\x" + HexFormat.of().formatHex(BYTES))).isEqualTo("\\x***");
        assertThat(redactor.redact(HexFormat.of().withUpperCase().formatHex(BYTES)))
                .isEqualTo("***");
    }

    @Test
    void masksTheFormInsideJson() {
        assertThat(redactor.redact("{\"p\": \"open \\\"sesame\\\"/äöü?\\\\\"}")).isEqualTo("{\"p\": \"***\"}");
        assertThat(redactor("first line\nsecond").redact("\"first line\\nsecond\""))
                .isEqualTo("\"***\"");
    }

    @Test
    void masksEachLongLineOfASecretOfManyLines() {
        Redactor lines = redactor("first long line\nsecond long line\nend");

        assertThat(lines.redact("got: second long line")).isEqualTo("got: ***");
        assertThat(lines.redact("the end")).isEqualTo("the end");
    }

    @Test
    void masksTheLongerOfTwoSecretsThatContainOneAnotherAsAWhole() {
        Redactor both = redactor("sesame", "open-sesame-now");

        assertThat(both.redact("open-sesame-now, sesame")).isEqualTo("***, ***");
    }

    @Test
    void masksAShortSecretInItsPlainFormOnly() {
        assertThat(redactor("abc").redact("abc 616263")).isEqualTo("*** 616263");
    }

    @Test
    void leavesTextAloneWhereASecretIsEmpty() {
        assertThat(redactor("").redact("nothing to hide")).isEqualTo("nothing to hide");
    }

    private static Redactor redactor(String... secrets) {
        List<Secret> list = Arrays.stream(secrets).map(Secret::new).toList();
        return Redactor.of(list);
    }
}
