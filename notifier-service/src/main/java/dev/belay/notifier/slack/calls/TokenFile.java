package dev.belay.notifier.slack.calls;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The file that holds the bot token, read anew for each call, so that a replaced token needs no new start. */
record TokenFile(Path path) {

    /** @throws SlackTrouble when there is none: whoever replaces the file may be at it */
    String token() {
        String token;
        try {
            token = Files.readString(path).strip();
        } catch (IOException unreadable) {
            throw SlackTrouble.unreached("The Slack token file " + path + " cannot be read (" + unreadable
                    + "). Put a bot token there that this process may read.");
        }
        if (token.isEmpty()) {
            throw SlackTrouble.unreached(
                    "The Slack token file " + path + " is empty; expected a bot token. Put one there.");
        }
        return token;
    }
}
