package dev.belay.orchestrator.deployment.projection;

import dev.belay.contracts.DeploymentId;
import dev.belay.contracts.DeploymentStatus;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which deployments a list shows, newest first.
 *
 * @param statuses any of them; empty for all
 * @param after the last deployment of the page before
 */
public record DeploymentFilter(
        @Nullable String environment,
        List<DeploymentStatus> statuses,
        @Nullable String plan,
        int limit,
        @Nullable DeploymentId after) {
    public DeploymentFilter {
        statuses = List.copyOf(statuses);
    }

    /**
     * A page of a list.
     *
     * @param next what to ask for {@code after} to have the next page; absent on the last one
     */
    public record Page(
            List<DeploymentSummary> items, @Nullable DeploymentId next) {
        public Page {
            items = List.copyOf(items);
        }

        static Page of(List<DeploymentSummary> oneMoreThanAsked, int limit) {
            if (oneMoreThanAsked.size() <= limit) {
                return new Page(oneMoreThanAsked, null);
            }
            List<DeploymentSummary> items = oneMoreThanAsked.subList(0, limit);
            return new Page(items, items.get(limit - 1).id());
        }
    }

    Optional<String> afterText() {
        return Optional.ofNullable(after).map(DeploymentId::text);
    }
}
