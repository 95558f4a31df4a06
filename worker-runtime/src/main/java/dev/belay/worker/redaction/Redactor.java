package dev.belay.worker.redaction;

import dev.belay.worker.environment.settings.Secret;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Replaces secrets in text, in plain form and in the encodings in which programs print them. */
public final class Redactor {
    public static final String MASK = "***";

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
            forms.addAll(SecretForms.of(value));
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
