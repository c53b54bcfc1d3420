package org.lossfloor.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogFormatsTest {
  private static final String SERVICE = "META-INF/services/org.lossfloor.config.LogFormat";

  @TempDir Path jar;

  /** As when a jar of readers stands where those of Lossfloor cannot be seen from. */
  @Test
  void formatThatDoesNotLoadTakesNoOtherWithIt() throws Exception {
    Files.createDirectories(jar.resolve(SERVICE).getParent());
    Files.writeString(
        jar.resolve(SERVICE), "no.such.Format\n" + LogFormatsTest.class.getName() + "\n");
    List<URL> path = new ArrayList<>(List.of(jar.toUri().toURL()));
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
      path.add(Path.of(entry).toUri().toURL());
    }
    try (URLClassLoader loader =
        new URLClassLoader(path.toArray(new URL[0]), ClassLoader.getPlatformClassLoader())) {
      Class<?> formats = loader.loadClass(LogFormats.class.getName());
      Method words = formats.getDeclaredMethod("words");
      words.setAccessible(true);
      assertThat((String) words.invoke(null))
          .startsWith("one of ")
          .contains("csv", "jsonl", "numbers", "parquet")
          .contains("others cannot be loaded", "no.such.Format", LogFormatsTest.class.getName());
    }
  }
}
