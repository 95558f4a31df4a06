package dev.belay.embedded.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Gives a test class its servers as parameters of type {@link PostgresServer}, {@link KafkaServer} and {@link
 * TemporalServer}; those named here start side by side before the class, others when a parameter first asks for them.
 */
@Documented
@Inherited
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(BelayInfrastructure.class)
public @interface WithInfrastructure {
    Infrastructure[] value() default {};
}
