package dev.belay.worker.redaction;

import dev.belay.worker.environment.Secret;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Collection;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Replaces secrets in text, in plain form and in the encodings in which programs print them. */
public final class Redactor {
    public static final String MASK = "***";

    /** A shorter secret would make the redaction eat ordinary words. */
    private static final int SHORTEST = 4;

    private final List<String> forms;

    private Redactor(List<String> forms) {
        this.forms = forms;
    }

    /** Redacts the given secrets; one of fewer than four characters is redacted in its plain form only. */
    public static Redactor of(Collection<Secret> secrets) {
        Set<String> forms = new TreeSet<>(
                Comparator.comparingInt(String::length).reversed().thenComparing(Comparator.naturalOrder()));
        for (Secret secret : secrets) {
            String value = secret.value();
            if (value.isEmpty()) {
                continue;
            }
            forms.add(value);
            if (value.length() >= SHORTEST) {
                byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
                forms.add(URLEncoder.encode(value, StandardCharsets.UTF_8));
                forms.add(Base64.getEncoder().encodeToString(bytes));
                forms.add(Base64.getEncoder().withoutPadding().encodeToString(bytes));
                forms.add(HexFormat.of().formatHex(bytes));
                forms.add(value.replace("\\", "\\\\").replace("\"", "\\\""));
            }
        }
        return new Redactor(List.copyOf(forms));
    }

    public String redact(String text) {
        String redacted = text;
        for (String form : forms) {
            redacted = redacted.replace(form, MASK);
        }
        return redacted;
    }
}
