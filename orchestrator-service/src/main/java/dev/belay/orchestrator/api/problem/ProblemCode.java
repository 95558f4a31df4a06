package dev.belay.orchestrator.api.problem;

import java.util.Locale;
import org.springframework.http.HttpStatus;

/** The stable codes of the API's own problems; a refused decision brings a code of its own. */
public enum ProblemCode {
    BODY_UNREADABLE(HttpStatus.BAD_REQUEST, "The body cannot be read"),
    FIELD_UNKNOWN(HttpStatus.BAD_REQUEST, "The body has a field that is not known"),
    FIELD_MISSING(HttpStatus.BAD_REQUEST, "The body lacks a field"),
    VALUE_INVALID(HttpStatus.BAD_REQUEST, "A value cannot be used"),
    REQUEST_INVALID(HttpStatus.BAD_REQUEST, "The request cannot be understood"),
    TOKEN_MISSING(HttpStatus.UNAUTHORIZED, "A token is needed"),
    TOKEN_UNKNOWN(HttpStatus.UNAUTHORIZED, "The token is not known"),
    ROLE_MISSING(HttpStatus.FORBIDDEN, "Your role does not allow this"),
    ADDRESS_UNKNOWN(HttpStatus.NOT_FOUND, "There is nothing at this address"),
    DEPLOYMENT_UNKNOWN(HttpStatus.NOT_FOUND, "There is no such deployment"),
    METHOD_NOT_ALLOWED(HttpStatus.METHOD_NOT_ALLOWED, "This address does not take that method"),
    NOT_ACCEPTABLE(HttpStatus.NOT_ACCEPTABLE, "The answer does not exist in that form"),
    ENVIRONMENT_BUSY(HttpStatus.CONFLICT, "The environment is busy"),
    IDEMPOTENCY_KEY_REUSED(HttpStatus.CONFLICT, "The idempotency key stands for another request"),
    DECISION_REFUSED(HttpStatus.CONFLICT, "The decision does not hold"),
    BODY_TOO_LARGE(HttpStatus.CONTENT_TOO_LARGE, "The body is too large"),
    MEDIA_TYPE_UNSUPPORTED(HttpStatus.UNSUPPORTED_MEDIA_TYPE, "The body is of a kind that is not read here"),
    PLAN_INVALID(HttpStatus.UNPROCESSABLE_CONTENT, "The plan may not run"),
    START_TIME_INVALID(HttpStatus.UNPROCESSABLE_CONTENT, "It cannot begin at that time"),
    PLAN_UNKNOWN(HttpStatus.UNPROCESSABLE_CONTENT, "There is no such plan"),
    INTERNAL_ERROR(HttpStatus.INTERNAL_SERVER_ERROR, "Something went wrong here"),
    DECISION_NOT_ANSWERED(HttpStatus.SERVICE_UNAVAILABLE, "The decision was not answered in time"),
    PREVIEW_NOT_ANSWERED(HttpStatus.SERVICE_UNAVAILABLE, "The preview was not made in time"),
    ROLLBACK_PREVIEW_NOT_ANSWERED(HttpStatus.SERVICE_UNAVAILABLE, "The preview of a rollback was not answered in time"),
    DATABASE_UNAVAILABLE(HttpStatus.SERVICE_UNAVAILABLE, "The orchestrator's database does not answer"),
    TOO_MANY_STREAMS(HttpStatus.SERVICE_UNAVAILABLE, "Too many event streams are open");

    private final HttpStatus status;
    private final String title;

    ProblemCode(HttpStatus status, String title) {
        this.status = status;
        this.title = title;
    }

    public HttpStatus status() {
        return status;
    }

    String title() {
        return title;
    }

    /** The code as it stands in answers, such as {@code environment-busy}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The code for a status that was set before or after the API's own code. */
    public static ProblemCode ofStatus(int status) {
        return switch (status) {
            case 401 -> TOKEN_MISSING;
            case 403 -> ROLE_MISSING;
            case 404 -> ADDRESS_UNKNOWN;
            case 405 -> METHOD_NOT_ALLOWED;
            case 406 -> NOT_ACCEPTABLE;
            case 413 -> BODY_TOO_LARGE;
            case 415 -> MEDIA_TYPE_UNSUPPORTED;
            default -> status >= 400 && status < 500 ? REQUEST_INVALID : INTERNAL_ERROR;
        };
    }
}
