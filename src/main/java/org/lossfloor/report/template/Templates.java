package org.lossfloor.report.template;

import freemarker.core.HTMLOutputFormat;
import freemarker.template.Configuration;
import freemarker.template.DefaultObjectWrapper;
import freemarker.template.TemplateException;
import freemarker.template.TemplateExceptionHandler;
import freemarker.template.TemplateModel;
import freemarker.template.TemplateModelException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.lang.reflect.RecordComponent;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.lossfloor.error.Printable;

/**
 * The templates of pages. Every value is escaped for HTML where it is shown, unless a template says
 * otherwise, and characters that a reader cannot see, such as those that turn the direction of
 * text, are shown as their escapes.
 */
public final class Templates {
  private final Configuration configuration;

  /**
   * Finds templates.
   *
   * @param beside the class beside which they lie
   */
  public Templates(Class<?> beside) {
    configuration = configuration(beside);
  }

  private static Configuration configuration(Class<?> beside) {
    Configuration configuration = new Configuration(Configuration.VERSION_2_3_33);
    configuration.setClassForTemplateLoading(beside, "");
    configuration.setDefaultEncoding("UTF-8");
    configuration.setLocale(Locale.ROOT);
    configuration.setNumberFormat(",##0");
    configuration.setOutputFormat(HTMLOutputFormat.INSTANCE);
    configuration.setTemplateExceptionHandler(TemplateExceptionHandler.RETHROW_HANDLER);
    configuration.setLogTemplateExceptions(false);
    configuration.setObjectWrapper(new Visible());
    return configuration;
  }

  /**
   * Text that is ours: styles, scripts, pictures, data that are escaped already. The template says
   * {@code ?no_esc} where it stands.
   *
   * @param text the text
   */
  public record Trusted(String text) {}

  /** Wraps every text so that all of its characters can be seen. */
  private static final class Visible extends DefaultObjectWrapper {
    Visible() {
      super(Configuration.VERSION_2_3_33);
    }

    @Override
    public TemplateModel wrap(Object value) throws TemplateModelException {
      if (value instanceof Trusted trusted) {
        return super.wrap(trusted.text());
      }
      if (value instanceof Record components) {
        return super.wrap(named(components));
      }
      return super.wrap(value instanceof String text ? Printable.text(text) : value);
    }

    /**
     * The library itself knows records from its classes for newer Javas alone, which the jar of the
     * application leaves out.
     */
    private static Map<String, Object> named(Record components) throws TemplateModelException {
      Map<String, Object> named = new LinkedHashMap<>();
      for (RecordComponent component : components.getClass().getRecordComponents()) {
        try {
          component.getAccessor().setAccessible(true);
          named.put(component.getName(), component.getAccessor().invoke(components));
        } catch (ReflectiveOperationException e) {
          throw new TemplateModelException("no value of " + component, e);
        }
      }
      return named;
    }
  }

  /**
   * Fills a template.
   *
   * @param template its name
   * @param model its values: maps, lists, records, texts and numbers
   * @param to where the page goes
   * @throws IOException if that cannot be written to
   */
  public void write(String template, Map<String, Object> model, Writer to) throws IOException {
    try {
      configuration.getTemplate(template).process(model, to);
    } catch (TemplateException e) {
      if (e.getCause() instanceof IOException io) {
        throw new UncheckedIOException(io);
      }
      throw new IllegalStateException("the template " + template + " does not fit its model", e);
    }
  }
}
