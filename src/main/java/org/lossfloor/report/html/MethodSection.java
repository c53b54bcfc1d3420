package org.lossfloor.report.html;

import java.util.Map;

/**
 * What the words of the page mean, and what they do not.
 *
 * @param confidence of the intervals, in (0, 1)
 */
record MethodSection(double confidence) implements Section {
  @Override
  public String id() {
    return "method";
  }

  @Override
  public String title() {
    return "How to read this";
  }

  @Override
  public Map<String, Object> model() {
    return Map.of("percent", Shown.percent(confidence));
  }
}
