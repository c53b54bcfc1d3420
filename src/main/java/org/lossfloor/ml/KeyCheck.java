package org.lossfloor.ml;

import java.io.Serializable;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.lossfloor.config.key.Key;
import scala.Function1;

/**
 * The check of a key as the validator of the parameter that the key is: a wrong value is refused
 * when it is set. It throws instead of answering no, because Spark's own words would not say what
 * to give.
 *
 * @param <T> the type of the parameter's values
 * @param param the name of the parameter
 */
record KeyCheck<T>(String param) implements Function1<T, Object>, Serializable {
  private static final long serialVersionUID = 1L;

  @Override
  public Object apply(T value) {
    Key<?> key =
        Key.on(Key.Face.STAGE).stream().filter(k -> k.param().equals(param)).findFirst().get();
    String text = text(value);
    if (!key.accepts(text)) {
      throw new IllegalArgumentException(
          "Cannot use `" + text + "` as " + param + ": give " + key.wanted());
    }
    return true;
  }

  /** A value as it is typed; a bound that is open is left out. */
  static String text(Object value) {
    if (value instanceof int[] numbers) {
      return IntStream.of(numbers).mapToObj(Integer::toString).collect(Collectors.joining(","));
    }
    return value instanceof double[] ends
        ? IntStream.range(0, ends.length)
            .mapToObj(i -> open(i, ends[i]) ? "" : Double.toString(ends[i]))
            .collect(Collectors.joining(","))
        : String.valueOf(value);
  }

  private static boolean open(int position, double end) {
    return end == (position == 0 ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY);
  }
}
