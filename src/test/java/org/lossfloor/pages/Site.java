package org.lossfloor.pages;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.commonmark.Extension;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.AttributeProvider;
import org.commonmark.renderer.html.HtmlRenderer;

/** Renders the pages as a site: the README as its first page, {@code index.md} as its menu. */
final class Site {
  private static final List<Extension> EXTENSIONS = List.of(TablesExtension.create());
  private static final Path MENU = Page.SITE.resolve("index.md");

  /** Pages that lie outside of the site's folder, and where they are rendered. */
  private static final List<String> OUTSIDE =
      List.of("README.md", "CONTRIBUTING.md", "CHANGELOG.md", "docker/README.md");

  private final Path folder;
  private final String frame;
  private final Parser parser = Parser.builder().extensions(EXTENSIONS).build();
  private final Map<Path, Path> rendered = new TreeMap<>();

  private Site(Path folder) throws IOException {
    this.folder = folder;
    frame = Files.readString(Path.of("src/site/page.html"));
    for (Page page : Page.all()) {
      rendered.put(page.path(), Page.SITE.relativize(page.path()));
    }
    OUTSIDE.forEach(path -> rendered.put(Path.of(path), Path.of(path)));
    rendered.put(MENU, Path.of("contents.md"));
    rendered.put(Path.of("README.md"), Path.of("index.md"));
    rendered.replaceAll((page, at) -> Path.of(at.toString().replaceFirst("[.]md$", ".html")));
  }

  /**
   * Writes all pages, and the files of the project that they link to.
   *
   * @return the files of pages
   */
  static List<Path> write(Path folder) throws IOException {
    Site site = new Site(folder);
    List<Path> written = new ArrayList<>();
    for (Map.Entry<Path, Path> page : site.rendered.entrySet()) {
      Path html = folder.resolve(page.getValue());
      Files.createDirectories(html.getParent());
      Files.writeString(html, site.html(Page.of(page.getKey()), page.getValue()));
      written.add(html);
    }
    return written;
  }

  private String html(Page page, Path at) throws IOException {
    String title = page.text().lines().findFirst().orElseThrow().replaceFirst("^# ", "");
    return frame
        .replace("@TITLE@", title)
        .replace("@MENU@", body(Page.of(MENU), at, false))
        .replace("@BODY@", body(page, at, true));
  }

  /** The headings of the menu are no targets: they are on every page. */
  private String body(Page page, Path at, boolean anchors) throws IOException {
    Node document = parser.parse(page.text());
    List<String> missing = new ArrayList<>();
    document.accept(
        new AbstractVisitor() {
          @Override
          public void visit(Link link) {
            link.setDestination(moved(page, link.getDestination(), at, missing));
            visitChildren(link);
          }

          @Override
          public void visit(Image image) {
            image.setDestination(moved(page, image.getDestination(), at, missing));
          }
        });
    for (String file : missing) {
      copy(Path.of(file));
    }
    HtmlRenderer.Builder renderer = HtmlRenderer.builder().extensions(EXTENSIONS);
    if (anchors) {
      renderer.attributeProviderFactory(context -> headings(page));
    }
    return renderer.build().render(document);
  }

  private static AttributeProvider headings(Page page) {
    List<String> names = page.headings();
    int[] next = {0};
    return (node, tag, attributes) -> {
      if (tag.matches("h[1-6]")) {
        attributes.put("id", Page.anchor(names.get(next[0]++)));
      }
    };
  }

  /** Where a link of a page leads from the place of the rendered page. */
  private String moved(Page page, String link, Path at, List<String> files) {
    if (link.matches("(https?|mailto):.*") || link.startsWith("#")) {
      return link;
    }
    String[] parts = link.split("#", 2);
    Path from = page.path().getParent();
    Path target = (from == null ? Path.of("") : from).resolve(parts[0]).normalize();
    Path to = rendered.get(target);
    if (to == null) {
      files.add(target.toString());
      to = Path.of("files").resolve(target);
    }
    Path here = at.getParent();
    String path = here == null ? to.toString() : here.relativize(to).toString();
    return parts.length == 1 ? path : path + "#" + parts[1];
  }

  private void copy(Path file) throws IOException {
    if (Files.isRegularFile(file)) {
      Path to = folder.resolve("files").resolve(file);
      Files.createDirectories(to.getParent());
      Files.copy(file, to, StandardCopyOption.REPLACE_EXISTING);
    }
  }
}
