package dev.belay.notifier.slack.calls;

/** The methods of Slack's Web API that are called. */
public enum SlackMethod {
    POST("chat.postMessage", Integer.MAX_VALUE),
    UPDATE("chat.update", 50),
    HISTORY("conversations.history", 50),
    REPLIES("conversations.replies", 50);

    private final String label;
    private final int perMinute;

    SlackMethod(String label, int perMinute) {
        this.label = label;
        this.perMinute = perMinute;
    }

    /** Slack's name. */
    public String label() {
        return label;
    }

    /** What Slack allows in the whole workspace; posting is limited per channel alone. */
    int perMinute() {
        return perMinute;
    }
}
