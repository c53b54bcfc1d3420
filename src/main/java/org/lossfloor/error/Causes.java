package org.lossfloor.error;

import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** A failure and what led to it: what fails on an executor arrives wrapped several times. */
public final class Causes {
  private Causes() {}

  /**
   * The failure itself, its cause, the cause of that, and so on.
   *
   * @param failure what was thrown
   * @return the chain, the failure first
   */
  public static Stream<Throwable> of(Throwable failure) {
    return Stream.iterate(failure, Objects::nonNull, Throwable::getCause);
  }

  /**
   * The first of a kind in the chain.
   *
   * @param failure what was thrown
   * @param kind the kind
   * @param <T> the kind
   * @return the failure or one of its causes; nothing if none is of the kind
   */
  public static <T extends Throwable> Optional<T> first(Throwable failure, Class<T> kind) {
    return of(failure).filter(kind::isInstance).map(kind::cast).findFirst();
  }
}
