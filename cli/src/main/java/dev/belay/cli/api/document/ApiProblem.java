package dev.belay.cli.api.document;

import dev.belay.documents.Finding;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** The server's refusal, as RFC 9457 problem details. */
public final class ApiProblem extends RuntimeException {
    private final int status;
    private final transient JsonNode document;
    private final transient List<Finding> findings;

    ApiProblem(int status, String sentence, JsonNode document, List<Finding> findings) {
        super(sentence);
        this.status = status;
        this.document = document;
        this.findings = List.copyOf(findings);
    }

    public int status() {
        return status;
    }

    /** The stable code, such as {@code environment-busy}; empty where the answer was no problem document. */
    public String code() {
        return text("code").orElse("");
    }

    /** A member of the problem document that only some problems have. */
    public Optional<String> text(String member) {
        return document.path(member).stringValueOpt();
    }

    public List<Finding> findings() {
        return findings;
    }

    /** The problem as the server wrote it. */
    public JsonNode document() {
        return document;
    }
}
