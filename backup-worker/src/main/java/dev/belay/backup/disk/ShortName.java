package dev.belay.backup.disk;

import java.security.SecureRandom;

/** Six letters and digits that make a name unique. */
public final class ShortName {
    private static final String ALPHABET = "0123456789abcdefghijklmnopqrstuvwxyz";
    private static final SecureRandom RANDOM = new SecureRandom();

    private ShortName() {}

    public static String random() {
        StringBuilder name = new StringBuilder(6);
        for (int index = 0; index < 6; index++) {
            name.append(ALPHABET.charAt(RANDOM.nextInt(ALPHABET.length())));
        }
        return name.toString();
    }
}
