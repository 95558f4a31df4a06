package dev.belay.backup.swapping;

import dev.belay.backup.catalogue.SequenceRange;
import dev.belay.backup.postgres.DatabaseSession;
import dev.belay.backup.postgres.Quoted;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Moves restored sequences on to where the live ones stand: a number seen outside must not be given out twice. */
public final class SequenceRaise {
    private SequenceRaise() {}

    /** Returns the sequences that were moved; none is ever moved back, in whichever direction it counts. */
    static List<String> run(List<SequenceRange> restored, List<SequenceRange> live, DatabaseSession session)
            throws SQLException {
        Map<String, SequenceRange> byName = new HashMap<>();
        restored.forEach(sequence -> byName.put(name(sequence), sequence));
        List<String> raised = new ArrayList<>();
        for (SequenceRange ahead : live) {
            SequenceRange behind = byName.get(name(ahead));
            if (behind != null && behind.from() != ahead.from() && raise(behind.from(), ahead, session)) {
                raised.add(ahead.label());
            }
        }
        return raised;
    }

    private static boolean raise(long from, SequenceRange ahead, DatabaseSession session) throws SQLException {
        return session.find(
                        """
                        select pg_catalog.setval(seqrelid::regclass, ?, true) from pg_catalog.pg_sequence
                        where seqrelid = ?::regclass and ? between seqmin and seqmax
                          and case when seqincrement > 0 then ? > ? else ? < ? end
                        """,
                        row -> row.getLong(1),
                        ahead.from(),
                        name(ahead),
                        ahead.from(),
                        ahead.from(),
                        from,
                        ahead.from(),
                        from)
                .isPresent();
    }

    private static String name(SequenceRange sequence) {
        return Quoted.identifier(sequence.schema()) + "." + Quoted.identifier(sequence.sequence());
    }
}
