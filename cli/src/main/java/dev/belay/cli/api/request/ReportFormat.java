package dev.belay.cli.api.request;

/** The forms in which a report can be had. */
public enum ReportFormat {
    MD("text/markdown"),
    HTML("text/html"),
    JSON("application/json");

    private final String mediaType;

    ReportFormat(String mediaType) {
        this.mediaType = mediaType;
    }

    public String mediaType() {
        return mediaType;
    }
}
