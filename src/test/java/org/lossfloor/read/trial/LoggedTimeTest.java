package org.lossfloor.read.trial;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LoggedTimeTest {
  @Test
  void times() {
    Instant noon = Instant.parse("2024-05-01T12:00:00Z");
    ZoneId berlin = ZoneId.of("Europe/Berlin");
    assertThat(LoggedTime.parse("2024-05-01T12:00:00Z", berlin)).contains(noon);
    assertThat(LoggedTime.parse("2024-05-01 14:00:00", berlin)).contains(noon);
    assertThat(LoggedTime.parse("1714564800", ZoneOffset.UTC)).contains(noon);
    assertThat(LoggedTime.parse("1714564800000", ZoneOffset.UTC)).contains(noon);
    assertThat(LoggedTime.parse("1714564800000000", ZoneOffset.UTC)).contains(noon);
    assertThat(LoggedTime.parse("1714564800000000000", ZoneOffset.UTC)).contains(noon);
    assertThat(LoggedTime.parse("1.7145648e9", ZoneOffset.UTC)).contains(noon);
    assertThat(LoggedTime.parse("9999-12-31T23:59:59Z", ZoneOffset.UTC)).isPresent();
    assertThat(LoggedTime.parse("yesterday", ZoneOffset.UTC)).isEmpty();
    assertThat(LoggedTime.parse("", ZoneOffset.UTC)).isEmpty();
  }

  @Test
  void patternsOfTheConfigurationAreTriedFirst() {
    ZoneId berlin = ZoneId.of("Europe/Berlin");
    LoggedTime times =
        new LoggedTime(berlin, List.of("dd-MM-yyyy HH:mm", "d MMM yyyy", "yyyyMMddHHmmss"));
    assertThat(times.parse("04-08-2024 14:28")).contains(Instant.parse("2024-08-04T12:28:00Z"));
    assertThat(times.parse("1 May 2024")).contains(Instant.parse("2024-04-30T22:00:00Z"));
    assertThat(times.parse("20240501140000")).contains(Instant.parse("2024-05-01T12:00:00Z"));
    assertThat(times.parse("2024-05-01 14:00:00")).contains(Instant.parse("2024-05-01T12:00:00Z"));
    assertThat(times.parse("04/08/2024")).isEmpty();
    assertThat(LoggedTime.isTold("NaT")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1e22",
        "-1e30",
        "NaN",
        "Infinity",
        "+999999999-01-01T00:00:00Z",
        "-999999999-01-01T00:00:00",
        "+10000-01-01T00:00:00Z",
        "0000-12-31T00:00:00Z"
      })
  void timesBeyondAllCalendarsAreAbsent(String text) {
    assertThat(LoggedTime.parse(text, ZoneOffset.UTC)).isEmpty();
  }
}
