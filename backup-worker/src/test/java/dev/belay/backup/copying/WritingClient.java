package dev.belay.backup.copying;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/** Writes two tables that agree after every transaction, makes and drops others, and asks for checkpoints. */
final class WritingClient implements AutoCloseable {
    /** How many accounts differ from what was booked on them; none at any one moment. */
    static final String BROKEN =
            "select count(*) from accounts a where balance <> (select coalesce(sum(amount), 0) from"
                    + " bookings b where b.account = a.id)";

    private final LiveServer live;
    private final CountDownLatch rounds = new CountDownLatch(2);
    private final AtomicReference<RuntimeException> failed = new AtomicReference<>();
    private final Thread thread = new Thread(this::write, "writing-client");
    private volatile boolean stopped;

    private WritingClient(LiveServer live) {
        this.live = live;
    }

    static WritingClient on(LiveServer live) {
        live.execute(
                "shop",
                "create table accounts (id int primary key, balance bigint not null default 0)",
                "insert into accounts select i from generate_series(1, 5000) i",
                "create table bookings (id bigserial primary key, account int not null, amount int not null)",
                "create index on bookings (account)");
        WritingClient client = new WritingClient(live);
        client.thread.start();
        return client;
    }

    void awaitRounds() throws InterruptedException {
        if (!rounds.await(30, TimeUnit.SECONDS)) {
            throw new IllegalStateException("nothing was written", failed.get());
        }
    }

    private void write() {
        try {
            for (int round = 0; !stopped; round++) {
                live.execute(
                        "shop",
                        "create table passing_" + round + " as select i from generate_series(1, 2000) i",
                        "with booked as (insert into bookings (account, amount) select i, " + round
                                + " + i from generate_series(1 + " + round % 7
                                + ", 5000, 7) i returning account, amount) update accounts a set balance = balance +"
                                + " booked.amount from booked where booked.account = a.id",
                        "checkpoint",
                        "drop table passing_" + round);
                rounds.countDown();
            }
        } catch (RuntimeException broken) {
            failed.set(broken);
        }
    }

    @Override
    public void close() throws InterruptedException {
        stopped = true;
        thread.join();
        if (failed.get() != null) {
            throw failed.get();
        }
    }
}
