package dev.belay.migration.online.batch;

/**
 * One of the transactions in which the rows of a range are written anew, each with those at every n-th place of their
 * pages.
 *
 * <p>An update puts the new version of a row onto the old one's page where it finds room there, and then touches no index
 * (a heap-only tuple). On full pages the rows of the first turn find none and move away. Once that transaction has ended,
 * the server clears what they have left, so that the second turn's rows stay on their pages, and leave room for the third.
 *
 * @param number from 1 on
 * @param of how many there are
 */
record Turn(int number, int of) {
    /** With more, fewer rows move away, but there are more transactions. */
    static final int MOST = 8;

    static final Turn ONLY = new Turn(1, 1);

    boolean isLast() {
        return number == of;
    }

    Turn next() {
        return new Turn(number + 1, of);
    }

    /** The last one takes whatever is left, wherever others have put it meanwhile. */
    String condition() {
        return isLast() ? "" : " and " + hasItsPlace();
    }

    /** The same, and something else holds, which is asked of rows only that have their turn. */
    String condition(String also) {
        return " and " + (isLast() ? also : "case when " + hasItsPlace() + " then " + also + " else false end");
    }

    private String hasItsPlace() {
        return "(ctid::text::point)[1]::integer % " + of + " = " + number;
    }
}
