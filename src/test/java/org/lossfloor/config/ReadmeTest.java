package org.lossfloor.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lossfloor.config.key.Key;

/** What the README shows is what the code takes. */
class ReadmeTest {
  private static String readme() throws IOException {
    return Files.readString(Path.of("README.md"));
  }

  @Test
  void tableOfKeysIsTheOneInTheCode() throws IOException {
    assertThat(readme()).contains(Key.reference().strip());
  }

  @Test
  void everyYamlSnippetIsAValidAudit() throws IOException {
    Matcher snippets = Pattern.compile("```yaml\\n(.*?)```", Pattern.DOTALL).matcher(readme());
    int count = 0;
    while (snippets.find()) {
      assertThat(AuditConfig.parse("README.md", snippets.group(1)).sources()).isNotEmpty();
      count++;
    }
    assertThat(count).isPositive();
  }

  @ParameterizedTest
  @ValueSource(strings = {"demo.yaml", "field-sweeps.yaml", "audit.example.yaml"})
  void everyShippedConfigurationLoads(String name) {
    assertThat(AuditConfig.load(Path.of("conf", name)).sources()).isNotEmpty();
  }
}
