package dev.belay.notifier;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** As whom, and where to, Slack messages are sent. */
record SlackAccount(Path tokenFile, String channel) {

    /**
     * The bot token as the file holds it now.
     *
     * @throws NotDeliveredYet when there is none: whoever replaces the file may be at it
     */
    String token() {
        String token;
        try {
            token = Files.readString(tokenFile).strip();
        } catch (IOException unreadable) {
            throw new NotDeliveredYet("The Slack token file " + tokenFile + " cannot be read (" + unreadable
                    + "). Put a bot token there that this process may read.");
        }
        if (token.isEmpty()) {
            throw new NotDeliveredYet(
                    "The Slack token file " + tokenFile + " is empty; expected a bot token. Put one there.");
        }
        return token;
    }
}
