package dev.belay.backup.postgres;

/** How PostgreSQL's programs are installed, for people. */
final class Installation {
    private Installation() {}

    static String client(PostgresVersion server) {
        return of("postgresql-client-" + server.major(), "postgresql" + server.major(), server);
    }

    static String server(PostgresVersion server) {
        return of("postgresql-" + server.major(), "postgresql" + server.major() + "-server", server);
    }

    private static String of(String debian, String fedora, PostgresVersion server) {
        return "Install it and retry. Debian and Ubuntu: sudo apt-get install " + debian
                + " (from apt.postgresql.org where the distribution's own is older). Fedora: sudo dnf install " + fedora
                + " (from the PostgreSQL repository). macOS: brew install postgresql@" + server.major() + ".";
    }
}
