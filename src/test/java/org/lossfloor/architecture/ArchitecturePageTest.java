package org.lossfloor.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The page of the architecture shows the rooms as {@link ArchitectureTest} enforces them. */
class ArchitecturePageTest {
  private static final String PAGE = "src/site/markdown/architecture.md";

  /** {@code | `room` | what | `other`, `another` | yes |}. */
  private static final Pattern ROW =
      Pattern.compile("(?m)^\\| `([a-z]+)` \\| [^|]+ \\| ([^|]+) \\| (yes|no) \\|$");

  private static final Pattern FLOOR = Pattern.compile("(?m)^\\d+ {2,}([a-z ]+)$");
  private static final Pattern WORD = Pattern.compile("[a-z]+");

  /** A class name in code style, with or without a member. */
  private static final Pattern TYPE = Pattern.compile("`([A-Z][a-z]\\w*)(?:[.#]\\w+)?`");

  /** Names of the JDK and of libraries. */
  private static final Set<String> FOREIGN = Set.of("Row", "Encoders");

  private static String read(String page) {
    try {
      return Files.readString(Path.of(page));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Set<String> words(String text) {
    return WORD.matcher(text).results().map(MatchResult::group).collect(Collectors.toSet());
  }

  @Test
  void tableOfRoomsIsTheOneThatIsEnforced() {
    Map<String, Set<String>> shown = new TreeMap<>();
    ROW.matcher(read(PAGE)).results().forEach(r -> shown.put(r.group(1), words(r.group(2))));
    Map<String, Set<String>> enforced = new TreeMap<>();
    ArchitectureTest.ROOMS.forEach((name, room) -> enforced.put(name, room.rooms()));
    assertThat(shown).as(expectedTable()).isEqualTo(enforced);
  }

  /** What the third column of the page has to be, ready to paste. */
  private static String expectedTable() {
    return ArchitectureTest.ROOMS.entrySet().stream()
        .map(
            room ->
                new TreeSet<>(room.getValue().rooms())
                    .stream()
                        .map(other -> "`" + other + "`")
                        .collect(Collectors.joining(", ", room.getKey() + " may use ", "")))
        .collect(Collectors.joining("\n", "the rooms are\n", "\n"));
  }

  @Test
  void freeRoomsUseNoEngine() {
    Set<String> free =
        ROW.matcher(read(PAGE))
            .results()
            .filter(r -> r.group(3).equals("yes"))
            .map(r -> r.group(1))
            .collect(Collectors.toSet());
    Set<String> engineFree =
        ArchitectureTest.ROOMS.entrySet().stream()
            .filter(room -> room.getValue().thirdParty().stream().noneMatch(this::isEngine))
            .map(Map.Entry::getKey)
            .collect(Collectors.toSet());
    assertThat(free).isEqualTo(engineFree);
  }

  private boolean isEngine(String name) {
    return Stream.of("org.apache.spark", "org.apache.hadoop", "scala").anyMatch(name::startsWith);
  }

  @Test
  void roomsOfThePictureUseOnlyLowerFloors() {
    List<Set<String>> floors =
        FLOOR.matcher(read(PAGE)).results().map(floor -> words(floor.group(1))).toList();
    Map<String, Integer> height = new TreeMap<>();
    for (int i = 0; i < floors.size(); i++) {
      for (String room : floors.get(i)) {
        assertThat(height.put(room, floors.size() - i)).as(room).isNull();
      }
    }
    assertThat(height.keySet()).isEqualTo(ArchitectureTest.ROOMS.keySet());
    ArchitectureTest.ROOMS.forEach(
        (name, room) ->
            assertThat(room.rooms())
                .as(name)
                .allSatisfy(used -> assertThat(height.get(used)).isLessThan(height.get(name))));
  }

  @ParameterizedTest
  @ValueSource(strings = {PAGE, "CONTRIBUTING.md"})
  void everyClassThatIsNamedExists(String page) throws IOException {
    Set<String> named =
        TYPE.matcher(read(page)).results().map(r -> r.group(1)).collect(Collectors.toSet());
    named.removeAll(FOREIGN);
    Set<String> existing = new HashSet<>();
    for (String root : List.of("target/classes", "target/test-classes")) {
      try (Stream<Path> files = Files.walk(Path.of(root, "org/lossfloor"))) {
        files
            .map(file -> file.getFileName().toString())
            .filter(name -> name.endsWith(".class"))
            .flatMap(name -> Arrays.stream(name.replace(".class", "").split("\\$")))
            .forEach(existing::add);
      }
    }
    assertThat(named).hasSizeGreaterThan(15).isSubsetOf(existing);
  }
}
