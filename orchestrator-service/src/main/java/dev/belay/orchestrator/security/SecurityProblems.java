package dev.belay.orchestrator.security;

import dev.belay.orchestrator.api.problem.Problem;
import dev.belay.orchestrator.api.problem.ProblemCode;
import dev.belay.orchestrator.api.problem.ProblemWriter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.stereotype.Component;

/** Tells a caller who is not let in what to do. */
@Component
final class SecurityProblems implements AuthenticationEntryPoint, AccessDeniedHandler {
    private final ProblemWriter writer;

    SecurityProblems(ProblemWriter writer) {
        this.writer = writer;
    }

    @Override
    public void commence(
            HttpServletRequest request, HttpServletResponse response, AuthenticationException notAuthenticated)
            throws IOException {
        response.setHeader("WWW-Authenticate", "Bearer");
        writer.write(
                response,
                BearerTokenFilter.token(request).isPresent()
                        ? Problem.of(
                                ProblemCode.TOKEN_UNKNOWN,
                                "The request's bearer token is not one of this server's tokens.",
                                "Check that the token belongs to this server and has not been replaced, or ask an"
                                        + " administrator for a new one.")
                        : Problem.of(
                                ProblemCode.TOKEN_MISSING,
                                "The request has no bearer token.",
                                "Send the header \"Authorization: Bearer TOKEN\"; an administrator hands tokens out."));
    }

    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response, AccessDeniedException denied)
            throws IOException {
        writer.write(
                response,
                Problem.of(
                        ProblemCode.ROLE_MISSING,
                        request.getMethod() + " " + request.getRequestURI() + " is not open to your role.",
                        "Ask an administrator for a token of a higher role."));
    }
}
