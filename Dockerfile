# All images of Belay. What is packed was built before, by ./mvnw -DskipTests package:
#
#   docker build --target service --build-arg SERVICE=orchestrator-service --tag belay/orchestrator-service:0.1.0 .
#
# SERVICE is a module; the target is "backup" for backup-worker, "rollout" for rollout-worker, and "service" for all others.
# docker compose build builds all of them.

FROM eclipse-temurin:17.0.16_8-jre-noble AS java

# The service's jar in layers: its libraries change seldom, itself often.
FROM java AS layers
ARG SERVICE
WORKDIR /layers
COPY ${SERVICE}/target/${SERVICE}-boot.jar application.jar
RUN java -Djarmode=tools -jar application.jar extract --layers --destination extracted

# ---------------------------------------------------------------- most services
FROM java AS service
RUN groupadd --gid 10001 belay \
 && useradd --uid 10001 --gid belay --no-create-home --home-dir /var/lib/belay --shell /usr/sbin/nologin belay \
 && mkdir -p /var/lib/belay/state /srv/belay/releases /srv/belay/backups \
 && chown -R belay:belay /var/lib/belay /srv/belay
COPY deploy/healthcheck /opt/belay/healthcheck
WORKDIR /opt/belay
COPY --from=layers /layers/extracted/dependencies/ ./
COPY --from=layers /layers/extracted/snapshot-dependencies/ ./
COPY --from=layers /layers/extracted/application/ ./
USER 10001:10001
ENTRYPOINT ["java", "-XX:+UseSerialGC", "-XX:MaxRAMPercentage=60", "-XX:+ExitOnOutOfMemoryError", "-jar", "application.jar"]

# ---------------------------------------------------------------- rollout-worker: git and ssh for the commands of environments
FROM service AS rollout
USER 0:0
RUN apt-get update \
 && apt-get install --yes --no-install-recommends git openssh-client \
 && rm -rf /var/lib/apt/lists/*
USER 10001:10001

# ---------------------------------------------------------------- backup-worker: the programs of PostgreSQL 17, client and server, and age
# pg_dump must not be older than the server that is dumped; 17 dumps servers from 9.2 to 17. Test restores start a server of their own.
FROM postgres:17.6-bookworm AS backup
ENV JAVA_HOME=/opt/java/openjdk
ENV PATH=/opt/java/openjdk/bin:/usr/lib/postgresql/17/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
COPY --from=java /opt/java/openjdk /opt/java/openjdk
RUN apt-get update \
 && apt-get install --yes --no-install-recommends age \
 && rm -rf /var/lib/apt/lists/*
RUN groupadd --gid 10001 belay \
 && useradd --uid 10001 --gid belay --no-create-home --home-dir /var/lib/belay --shell /usr/sbin/nologin belay \
 && mkdir -p /var/lib/belay/state /srv/belay/backups \
 && chown -R belay:belay /var/lib/belay /srv/belay
COPY deploy/healthcheck /opt/belay/healthcheck
WORKDIR /opt/belay
COPY --from=layers /layers/extracted/dependencies/ ./
COPY --from=layers /layers/extracted/snapshot-dependencies/ ./
COPY --from=layers /layers/extracted/application/ ./
USER 10001:10001
ENTRYPOINT ["java", "-XX:+UseSerialGC", "-XX:MaxRAMPercentage=60", "-XX:+ExitOnOutOfMemoryError", "-jar", "application.jar"]
