package dev.belay.worker.redaction;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Set;
import java.util.TreeSet;

/** The forms in which programs print a value. */
final class SecretForms {
    /** A shorter secret, or piece of one, would make the redaction eat ordinary words. */
    private static final int SHORTEST = 4;

    /** What is left of a value in the middle of a Base64 text must be longer than ordinary words are. */
    private static final int SHORTEST_PIECE = 8;

    private SecretForms() {}

    static Set<String> of(String value) {
        Set<String> forms = new TreeSet<>(Set.of(value));
        if (value.length() >= SHORTEST) {
            byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
            String url = URLEncoder.encode(value, StandardCharsets.UTF_8);
            forms.add(url);
            forms.add(url.replace("+", "%20"));
            forms.add(HexFormat.of().formatHex(bytes));
            forms.add(HexFormat.of().withUpperCase().formatHex(bytes));
            forms.add(json(value));
            forms.add(json(value).replace("/", "\\/"));
            addBase64(bytes, Base64.getEncoder(), forms);
            addBase64(bytes, Base64.getUrlEncoder(), forms);
            value.lines()
                    .filter(line -> line.strip().length() >= SHORTEST_PIECE)
                    .forEach(forms::add);
        }
        return forms;
    }

    /** Whole, and as it appears behind one or two other bytes, such as in {@code user:password}. */
    private static void addBase64(byte[] bytes, Base64.Encoder encoder, Set<String> forms) {
        forms.add(encoder.encodeToString(bytes));
        forms.add(encoder.withoutPadding().encodeToString(bytes));
        for (int before = 0; before < 3; before++) {
            byte[] shifted = new byte[before + bytes.length];
            System.arraycopy(bytes, 0, shifted, before, bytes.length);
            String encoded = encoder.withoutPadding().encodeToString(shifted);
            int from = before == 0 ? 0 : before + 1;
            int to = shifted.length % 3 == 0 ? encoded.length() : encoded.length() - 1;
            if (to - from >= SHORTEST_PIECE) {
                forms.add(encoded.substring(from, to));
            }
        }
    }

    private static String json(String value) {
        StringBuilder escaped = new StringBuilder();
        for (char character : value.toCharArray()) {
            switch (character) {
                case '"', '\\' -> escaped.append('\\').append(character);
                case '\n' -> escaped.append("\\n");
                case '\r' -> escaped.append("\\r");
                case '\t' -> escaped.append("\\t");
                default -> escaped.append(character);
            }
        }
        return escaped.toString();
    }
}
