package org.lossfloor.read.text;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What Python writes by repr, as JSON. */
class PythonLiteralTest {
  private static final String DICT =
      "{'lr': 0.1, \"it's\": [1, (2,), ()], 'n': None, 'ok': True, 'x': np.float64(1e-05)}";

  private static String json(String python) {
    return PythonLiteral.parse(python).map(JsonNode::toString).orElse("refused");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '!',
      quoteCharacter = '~',
      value = {
        "{}!{}",
        "{'a': 1,}!{\"a\":1}",
        "{ 'a' : {'b': [1, 2.5]} }!{\"a\":{\"b\":[1,2.5]}}",
        "{1: 'x', None: 'y', True: 'z', (1, 2): 'w'}!{\"1\":\"x\",\"None\":\"y\",\"True\":\"z\",\"[1,2]\":\"w\"}",
        "{1, 2}![1,2]",
        "set()![]",
        "frozenset({'a'})![\"a\"]",
        "()![]",
        "(1,)![1]",
        "(1)!1",
        "[1, 2, ]![1,2]",
        "[nan, inf, -inf, --]![\"NaN\",\"Infinity\",\"-Infinity\",null]",
        "np.float64(nan)!\"NaN\"",
        "numpy.int64(-3)!-3",
        "np.True_!\"np.True_\"",
        "np.str_('a')!\"a\"",
        "array([1., 2.], dtype=float32)![1.0,2.0]",
        "tensor([0.5], device='cuda:0')![0.5]",
        "OrderedDict([('C', 0.1), ('k', 'rbf')])!{\"C\":0.1,\"k\":\"rbf\"}",
        "OrderedDict({'C': 1})!{\"C\":1}",
        "defaultdict(<class 'list'>, {'a': [1]})!{\"a\":[1]}",
        "PosixPath('/a/b')!\"/a/b\"",
        "{'clf': SVC(C=1.0, kernel='r)')}!{\"clf\":\"SVC(C=1.0, kernel='r)')\"}",
        "[<function f at 0x7f>, torch.float32]![\"<function f at 0x7f>\",\"torch.float32\"]",
        "'a' 'b'!\"ab\"",
        "b'ab'!\"ab\"",
        "'\\n\\x41\\u00e9\\'\"'!\"\\nA\u00e9'\\\"\"",
        "123456789012345678901234567890!123456789012345678901234567890",
        "1_000!1000",
        "-.5e-3!-5.0E-4",
        "'{}'!\"{}\"",
      })
  void literalsBecomeJson(String python, String expected) {
    assertThat(json(python)).isEqualTo(expected);
    assertThat(json(" " + python + "\n")).isEqualTo(expected);
    assertThat(json("[" + python + "]")).isEqualTo("[" + expected + "]");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "{",
        "{'a'",
        "{'a':",
        "{'a': }",
        "{'a' 1}",
        "{'a': 1 'b': 2}",
        "{'a': 1} x",
        "[1",
        "[,]",
        "[1 2]",
        "(,)",
        "'a",
        "'\\x4'",
        "'\\uzzzz'",
        "true",
        "null",
        "lr",
        "1x",
        "1+2j",
        "-",
        "--1x",
        "{'a': 1, 'a': 2}",
        "[...]",
        "f(",
        "<a",
        "{1: 2, 3}",
        "{1, 2: 3}",
        "array(",
        "@",
        ")"
      })
  void whatIsNoLiteralIsRefused(String text) {
    assertThat(json(text)).isEqualTo("refused");
  }

  @ParameterizedTest
  @ValueSource(strings = {"[", "{", "(", "{1:", "array(", "dict(", "f(", "<"})
  void deepNestingIsRefusedAndQuick(String open) {
    assertThat(json(open.repeat(20_000))).isEqualTo("refused");
  }

  @Test
  void aDeepCallIsItsText() {
    String call =
        "array(".repeat(PythonLiteral.DEEPEST + 1) + "1" + ")".repeat(PythonLiteral.DEEPEST + 1);
    assertThat(PythonLiteral.parse(call)).isPresent();
  }

  @Test
  void noDamageCrashes() {
    Random random = new Random(17);
    for (int cut = 0; cut <= DICT.length(); cut++) {
      PythonLiteral.parse(DICT.substring(0, cut));
      StringBuilder flipped = new StringBuilder(DICT);
      flipped.setCharAt(cut % DICT.length(), (char) random.nextInt(128));
      PythonLiteral.parse(flipped.toString());
    }
    assertThat(json(DICT))
        .isEqualTo("{\"lr\":0.1,\"it's\":[1,[2],[]],\"n\":null,\"ok\":true,\"x\":1.0E-5}");
  }
}
