package dev.belay.orchestrator.api.problem;

import dev.belay.documents.Nearest;
import java.util.List;
import java.util.Objects;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.servlet.resource.NoResourceFoundException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/** Says as problems what is wrong with a request before any controller has seen it. */
@RestControllerAdvice
class RequestProblemAdvice {
    private static final String DESCRIPTION = "The description of the API is at /v3/api-docs.";

    @ExceptionHandler
    ResponseEntity<Problem> unreadable(HttpMessageNotReadableException unreadable) {
        if (unreadable.getCause() instanceof UnrecognizedPropertyException unknown) {
            return ProblemAdvice.answer(unknownField(unknown));
        }
        return ProblemAdvice.answer(Problem.of(
                ProblemCode.BODY_UNREADABLE,
                unreadable.getCause() instanceof JacksonException broken
                        ? "The body is not the JSON that is expected here: " + broken.getOriginalMessage()
                                + place(broken)
                        : "The request has no readable body; expected JSON.",
                DESCRIPTION));
    }

    private static Problem unknownField(UnrecognizedPropertyException unknown) {
        String name = unknown.getPropertyName();
        List<String> known = unknown.getKnownPropertyIds().stream()
                .map(String::valueOf)
                .sorted()
                .toList();
        return Problem.of(
                        ProblemCode.FIELD_UNKNOWN,
                        "Field \"" + name + "\" is not known; expected " + String.join(", ", known) + ".",
                        Nearest.of(name, known)
                                .map(nearest -> "Did you mean \"" + nearest + "\"?")
                                .orElse("Leave it out."))
                .with("fields", List.of(name));
    }

    private static String place(JacksonException broken) {
        return broken.getLocation() == null
                ? "."
                : " (line " + broken.getLocation().getLineNr() + ", column "
                        + broken.getLocation().getColumnNr() + ").";
    }

    @ExceptionHandler
    ResponseEntity<Problem> mismatch(MethodArgumentTypeMismatchException mismatch) {
        Class<?> type = mismatch.getRequiredType();
        return ProblemAdvice.answer(Problem.of(
                ProblemCode.VALUE_INVALID,
                "Parameter \"" + mismatch.getName() + "\" is \"" + mismatch.getValue() + "\"; expected "
                        + (type == null ? "another kind of value" : type.getSimpleName()) + ".",
                DESCRIPTION));
    }

    @ExceptionHandler
    ResponseEntity<Problem> nothingThere(NoResourceFoundException missing) {
        return ProblemAdvice.answer(Problem.of(
                ProblemCode.ADDRESS_UNKNOWN, "There is nothing at /" + missing.getResourcePath() + ".", DESCRIPTION));
    }

    @ExceptionHandler
    ResponseEntity<Problem> method(HttpRequestMethodNotSupportedException unsupported) {
        return ProblemAdvice.answer(Problem.of(
                ProblemCode.METHOD_NOT_ALLOWED,
                "The method is " + unsupported.getMethod() + "; expected one of "
                        + Objects.requireNonNullElse(unsupported.getSupportedHttpMethods(), List.of()) + ".",
                DESCRIPTION));
    }

    @ExceptionHandler
    ResponseEntity<Problem> mediaType(HttpMediaTypeNotSupportedException unsupported) {
        return ProblemAdvice.answer(Problem.of(
                ProblemCode.MEDIA_TYPE_UNSUPPORTED,
                "The body is " + unsupported.getContentType() + "; expected one of "
                        + unsupported.getSupportedMediaTypes() + ".",
                "Send the header \"Content-Type: application/json\"."));
    }

    @ExceptionHandler
    ResponseEntity<Problem> notAcceptable(HttpMediaTypeNotAcceptableException unacceptable) {
        return ProblemAdvice.answer(Problem.of(
                ProblemCode.NOT_ACCEPTABLE,
                "The answer exists as " + unacceptable.getSupportedMediaTypes() + " only.",
                "Send an \"Accept\" header that names one of them."));
    }
}
