package org.lossfloor.read.trial;

import java.util.Map;
import org.lossfloor.config.SourceConfig;
import org.lossfloor.read.record.Fields;
import org.lossfloor.read.record.Plan;
import org.lossfloor.sweep.NamedTexts;

/** What a name in the configuration stands for: a constant, a part of the path, or a field. */
sealed interface Ref {
  /** The same for every record. */
  record Constant(String value) implements Ref {}

  /** A named group of the path. */
  record PathPart(String name) implements Ref {}

  /** A field of the record. */
  record Field(int slot) implements Ref {}

  /** Resolves a name; a field is added to the plan. */
  static Ref of(String name, SourceConfig source, Plan plan) {
    String constant = source.constants().get(name);
    if (constant != null) {
      return new Constant(constant);
    }
    if (source.pathRegex().map(regex -> regex.names().contains(name)).orElse(false)) {
      return new PathPart(name);
    }
    return new Field(plan.slot(name));
  }

  /** Whether a name is that of a field of the records. */
  static boolean isField(String name, SourceConfig source) {
    return !source.constants().containsKey(name)
        && source.pathRegex().map(regex -> !regex.names().contains(name)).orElse(true);
  }

  /** Resolves the name of a field without which the log cannot be used. */
  static Ref needed(String name, SourceConfig source, Plan plan) {
    Ref ref = of(name, source, plan);
    if (ref instanceof Field) {
      plan.need(name);
    }
    return ref;
  }

  /** The text, or null when the record has none. */
  default String text(Fields fields, Map<String, String> pathParts) {
    return NamedTexts.spelled(value(fields, pathParts));
  }

  /** The value, as {@link Fields#set} takes it, or null when the record has none. */
  default Object value(Fields fields, Map<String, String> pathParts) {
    if (this instanceof Field field) {
      return fields.value(field.slot());
    }
    return this instanceof PathPart part ? pathParts.get(part.name()) : ((Constant) this).value();
  }
}
