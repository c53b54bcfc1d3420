package org.lossfloor.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lossfloor.error.InputException;
import org.lossfloor.error.UsageException;
import org.lossfloor.error.UserException;

/** Reading score files: formats, failed trials, and what is refused and how. */
class ScoreFileTest {
  private static final double FAILED = Double.NaN;

  @TempDir private Path folder;

  private static Scores read(String text, String field) {
    InputStream in = new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    return ScoreFile.read("-", Optional.ofNullable(field), Optional.empty(), in);
  }

  private static UserException refused(String text, String field) {
    return catchThrowableOfType(UserException.class, () -> read(text, field));
  }

  static Stream<Arguments> readable() {
    return Stream.of(
        Arguments.of("plain numbers", "0.5\n-1e-3\n+7\n.25\n", null, v(.5, -1e-3, 7, .25)),
        Arguments.of("no line break at the end", "1\n2", null, v(1, 2)),
        Arguments.of("Windows lines, byte order mark", "\uFEFF1\r\n2\r\n", null, v(1, 2)),
        Arguments.of(
            "failed words",
            "nan\nNaN\n-nan\ninf\n-Infinity\nnull\nNone\nNA\nn/a\n1\n",
            null,
            v(FAILED, FAILED, FAILED, FAILED, FAILED, FAILED, FAILED, FAILED, FAILED, 1)),
        Arguments.of(
            "blank lines inside, not at the end", "1\n\n \n2\n\n\n", null, v(1, FAILED, FAILED, 2)),
        Arguments.of("one column", "loss\n1\n\n2\n\n", null, v(1, FAILED, 2)),
        Arguments.of(
            "one of several columns", "lr,loss\n.1,1\n.2,\n.3,inf\n", "loss", v(1, FAILED, FAILED)),
        Arguments.of("the only numeric column", "id,loss\nr1,1\nr2,nan\n", null, v(1, FAILED)),
        Arguments.of(
            "quotes", "\"my, id\",\"loss\"\n\"a \"\"b\"\"\nc,\",\"1\"\n x , 2 \n", "loss", v(1, 2)),
        Arguments.of(
            "a table of a search is a table",
            """
            ,mean_fit_time,param_C,params,split0_test_score,mean_test_score,rank_test_score
            0,0.5,1,{'C': 1},0.25,0.5,1
            1,0.5,2,{'C': 2},0.25,,2
            """,
            "mean_test_score",
            v(.5, FAILED)),
        Arguments.of("semicolons", "id;loss\nr1;1\nr2;2\n", "loss", v(1, 2)),
        Arguments.of("tabs", "id\tloss\nr1\t1\nr2\t\n", "loss", v(1, FAILED)),
        Arguments.of("blank rows of a wide table", "id,loss\n\nr1,1\n\nr2,2\n", "loss", v(1, 2)),
        Arguments.of(
            "JSON", "{\"loss\":1}\n{\"loss\":null}\n\n{\"loss\":2e0}\n", null, v(1, FAILED, 2)),
        Arguments.of("JSON, nested", "{\"e\":{\"loss\":1,\"x\":[3,4]}}\n", "e.loss", v(1)),
        Arguments.of("JSON, array", "{\"e\":{\"loss\":1,\"x\":[3,{\"y\":4}]}}\n", "e.x[1].y", v(4)),
        Arguments.of("JSON, a dot in the name", "{\"val.loss\":1,\"n\":2}\n", "val.loss", v(1)),
        Arguments.of(
            "JSON, bare and quoted",
            """
            {"l":NaN}
            {"l":-Infinity}
            {"l":"1.5"}
            {"l":""}
            {"l":"nan"}
            """,
            "l",
            v(FAILED, FAILED, 1.5, FAILED, FAILED)),
        Arguments.of(
            "JSON, the only numeric field",
            "{\"id\":\"a\",\"l\":1}\n{\"id\":\"b\",\"l\":2}",
            null,
            v(1, 2)));
  }

  private static double[] v(double... values) {
    return values;
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("readable")
  void readsScoresInTheirOrder(String name, String text, String field, double[] expected) {
    assertThat(read(text, field).values()).containsExactly(expected);
  }

  static Stream<Arguments> unreadable() {
    return Stream.of(
        Arguments.of("1\n0.2 0.3\n", null, "`0.2 0.3`", "line 2", "INPUT"),
        Arguments.of("1\nabc\n", null, "`abc`", "line 2", "INPUT"),
        Arguments.of("1\n0x1p3\n", null, "`0x1p3`", "line 2", "INPUT"),
        Arguments.of("1\n1d\n", null, "`1d`", "line 2", "INPUT"),
        Arguments.of("1\n0,5\n", null, "`0,5`", "line 2", "INPUT"),
        Arguments.of("loss\n1\nabc\n", null, "`abc`", "line 3, field `loss`", "INPUT"),
        Arguments.of("id,loss\nr,1\nr,x\n", "loss", "`x`", "line 3, field `loss`", "INPUT"),
        Arguments.of("id,loss\n\"a\nb\",1\nr,x\n", "loss", "`x`", "line 4", "INPUT"),
        Arguments.of(
            "id,loss\nr,1\nr\n", "loss", "1 values, the header 2, in `r`", "line 3", "INPUT"),
        Arguments.of("id,loss\nr,1,2\n", "loss", "3 values", "line 2", "INPUT"),
        Arguments.of("0.1,0.2\n0.3,0.4\n", null, "names of the columns", "line 1", "INPUT"),
        Arguments.of("a,a\n1,2\n", "a", "2 columns `a`", "standard input", "INPUT"),
        Arguments.of("id,loss\n", "loss", "no trials", "standard input", "INPUT"),
        Arguments.of("", null, "no trials", "standard input", "INPUT"),
        Arguments.of("\n \n", null, "no trials", "standard input", "INPUT"),
        Arguments.of("[1,2]\n", null, "JSON array", "standard input", "INPUT"),
        Arguments.of("PAR1\0\0", null, "not text", "standard input", "INPUT"),
        Arguments.of("\u0002q\u0007\n8-\0\n", null, "not text", "standard input", "INPUT"),
        Arguments.of("{\"l\":1}\n{\"l\":\n", "l", "not valid JSON", "line 2", "INPUT"),
        Arguments.of("{\"l\":1}\n{\"l\":1} {\"l\":2}\n", "l", "follows", "line 2", "INPUT"),
        Arguments.of("{\"l\":1,\"l\":2}\n", "l", "Duplicate field 'l'", "line 1", "INPUT"),
        Arguments.of("{\"a.b\":1,\"a\":{\"b\":2}}\n", "a.b", "there twice", "line 1", "INPUT"),
        Arguments.of("{\"l\":1}\n3\n", "l", "not a JSON object", "line 2", "INPUT"),
        Arguments.of("{\"l\":true}\n", "l", "`true`", "line 1, field `l`", "INPUT"),
        Arguments.of(
            "{\"j\":1}\n{\"k\":1}\n", "l", "there are: `j`, `k`", "standard input", "USAGE"),
        Arguments.of("{\"l\":{\"m\":1}}\n", "l", "`{\"m\":1}`", "line 1", "INPUT"),
        Arguments.of("id,loss\nr,1\n", "los", "there are: `id`, `loss`", "standard input", "USAGE"),
        Arguments.of("lr,loss\n.1,1\n", null, "`lr`, `loss`", "standard input", "USAGE"),
        Arguments.of("id,loss\nr,x\n", null, "`loss` (line 2 is `x`)", "standard input", "USAGE"),
        Arguments.of(
            "id,loss\nr,nan\n", null, "`loss` (no number at all)", "standard input", "USAGE"),
        Arguments.of(
            "{\"l\":1}\n{\"k\":1}\n", null, "`k` (in 1 of 2 rows only)", "standard input", "USAGE"),
        Arguments.of("1\n2\n", "loss", "no field `loss`", "--score", "USAGE"),
        Arguments.of("{\"l\":1}\n", "a..b", "`a..b` is no field", "--score", "USAGE"),
        Arguments.of("a,a\n1,2\n", null, "2 columns `a`", "standard input", "INPUT"),
        Arguments.of("\nlr,0.5\n1,2\n", null, "names of the columns", "line 2", "INPUT"),
        Arguments.of("1\n\"2\n3\n", null, "does not close", "line 2", "INPUT"),
        Arguments.of("id,loss\nr,\"1\n", "loss", "does not close", "line 2", "INPUT"),
        Arguments.of("{\"l\":{\"m\":[1]},\"k\":\"x\"}\n", null, "`l.m`", "input", "USAGE"));
  }

  @ParameterizedTest
  @MethodSource("unreadable")
  void refusesWithPlaceAndMend(String text, String field, String what, String where, String kind) {
    UserException e = refused(text, field);
    assertThat(e).isNotNull();
    assertThat(e.what()).contains(what);
    assertThat(e.where()).contains(where);
    assertThat(e.mend()).isNotBlank();
    assertThat(e).isInstanceOf(kind.equals("INPUT") ? InputException.class : UsageException.class);
  }

  @Test
  void refusesACutJsonObjectWithoutTheParsersOwnPlace() {
    assertThat(refused("{\"l\":1}\n{\"l\":2\n", "l").what())
        .startsWith("not valid JSON at column 7: Unexpected end-of-input")
        .doesNotContain("line: 1");
  }

  @Test
  void refusesAnEmptyName() {
    UserException e =
        catchThrowableOfType(
            UserException.class,
            () ->
                ScoreFile.read(
                    "", Optional.empty(), Optional.empty(), InputStream.nullInputStream()));
    assertThat(e.what()).contains("its name is empty");
  }

  @Test
  void readsADeclaredEncoding() {
    byte[] text = "name,verlust \u00f8\nx,1\n".getBytes(StandardCharsets.ISO_8859_1);
    Optional<Charset> declared = Optional.of(StandardCharsets.ISO_8859_1);
    Scores scores =
        ScoreFile.read(
            "-", Optional.of("verlust \u00f8"), declared, new ByteArrayInputStream(text));
    assertThat(scores.values()).containsExactly(1);
  }

  @Test
  void aDamagedByteElsewhereCostsNothingWhereTheScoresAreFound() {
    byte[] text =
        "{\"n\":\"\u00f8\",\"l\":1}\n{\"n\":\"o\",\"l\":2}".getBytes(StandardCharsets.ISO_8859_1);
    Scores scores =
        ScoreFile.read("-", Optional.empty(), Optional.empty(), new ByteArrayInputStream(text));
    assertThat(scores.description()).endsWith(" (JSON lines, field `l`)");
    assertThat(scores.values()).containsExactly(1, 2);
  }

  @Test
  void namesTheFieldAndTheFormat() {
    Scores scores = read("id,loss\nr,1\n", null);
    assertThat(scores.description()).isEqualTo("standard input (CSV, field `loss`)");
    assertThat(scores.place(0)).isEqualTo("standard input, line 2");
  }

  @Test
  void readsAFirstLineLongerThanItsBuffer() {
    String padding = "x".repeat(200_000);
    assertThat(read("{\"p\":\"" + padding + "\",\"l\":1}\n", "l").values()).containsExactly(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"missing.csv", "", "broken.gz"})
  void refusesFilesThatCannotBeRead(String name) throws IOException {
    Files.write(folder.resolve("broken.gz"), new byte[] {0x1f, (byte) 0x8b, 8, 0});
    String file = folder.resolve(name).toString();
    UserException e =
        catchThrowableOfType(
            UserException.class,
            () ->
                ScoreFile.read(
                    file, Optional.empty(), Optional.empty(), InputStream.nullInputStream()));
    assertThat(e).isInstanceOf(InputException.class);
    assertThat(e.where()).isEqualTo(file);
    assertThat(e.what()).containsPattern("no such file|is a directory|cut off or damaged");
  }
}
