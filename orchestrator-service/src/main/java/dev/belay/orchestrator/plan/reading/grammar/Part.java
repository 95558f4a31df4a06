package dev.belay.orchestrator.plan.reading.grammar;

import static dev.belay.orchestrator.plan.reading.grammar.Key.optional;
import static dev.belay.orchestrator.plan.reading.grammar.Key.refused;
import static dev.belay.orchestrator.plan.reading.grammar.Key.required;

import dev.belay.contracts.StepKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The parts of a plan with the keys that each may have: what readers must ask for, what the description of the language
 * says, and what is suggested for a key that is not known.
 */
public enum Part {
    PLAN(
            "the plan",
            required("plan", "a name", "its name: lower-case letters, digits and hyphens"),
            optional("description", "text", "empty", "for people"),
            optional("parameters", "names with their keys", "none", "what is given at the start, see below"),
            optional("window", "see below", "at any time", "when it may change something"),
            optional("announce", "see below", "nobody is told", "whom to tell before it changes something"),
            optional("rollback", "see below", "no promise", "how long taking everything back may take"),
            optional("cron", "five fields", "once, when it is deployed", "when it is carried out, again and again"),
            optional("requires", "a list of `rehearsal` and `within`", "nothing", "what must have been done before"),
            required("phases", "a list of phases", "what is done, in this order")),
    WINDOW(
            "`window`",
            required("opens", "a time of day", "such as `02:00`"),
            required("closes", "a time of day", "on the next day where it is not later than `opens`"),
            required("zone", "a time zone", "where clocks show these times, such as `Europe/Moscow`"),
            optional("days", "any of `MON` to `SUN`", "every day", "the days on which it opens")),
    ANNOUNCE(
            "`announce`",
            optional("slack", "a channel", "as the notifier is set up", "where it is told"),
            optional("mention", "a person or a group", "nobody", "who is mentioned"),
            required("before", "a duration", "how long before the window opens")),
    ROLLBACK("`rollback`", required("takes", "such as `at most 15m`", "how long a rollback may take")),
    REQUIREMENT(
            "an item of `requires`",
            required("rehearsal", "`same migrations`", "those that the plan would apply, and no others"),
            required("within", "a duration", "how long ago it may have ended")),
    PARAMETER(
            "a parameter",
            optional("description", "text", "empty", "for people"),
            optional("pattern", "a regular expression", "any value", "what the whole value must match"),
            optional("oneOf", "a list of texts", "any value", "the values that may be given"),
            optional("default", "text", "a value must be given", "makes it optional; must itself be allowed")),
    PHASE(
            "a phase",
            required("phase", "a name", "unique, and formed like the plan's"),
            required("steps", "a list of steps", "what is done, in this order"),
            optional("only", "such as `grade = critical`", "always", "leaves the whole phase out otherwise"),
            optional("keep", "`yes` or `no`", "`no`", "a later failure is taken back to the end of this phase only")),

    STEP(
            "any step",
            optional(
                    "id",
                    "at most 50 lower-case letters, digits and hyphens, the first one a letter",
                    "the kind, numbered through the plan: `check-2` is the second check",
                    "its name in URLs and messages"),
            optional("title", "text", "made of the kind and its value", "shown to people"),
            optional("owner", "text", "none", "shown with the step, and mentioned when it begins"),
            optional("only", "such as `grade = critical`", "always", "leaves the step out otherwise")),
    WORK(
            "any step but `approve`, `notify` and `watch`",
            STEP,
            optional(
                    "timeout",
                    "a duration",
                    "checks 10m; others 3 × `estimate` but at least 10m, and 6h without an estimate",
                    "after it the step has failed"),
            optional(
                    "attempts",
                    "1 to 100",
                    "checks 3, others 1",
                    "how often it is carried out where it fails in a way that may pass"),
            optional("estimate", "a duration", "`maintenance` 10s, others none", "how long it probably takes"),
            optional(
                    "onFailure",
                    "`rollback`, `ask`, `note` or `{ask: {offer: [task]}}`",
                    "`rollback`",
                    "what follows a failure: all is taken back, a person is asked, or it is noted and the deployment"
                            + " goes on")),
    FAILURE("`onFailure` with keys", required("ask", "`offer` with tasks", "a person is asked, and may choose a task")),
    OFFERS(
            "`ask` of `onFailure`",
            required("offer", "a list of tasks", "those of which one may run before the step is done again")),

    USE(
            "`use`",
            required("use", "a path", "the file whose steps stand here, from the plan's directory downwards"),
            optional("only", "such as `grade = critical`", "always", "leaves all of them out otherwise")),
    TOGETHER(
            "`together`",
            required("together", "a list of steps", "reads, or changes of different targets, that run at once"),
            optional("only", "such as `grade = critical`", "always", "leaves all of them out otherwise")),
    USED("a file that is used", required("steps", "a list of steps", "one level deep: no step of it uses a file")),
    APPROVE(
            "`approve`",
            STEP,
            required("approve", "a question", "waits for a person"),
            optional(
                    "by",
                    "any of `operator`, `release-manager`, `admin`",
                    "`release-manager`",
                    "whoever has the least of them, or more, may decide"),
            optional(
                    "expires",
                    "a duration",
                    "for ever",
                    "how long the question stands; then the deployment turns back as if it had been rejected"),
            optional(
                    "confirm",
                    "a list of texts",
                    "none",
                    "what the person confirms with the answer; it stands in the question"),
            optional("requester", "`allowed`", "not allowed", "who started the deployment may approve it too"),
            optional(
                    "show",
                    "any of `rehearsal`, `migrations`, `changes`",
                    "the question alone",
                    "what the person sees besides")),
    NOTIFY(
            "`notify`",
            STEP,
            required("notify", "text", "tells people"),
            optional("channel", "text", "as the notifier is set up", "where it is told")),
    MAINTENANCE(
            "`maintenance`",
            WORK,
            required("maintenance", "`on` or `off`", "switches the environment's maintenance page"),
            refused("undo", "The page is put back as it was by itself, so that it is never left on.")),
    BACKUP(
            "`backup`",
            WORK,
            required("backup", "`database`", "dumps the database"),
            optional(
                    "verify",
                    "any of `list`, `checksum`, `restore`",
                    "`[list, checksum]`",
                    "its table of contents reads, the file is what was dumped, it restores in the scratch place"),
            optional("keep", "1 to 10000", "as the environment says", "how many verified backups stay"),
            optional(
                    "format",
                    "`custom` or `directory`",
                    "by size and cores",
                    "one file, or a file for each table, dumped several at a time"),
            optional(
                    "jobs",
                    "1 to 64",
                    "half of the cores, 8 at most",
                    "how many tables a directory is dumped at a time"),
            optional(
                    "snapshot",
                    "`yes` or `no`",
                    "`no`",
                    "a copy of the database beside it makes a restore immediate; see below"),
            optional(
                    "copyTo",
                    "a name",
                    "it stays where it is",
                    "the environment's place to which the backup is copied too"),
            refused("undo", "A backup changes nothing, so there is nothing to take back.")),
    REHEARSE(
            "`rehearse`",
            WORK,
            required("rehearse", "`database`", "tries the plan's migrations on a copy of the database"),
            optional(
                    "version",
                    "a version, as of `rollout`",
                    "that of the plan's roll-outs",
                    "the release whose migrations are tried, prepared and not rolled out"),
            optional("afterUpgrade", "as `database` of a check", "nothing", "what must hold once they are applied"),
            optional(
                    "downgrade",
                    "`yes` or `no`",
                    "`yes`, but `no` where a migration has an `undo` of its own",
                    "takes them back, compares the structure with the one before, and applies them again"),
            optional(
                    "afterDowngrade", "as `database` of a check", "nothing", "what must hold once they are taken back"),
            optional("budget", "`duration`, `lock`", "any", "what they may cost"),
            refused("undo", "A rehearsal leaves nothing to take back.")),
    BUDGET(
            "`budget`",
            optional("duration", "a duration", "any", "how long all migrations together may take"),
            optional("lock", "a duration", "any", "how long they may make readers or writers wait")),
    ROLLOUT(
            "`rollout`",
            WORK,
            required(
                    "rollout",
                    "letters, digits, dots, hyphens, `+` and `_`, beginning with a letter or digit",
                    "the version that it puts live"),
            optional("settings", "names with texts", "none", "variables for the environment's commands"),
            refused("undo", "A roll-out goes back to the version before by itself.")),
    MIGRATE(
            "`migrate`",
            WORK,
            required("migrate", "`latest`, a version, or see below", "up to where it applies migrations"),
            optional("undo", "a task, `restore` or `none`", "the state before", "how it is taken back"),
            optional(
                    "lint",
                    "`error`, `warn` or `off`",
                    "`warn`",
                    "what dangers in its SQL come to, before anything is changed")),
    MIGRATE_TARGETS(
            "`migrate` by application",
            required("to", "applications with their versions", "up to where each of them is brought")),
    ONLINE(
            "`migrate` with operations",
            required("online", "a list of operations", "what is changed while everybody works on, in this order"),
            optional(
                    "recordAs",
                    "`{app: name}`",
                    "not recorded",
                    "the migration that the operations stand for in the tool's own history")),
    ADD_COLUMN(
            "`addColumn`",
            required("addColumn", "`table.column`", "adds the column"),
            required("type", "a type", "as SQL writes it"),
            optional("default", "an expression", "none", "what rows get that are inserted without it"),
            optional("backfill", "an expression", "the default", "over the columns of a row; fills the rows there"),
            optional("notNull", "`yes` or `no`", "`no`", "the column must not be empty; needs a `default`"),
            optional(
                    "triggers", "`fire`", "refused where there are any", "the backfill may fire the table's triggers")),
    CREATE_INDEX(
            "`createIndex`",
            required("createIndex", "a name", "builds the index without blocking writers"),
            required("on", "a table", "with its schema before it where that is not the login's"),
            required("columns", "a list of columns", "or expressions in brackets, each with what may follow it"),
            optional("unique", "`yes` or `no`", "`no`", "refuses what it holds already"),
            optional("using", "such as `gin`", "`btree`", "the index's method"),
            optional("include", "a list of columns", "none", "columns that it only carries"),
            optional("where", "a condition", "all rows", "the rows that it holds")),
    DROP_INDEX("`dropIndex`", required("dropIndex", "an index", "drops it, or the constraint that owns it")),
    REINDEX("`reindex`", required("reindex", "an index", "builds it anew beside the old one")),
    ANALYZE(
            "`analyze`",
            required("analyze", "a table", "gathers its statistics"),
            optional("columns", "a list of columns", "all", "of which")),
    ADD_FOREIGN_KEY(
            "`addForeignKey`",
            required("addForeignKey", "a name", "adds the foreign key, and reads the rows afterwards"),
            required("on", "a table", "that refers to the other one"),
            required("columns", "a list of columns", "that refer to the other table"),
            required("references", "a table", "the other table"),
            optional("to", "a list of columns", "its primary key", "the columns of the other table"),
            optional(
                    "onDelete",
                    "`cascade`, `restrict`, `set null`, `set default` or `no action`",
                    "`no action`",
                    "what becomes of a row where the other one is deleted")),
    ADD_CHECK(
            "`addCheck`",
            required("addCheck", "a name", "adds the check, and reads the rows afterwards"),
            required("on", "a table", "whose rows must meet it"),
            required("holds", "a condition", "over the columns of a row")),
    DROP_COLUMN(
            "`dropColumn`",
            required("dropColumn", "`table.column`", "drops the column"),
            optional(
                    "keep",
                    "`values` or `nothing`",
                    "`values`",
                    "what is kept of it; without its values nothing brings it back")),
    ONLINE_SQL(
            "`sql`",
            required("sql", "a statement", "runs it in one transaction"),
            required("undo", "a statement, or `none`", "takes it back")),
    RUN(
            "`run`",
            WORK,
            required("run", "a task", "runs a task that the environment names"),
            optional("with", "names with texts", "none", "fills the places of the task's command, see below"),
            optional("dryRun", "`first`", "no dry run", "its dry run comes before it, and must pass"),
            optional("undo", "a task, `restore` or `none`", "the task's own `undo`", "how it is taken back")),
    CHECK(
            "`check`",
            WORK,
            required("check", "a title", "looks at the environment, and all must hold"),
            optional("smoke", "`yes` or `no`", "`no`", "repeats it after a rollback"),
            optional("http", "a list of requests", "none", "what answers must be"),
            optional("database", "see below", "none", "what the database must be like"),
            optional("files", "a list of `path` and `count`", "none", "how many files there must be"),
            optional("disk", "`backups`, `database`", "none", "how much space must be free"),
            optional("logs", "a list of logs", "none", "how many of their lines match"),
            optional("probes", "a list of names", "none", "probes that the environment names"),
            optional("after", "a duration", "at once", "how much later it is judged, without holding the environment"),
            refused("undo", "A check changes nothing, so there is nothing to take back.")),

    WATCH(
            "`watch`",
            STEP,
            required("watch", "a duration", "looks over time, for so long"),
            optional("every", "`1s` to `5m`", "`15s`", "how often it looks"),
            optional("http", "a list of requests", "none", "measured as `probe.p95` and `probe.errors`"),
            optional("prometheus", "a list of `name` and `query`", "none", "numbers that Prometheus answers"),
            optional("database", "a list of `name` and `sql`", "none", "numbers that queries answer"),
            optional("logs", "a list of `name`, `source`, `matching`", "none", "lines that match within a minute"),
            optional(
                    "matrix", "a list of rules", "only the rule about missing data", "what follows from what is seen")),
    PROMETHEUS_SERIES(
            "an item of `prometheus`",
            required("name", "a name", "what rules call it"),
            required("query", "a query", "an instant query that answers one number")),
    DATABASE_SERIES(
            "an item of `database`",
            required("name", "a name", "what rules call it"),
            required("sql", "a query", "answers one number")),
    LOG_SERIES(
            "an item of `logs` of a watch",
            required("name", "a name", "what rules call it"),
            required("source", "a name", "one of the environment's logs"),
            required("matching", "a regular expression", "is looked for in each line")),
    RULE(
            "a rule of `matrix`",
            required("when", "a condition", "see below"),
            required("for", "a duration", "how long it must hold without a break"),
            optional("requests", "such as `at least 50`", "any number", "with fewer requests it is not judged"),
            required("do", "`rollback`, `ask` or `note`", "what follows, once for each time that it comes to hold")),

    REQUEST(
            "a request under `http`",
            optional("get", "a path", "one of `get` and `head` must be given", "asks with GET"),
            optional("head", "a path", "one of `get` and `head` must be given", "asks with HEAD"),
            optional("via", "a name", "`public`", "one of the environment's addresses"),
            optional("with", "names with `{sql: ...}`", "none", "fills each `{name}` of the path from a query"),
            optional("status", "one or a list", "any of 200 to 299", "the statuses that may answer"),
            optional("json", "JSONPaths with expectations", "none", "what the answer's body must be"),
            optional(
                    "faster",
                    "a duration, or such as `30%`",
                    "any",
                    "how long the answer may take; or how much faster than before the first change it must be")),
    LENGTH("a place under `json`", required("length", "an expectation", "how long the list or text is")),
    QUERY("a query under `with`", required("sql", "a query", "its first value is taken")),
    DATABASE(
            "`database` of a check",
            optional("migrations", "`none pending`, or see below", "any", "what the migration tool must say"),
            optional(
                    "rows",
                    "a list of queries and tables",
                    "none",
                    "one value that a query answers, or rows of a table"),
            optional("samples", "a list of queries", "none", "rows that are shown for people to look at"),
            optional("columns", "`table.column` with its keys", "none", "columns of the catalogue"),
            optional("tables", "tables with their keys", "none", "tables of the catalogue"),
            optional(
                    "indexes",
                    "tables with indexes",
                    "none",
                    "keys, a list of columns, `present` or `absent` for each"),
            optional("foreignKeys", "tables with foreign keys", "none", "keys, `present` or `absent` for each"),
            optional("queries", "a list of queries", "none", "how queries are carried out, and in what time"),
            optional("connections", "such as `under 80%`", "any", "of the most that are allowed; or a number"),
            optional("longTransactions", "such as `none over 1m`", "any", "transactions that take too long"),
            optional("lag", "such as `under 10s` or `under 1GB`", "any", "how far replicas and slots are behind"),
            optional("sizes", "`database` and tables, such as `under 10GB`", "any", "or `shown`; with indexes"),
            optional("invalidIndexes", "such as `none`, or `shown`", "any", "indexes that are not valid or not ready"),
            optional(
                    "unvalidatedConstraints",
                    "such as `none`, or `shown`",
                    "any",
                    "constraints that are not validated"),
            optional("unusedIndexes", "such as `none`, or `shown`", "any", "indexes that no query has used")),
    MIGRATIONS(
            "`migrations` of a database",
            optional("applied", "a version or `none`", "any", "the newest that is applied"),
            optional("pending", "`none` or a list of versions", "any", "what is left to apply, and nothing else"),
            optional("missing", "`none`", "any", "changes of the models that no migration makes")),
    APP_MIGRATIONS(
            "`migrations` of an application",
            optional("applied", "the beginning of a name, or `none`", "any", "the newest that is applied"),
            optional("pending", "`none` or a list of names", "any", "what is left to apply, and nothing else")),
    ROWS(
            "an item of `rows`",
            optional("sql", "a query", "one of `sql` and `table` must be given", "answers one value"),
            optional(
                    "expect",
                    "an expectation, `same as before` or `same as source`",
                    "beside `sql` it must be given",
                    "what the value must be"),
            optional("table", "a table", "one of `sql` and `table` must be given", "its rows are counted"),
            optional(
                    "count",
                    "an expectation, `same as before` or `same as source`",
                    "beside `table` it must be given",
                    "how many there must be")),
    SAMPLE(
            "an item of `samples`",
            required("sql", "a query", "its rows are shown"),
            optional("rows", "1 to 20", "5", "how many at most"),
            optional("mask", "a list of columns", "none", "whose values are not shown")),
    TIMED_QUERY(
            "an item of `queries`",
            required("sql", "a query", "is carried out five times, and the median taken"),
            optional("uses", "an index", "any", "its plan must use it"),
            optional(
                    "faster",
                    "such as `30%`, or a duration",
                    "any",
                    "than before the first change; or at most so long"),
            optional("whenRowsAtLeast", "a number", "always", "with fewer rows in its table it is not judged")),
    COLUMN(
            "a column",
            optional("type", "a type", "any", "as PostgreSQL writes it"),
            optional("nullable", "`yes` or `no`", "any", "whether it may be empty"),
            optional("default", "text or `none`", "any", "as PostgreSQL writes it")),
    TABLE(
            "a table",
            optional("indexes", "a number", "any", "how many it has, all valid and ready"),
            optional("foreignKeys", "a number", "any", "how many it has, all validated")),
    INDEX(
            "an index",
            optional("columns", "a list of columns", "any", "in order, each with `desc` where it descends"),
            optional("unique", "`yes` or `no`", "any", "whether a value may stand there once only"),
            optional("scans", "an expectation", "any", "how often it was used since the statistics began")),
    FOREIGN_KEY(
            "a foreign key",
            optional("columns", "a list of columns", "any", "that refer to the other table"),
            optional("references", "a table", "any", "the other table"),
            optional(
                    "onDelete",
                    "`cascade`, `restrict`, `set null`, `set default` or `no action`",
                    "any",
                    "what becomes of a row where the other one is deleted")),
    FILES(
            "an item of `files`",
            required("path", "a path or a glob", "relative to the release, or absolute"),
            optional("count", "an expectation", "`at least 1`", "how many match")),
    LOG(
            "an item of `logs`",
            required("source", "a name", "one of the environment's logs"),
            optional("since", "`start`", "`start`", "lines are counted that were written since the first change"),
            required("matching", "a regular expression", "is looked for in each line"),
            required("count", "an expectation", "how many lines match")),
    DISK(
            "`disk` of a check",
            optional("backups", "such as `at least 2x database`", "any", "free where the backups lie"),
            optional("database", "such as `at least 10GB`", "any", "free where the database lies"));

    private final String title;
    private final List<Key> own;
    private final List<Key> all = new ArrayList<>();

    Part(String title, Key... own) {
        this.title = title;
        this.own = List.of(own);
        this.all.addAll(this.own);
    }

    Part(String title, Part shared, Key... own) {
        this(title, own);
        this.all.addAll(shared.all);
    }

    /** The part that a step of the kind is. */
    public static Part of(StepKind kind) {
        return valueOf(kind.name());
    }

    /** What the part is called in the description of the language. */
    public String title() {
        return title;
    }

    /** Its keys without those that it shares with other parts. */
    public List<Key> own() {
        return own;
    }

    /** The keys that it may have, those that it shares with other parts included. */
    public List<Key> keys() {
        return all.stream().filter(key -> key.refusal() == null).toList();
    }

    /** The names of the keys that it may have. */
    public List<String> names() {
        return keys().stream().map(Key::name).toList();
    }

    /** The keys that somebody may look for here, and that the part cannot have. */
    List<Key> refusals() {
        return all.stream().filter(key -> key.refusal() != null).toList();
    }

    /** What a reader must have asked for, no more and no less, before it has read the part. */
    boolean isAskedFor(Set<String> asked) {
        Set<String> built = new TreeSet<>(asked);
        refusals().forEach(key -> built.remove(key.name()));
        return built.equals(new TreeSet<>(names()));
    }
}
