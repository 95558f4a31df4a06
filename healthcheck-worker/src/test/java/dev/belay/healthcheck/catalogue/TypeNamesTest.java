package dev.belay.healthcheck.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TypeNamesTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "int | integer",
                "bool | boolean",
                "varchar(20) | character varying(20)",
                "VARCHAR (20) | character varying(20)",
                "numeric(10, 2) | numeric(10,2)",
                "decimal(10,2) | numeric(10,2)",
                "timestamptz | timestamp with time zone",
                "timestamptz(3) | timestamp(3) with time zone",
                "timestamp | timestamp without time zone",
                "int[] | integer[]",
                "varchar(5)[] | character varying(5)[]",
                "jsonb | jsonb",
                "double precision | double precision",
            })
    void knowsWhatPeopleWrite(String expected, String found) {
        assertThat(TypeNames.same(expected, found)).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"varchar(20) | character varying(21)", "json | jsonb", "int | bigint", "int | integer[]"})
    void tellsTypesApart(String expected, String found) {
        assertThat(TypeNames.same(expected, found)).isFalse();
    }
}
