package dev.belay.stack.running;

/** Is told what was ended. */
public interface EndListener {
    /** Nobody has to know. */
    EndListener NOBODY = new EndListener() {
        @Override
        public void ended(Ended process) {
            // nobody has to know
        }

        @Override
        public void leftover(String server) {
            // nobody has to know
        }
    };

    void ended(Ended process);

    /** A server that ran on after its process had been killed. */
    void leftover(String server);
}
