package dev.belay.worker.process;

import dev.belay.worker.execution.ProcessOwner;
import java.io.IOException;
import java.io.InputStream;

/**
 * Runs programs for executions, each in a process group that ends with the worker, with the execution's cancellation
 * and at its timeout.
 */
public interface Processes {
    /**
     * Runs a program to its end.
     *
     * @throws dev.belay.worker.failure.WorkFailed when the program is not there
     * @throws InterruptedException when the execution was cancelled; the whole process group has then ended
     */
    ProcessResult run(ProcessRequest request, ProcessOwner owner) throws InterruptedException;

    /**
     * Runs a program whose standard output is data; {@code line} of the request gets standard error only.
     *
     * @throws IOException as the consumer throws it; the program is then ended
     */
    ProcessResult stream(ProcessRequest request, ProcessOwner owner, OutputConsumer consumer)
            throws InterruptedException, IOException;

    /** Reads a program's standard output to its end. */
    interface OutputConsumer {
        void read(InputStream output) throws IOException;
    }
}
