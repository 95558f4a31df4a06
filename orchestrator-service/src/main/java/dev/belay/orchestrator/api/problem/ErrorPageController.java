package dev.belay.orchestrator.api.problem;

import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Says as a problem what was refused outside the controllers, such as by the firewall. */
@Hidden
@RestController
class ErrorPageController implements ErrorController {
    @RequestMapping("${server.error.path:${error.path:/error}}")
    ResponseEntity<Problem> error(HttpServletRequest request) {
        Object status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
        ProblemCode code = ProblemCode.ofStatus(status instanceof Integer number ? number : 404);
        return ProblemAdvice.answer(Problem.of(
                code,
                request.getMethod() + " " + request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI)
                        + " was refused with status " + code.status().value() + ".",
                "The description of the API is at /v3/api-docs."));
    }
}
