package dev.belay.backup.catalogue;

/**
 * Where a sequence stood while the dump ran; sequences do not belong to snapshots.
 *
 * @param from its position before the dump began
 * @param to its position after the dump ended
 */
public record SequenceRange(String schema, String sequence, long from, long to) {
    public boolean contains(SequenceRange found) {
        return Math.min(from, to) <= found.from && found.to <= Math.max(from, to);
    }

    public boolean isSameSequence(SequenceRange other) {
        return schema.equals(other.schema) && sequence.equals(other.sequence);
    }

    public SequenceRange until(SequenceRange later) {
        return new SequenceRange(schema, sequence, from, later.to);
    }

    public String label() {
        return schema.equals("public") ? sequence : schema + "." + sequence;
    }
}
