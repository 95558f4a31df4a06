package dev.belay.healthcheck.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DefaultValuesTest {
    @Test
    void looksThroughCastsAndQuotes() {
        assertThat(DefaultValues.same("true", "true")).isTrue();
        assertThat(DefaultValues.same("draft", "'draft'::character varying")).isTrue();
        assertThat(DefaultValues.same("'draft'", "'draft'::character varying(20)"))
                .isTrue();
        assertThat(DefaultValues.same("it's", "'it''s'::text")).isTrue();
        assertThat(DefaultValues.same("nextval('a_id_seq'::regclass)", "nextval('a_id_seq'::regclass)"))
                .isTrue();
        assertThat(DefaultValues.same("a::b", "'a::b'::text")).isTrue();
    }

    @Test
    void knowsThatThereIsNone() {
        assertThat(DefaultValues.same("none", null)).isTrue();
        assertThat(DefaultValues.same("0", null)).isFalse();
        assertThat(DefaultValues.same("none", "0")).isFalse();
    }
}
