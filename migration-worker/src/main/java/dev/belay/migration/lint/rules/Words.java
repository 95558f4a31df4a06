package dev.belay.migration.lint.rules;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A statement, or a part of one, as tokens that can be walked through. */
public final class Words {
    private final List<Token> tokens;
    private int at;

    private Words(List<Token> tokens) {
        this.tokens = tokens;
    }

    public static Words of(String sql) {
        return new Words(Token.of(sql));
    }

    /** Goes on behind these words where they are next. */
    public boolean take(String... words) {
        if (!next(words)) {
            return false;
        }
        at += words.length;
        return true;
    }

    boolean next(String... words) {
        if (at + words.length > tokens.size()) {
            return false;
        }
        for (int index = 0; index < words.length; index++) {
            if (!tokens.get(at + index).is(words[index])) {
                return false;
            }
        }
        return true;
    }

    /** Whether these words stand somewhere from here on, one behind the other. */
    public boolean has(String... words) {
        Words ahead = new Words(tokens);
        for (ahead.at = at; ahead.at < tokens.size(); ahead.at++) {
            if (ahead.next(words)) {
                return true;
            }
        }
        return false;
    }

    /** Goes on behind the first of these words; to the end where there is none. */
    boolean skipTo(String word) {
        while (at < tokens.size()) {
            if (tokens.get(at++).is(word)) {
                return true;
            }
        }
        return false;
    }

    public void takeIfExists() {
        if (!take("if", "not", "exists")) {
            take("if", "exists");
        }
    }

    /** A name with its schema, where one is next. */
    public Optional<TableName> takeName() {
        if (at >= tokens.size() || !tokens.get(at).isName()) {
            return Optional.empty();
        }
        String first = tokens.get(at++).name();
        if (at + 1 < tokens.size()
                && tokens.get(at).is(".")
                && tokens.get(at + 1).isName()) {
            String second = tokens.get(at + 1).name();
            at += 2;
            return Optional.of(new TableName(first, second));
        }
        return Optional.of(new TableName("", first));
    }

    /** What is left, in parts that commas separate outside of brackets. */
    List<Words> parts() {
        List<Words> parts = new ArrayList<>();
        List<Token> part = new ArrayList<>();
        int depth = 0;
        for (Token token : tokens.subList(at, tokens.size())) {
            depth += token.is("(") ? 1 : token.is(")") ? -1 : 0;
            if (depth == 0 && token.is(",")) {
                parts.add(new Words(List.copyOf(part)));
                part.clear();
            } else {
                part.add(token);
            }
        }
        parts.add(new Words(List.copyOf(part)));
        return parts;
    }

    /** What is left before the first of these words outside of brackets. */
    Words until(String... words) {
        int depth = 0;
        for (int index = at; index < tokens.size(); index++) {
            Token token = tokens.get(index);
            depth += token.is("(") ? 1 : token.is(")") ? -1 : 0;
            if (depth == 0 && Arrays.stream(words).anyMatch(token::is)) {
                return new Words(List.copyOf(tokens.subList(at, index)));
            }
        }
        return new Words(List.copyOf(rest()));
    }

    /** What stands in the next brackets; empty where there are none. */
    Optional<Words> brackets() {
        int open = at;
        while (open < tokens.size() && !tokens.get(open).is("(")) {
            open++;
        }
        int depth = 0;
        for (int index = open; index < tokens.size(); index++) {
            depth += tokens.get(index).is("(") ? 1 : tokens.get(index).is(")") ? -1 : 0;
            if (depth == 0) {
                return Optional.of(new Words(List.copyOf(tokens.subList(open + 1, index))));
            }
        }
        return Optional.empty();
    }

    /** Whether what is left calls a function that is none of these. */
    boolean callsOtherThan(Set<String> functions) {
        for (int index = at; index + 1 < tokens.size(); index++) {
            Token token = tokens.get(index);
            if (token.isName() && tokens.get(index + 1).is("(") && !functions.contains(token.name())) {
                return true;
            }
        }
        return false;
    }

    List<Token> rest() {
        return tokens.subList(at, tokens.size());
    }
}
