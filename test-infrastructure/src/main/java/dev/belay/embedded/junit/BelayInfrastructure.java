package dev.belay.embedded.junit;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.platform.commons.support.AnnotationSupport;

/**
 * Gives tests their servers, one of each for the whole run: those whose addresses are given ({@code
 * BELAY_TEST_POSTGRES_URL} and so on, or the system property {@code belay.test.postgres.url}), else containers where an
 * engine answers, else embedded ones. {@code BELAY_TEST_SOURCE} names {@code containers} or {@code embedded} outright.
 */
public final class BelayInfrastructure implements BeforeAllCallback, ParameterResolver {
    private static final ExtensionContext.Namespace NAMESPACE =
            ExtensionContext.Namespace.create(BelayInfrastructure.class);
    private static final Map<Class<?>, Infrastructure> TYPES = Map.of(
            PostgresServer.class, Infrastructure.POSTGRES,
            KafkaServer.class, Infrastructure.KAFKA,
            TemporalServer.class, Infrastructure.TEMPORAL);

    @Override
    public void beforeAll(ExtensionContext context) {
        List<CompletableFuture<Void>> starting = named(context).stream()
                .map(server -> CompletableFuture.runAsync(() -> server(context, server)))
                .toList();
        starting.forEach(CompletableFuture::join);
    }

    private static List<Infrastructure> named(ExtensionContext context) {
        Optional<WithInfrastructure> annotation =
                AnnotationSupport.findAnnotation(context.getRequiredTestClass(), WithInfrastructure.class);
        return annotation.map(present -> Arrays.asList(present.value())).orElse(List.of());
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return TYPES.containsKey(parameter.getParameter().getType());
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        Infrastructure server = TYPES.get(parameter.getParameter().getType());
        if (server == null) {
            throw new IllegalStateException(
                    "No server is of type " + parameter.getParameter().getType());
        }
        return server(context, server);
    }

    // In the root's store, so that JUnit keeps it for all classes and closes it at the end of the run.
    private static Object server(ExtensionContext context, Infrastructure server) {
        return context.getRoot().getStore(NAMESPACE).computeIfAbsent(server, BelayInfrastructure::start);
    }

    private static Object start(Infrastructure server) {
        return switch (server) {
            case POSTGRES -> TestServers.postgres();
            case KAFKA -> TestServers.kafka();
            case TEMPORAL -> TestServers.temporal();
        };
    }
}
