package dev.belay.worker;

import dev.belay.contracts.WorkerKind;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** On the Spring configuration of a worker: which kind of worker its handlers make up. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface Worker {
    WorkerKind value();
}
