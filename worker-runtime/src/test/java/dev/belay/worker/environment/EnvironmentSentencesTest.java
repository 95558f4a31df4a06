package dev.belay.worker.environment;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The exact words of five mistakes that everybody makes. */
class EnvironmentSentencesTest {
    @TempDir
    Path directory;

    @Test
    void aSecretThatIsNotThere() throws Exception {
        assertThat(sentence("""
                        environment: shop
                        database:
                          url: jdbc:postgresql://127.0.0.1:5432/shop
                          username: shop_owner
                          password: ${file:/nowhere/shop_owner}
                        """))
                .isEqualTo("shop.yaml:5:13: \"password\" of \"database\" refers to the file /nowhere/shop_owner, which"
                        + " does not exist. Create it with the value in it, or correct the path.");
    }

    @Test
    void aCommandWrittenForAShell() throws Exception {
        assertThat(sentence("""
                        environment: shop
                        rollout:
                          releases: /srv/shop/releases
                          current: [cat, /srv/shop/version]
                          prepare: git fetch
                          activate: [activate]
                        """))
                .isEqualTo("shop.yaml:5:12: \"prepare\" of \"rollout\" is \"git fetch\"; expected a list of arguments,"
                        + " since no shell reads it. Write it as a list: [git, fetch].");
    }

    @Test
    void aPlaceholderWithATypingError() throws Exception {
        assertThat(sentence("""
                        environment: shop
                        maintenance:
                          on: [touch, "${relase.dir}/maintenance"]
                          off: [rm, /srv/shop/maintenance]
                        """))
                .isEqualTo("shop.yaml:3:15: An argument of \"on\" of \"maintenance\" holds ${relase.dir}; expected"
                        + " ${version}, ${release.dir}, ${database.name}. Did you mean \"${release.dir}\"?");
    }

    @Test
    void aTaskThatDoesNotSayWhatItChanges() throws Exception {
        assertThat(sentence("""
                        environment: shop
                        tasks:
                          recount-stock:
                            command: [recount]
                        """))
                .isEqualTo("shop.yaml:4:5: \"changes\" is missing in task \"recount-stock\"; expected one of nothing,"
                        + " data, outside. Add \"changes: ...\".");
    }

    @Test
    void aListThatNamesNothing() throws Exception {
        assertThat(sentence("""
                        environment: shop
                        database: {url: "jdbc:postgresql://h/d", username: u, password: p, replicas: []}
                        """))
                .isEqualTo(
                        "shop.yaml:2:78: \"replicas\" of \"database\" is a list of 0; expected at least one replica, each"
                                + " with the keys url, username and password.");
    }

    private String sentence(String text) throws Exception {
        return String.join("\n", new EnvironmentFile(directory).sentences(text));
    }
}
