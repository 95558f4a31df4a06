/** Whether a plan that is well-formed can be carried out on an environment, as far as the manifests tell. */
@NullMarked
package dev.belay.orchestrator.plan.validation;

import org.jspecify.annotations.NullMarked;
