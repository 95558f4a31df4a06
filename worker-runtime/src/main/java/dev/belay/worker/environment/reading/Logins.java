package dev.belay.worker.environment.reading;

import dev.belay.worker.environment.settings.Login;
import dev.belay.worker.environment.settings.Secret;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads how to reach a database. */
final class Logins {
    private static final String URL = "a URL such as jdbc:postgresql://127.0.0.1:5432/shop";
    private static final String PASSWORD = "a reference such as ${file:/run/secrets/database}";
    private static final Pattern CREDENTIALS =
            Pattern.compile("//[^/?]*@|[?&](user|username|password|sslpassword)=", Pattern.CASE_INSENSITIVE);
    private static final Pattern FORM = Pattern.compile("jdbc:postgresql:(//[^/?\\s]+/)?[^/?\\s]+(\\?\\S*)?");

    private Logins() {}

    /** A login whose section names its own URL. */
    static Login read(Section section) {
        return login(section, section.requireText("url", URL));
    }

    /** A login whose section may leave out the URL, which is then that of the main one. */
    static Login read(Section section, Login main) {
        return login(
                section,
                section.text("url").or(() -> section.fields().has("url") ? Optional.empty() : Optional.of(main.url())));
    }

    private static Login login(Section section, Optional<String> url) {
        url.filter(text -> !text.isEmpty()).ifPresent(text -> check(section, text));
        String username = section.requireText("username", "the role's name").orElse("");
        Secret password = section.requireSecret("password", PASSWORD).orElse(new Secret(""));
        return new Login(url.orElse(""), username, password);
    }

    private static void check(Section section, String url) {
        if (CREDENTIALS.matcher(url).find()) {
            section.complain(
                    "url",
                    "credentials-in-url",
                    "holds credentials; expected a URL without them.",
                    "a URL without credentials",
                    "Take user and password out of the URL, and write them as \"username\" and \"password: "
                            + "${file:/path}\".");
        } else if (!url.startsWith("jdbc:postgresql:")) {
            section.complain(
                    "url",
                    "ill-formed",
                    "is not the JDBC URL of a PostgreSQL database; expected " + URL + ".",
                    URL,
                    url.matches("postgres(ql)?:.*") ? "Write \"jdbc:postgresql:\" in front instead." : "");
        } else if (!FORM.matcher(url).matches()) {
            section.complain("url", "ill-formed", "does not name a database; expected " + URL + ".", URL, "");
        }
    }
}
