package dev.belay.orchestrator.api.problem;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.async.AsyncRequestNotUsableException;

/** Says as problems what no other advice knows. */
@RestControllerAdvice
@Order(Ordered.LOWEST_PRECEDENCE)
class UnexpectedAdvice {
    private static final Logger LOG = LoggerFactory.getLogger(UnexpectedAdvice.class);

    @ExceptionHandler({DataAccessResourceFailureException.class, CannotCreateTransactionException.class})
    ResponseEntity<Problem> database(Exception unavailable) {
        LOG.error("The orchestrator's database does not answer", unavailable);
        return ProblemAdvice.answer(Problem.of(
                ProblemCode.DATABASE_UNAVAILABLE,
                "The orchestrator's own database does not answer; deployments that run are not affected.",
                "Try again soon; with an idempotency key or a decision id that is safe."));
    }

    /** The client has gone; nobody is left to be told. */
    @ExceptionHandler
    void gone(AsyncRequestNotUsableException gone) {
        LOG.debug("A client has gone", gone);
    }

    @ExceptionHandler
    @Nullable
    ResponseEntity<Problem> unexpected(Exception failure, HttpServletRequest request) throws Exception {
        if (failure instanceof AccessDeniedException) {
            throw failure;
        }
        if (failure instanceof ErrorResponse known) {
            return ProblemAdvice.answer(Problem.of(
                    ProblemCode.ofStatus(known.getStatusCode().value()),
                    Objects.requireNonNullElse(known.getBody().getDetail(), "The request cannot be understood."),
                    "The description of the API is at /v3/api-docs."));
        }
        LOG.error("{} {} failed", request.getMethod(), request.getRequestURI(), failure);
        return ProblemAdvice.answer(Problem.of(
                ProblemCode.INTERNAL_ERROR,
                "The request failed for a reason that nobody has foreseen; the server's log has it.",
                "Try again with the same idempotency key or decision id; where it fails again, report it."));
    }
}
