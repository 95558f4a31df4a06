package dev.belay.documents;

/**
 * One complaint about a document.
 *
 * @param code stable, for scripts, such as {@code unknown-key}
 * @param path within the document, such as {@code phases[0].steps[2].check}
 * @param found what stands there
 * @param expected what may stand there
 * @param suggestion how to mend it
 */
public record Finding(
        String code,
        String message,
        String file,
        int line,
        int column,
        String path,
        String found,
        String expected,
        String suggestion) {
    @Override
    public String toString() {
        return file + ":" + line + ":" + column + ": " + message + (suggestion.isEmpty() ? "" : " " + suggestion);
    }
}
