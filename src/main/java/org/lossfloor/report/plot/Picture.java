package org.lossfloor.report.plot;

import de.rototor.pdfbox.graphics2d.PdfBoxGraphics2D;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriter;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.metadata.IIOMetadataNode;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.apache.batik.svggen.SVGGeneratorContext;
import org.apache.batik.svggen.SVGGraphics2D;
import org.apache.batik.svggen.SVGIDGenerator;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** A picture that is ready to be written; the same one gives the same bytes every time. */
public final class Picture {
  private static final double POINTS = 72;
  private static final int PIXELS = 300;
  private static final double METRE = 1000 / 25.4;
  private static final String SVG = "http://www.w3.org/2000/svg";

  private final PlotSize size;
  private final String title;
  private final String description;
  private final List<LayeredChart> panels;
  private final int columns;

  private Picture(
      PlotSize size, String title, String description, List<LayeredChart> panels, int columns) {
    this.size = size;
    this.title = title;
    this.description = description;
    this.panels = List.copyOf(panels);
    this.columns = columns;
  }

  /** A picture that is called what was typed, or else its kind and the names of what it shows. */
  static Picture of(
      String kind, List<PlottedExperiment> shown, PlotSettings settings, LayeredChart chart) {
    String names = shown.stream().map(PlottedExperiment::name).collect(Collectors.joining(", "));
    return new Picture(
        settings.size(),
        settings.title().map(ChartFrame::shown).orElse(kind + ": " + names),
        shown.stream().map(PlottedExperiment::description).collect(Collectors.joining(" ")),
        List.of(chart),
        1);
  }

  /**
   * A picture of several panels.
   *
   * @param title what it is called where no title was typed
   * @param description what it shows, in sentences
   * @param settings how it looks
   * @param spread where the panels stand
   * @param panels the panels, all of one size
   */
  static Picture of(
      String title,
      String description,
      PlotSettings settings,
      Panels spread,
      List<LayeredChart> panels) {
    return new Picture(
        spread.whole(),
        settings.title().map(ChartFrame::shown).orElse(ChartFrame.shown(title)),
        ChartFrame.shown(description),
        panels,
        spread.columns());
  }

  private int width() {
    return columns * panels.get(0).getWidth();
  }

  private int height() {
    return (panels.size() + columns - 1) / columns * panels.get(0).getHeight();
  }

  /**
   * What the picture shows, for those who do not see it.
   *
   * @return sentences
   */
  public String description() {
    return description;
  }

  /**
   * The picture as a file.
   *
   * @param format the kind of file
   * @return its bytes
   */
  public byte[] bytes(PlotFormat format) {
    try {
      return switch (format) {
        case SVG ->
            ("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" + svg("plot"))
                .getBytes(StandardCharsets.UTF_8);
        case PNG -> png();
        case PDF -> pdf();
      };
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void draw(Graphics2D g) {
    g.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
    AffineTransform whole = g.getTransform();
    if (panels.size() > 1) {
      // The last line of panels may not be full.
      g.setColor(Color.WHITE);
      g.fillRect(0, 0, width(), height());
    }
    for (int i = 0; i < panels.size(); i++) {
      LayeredChart panel = panels.get(i);
      if (i > 0) {
        g.setTransform(whole);
        g.translate(i % columns * panel.getWidth(), i / columns * panel.getHeight());
      }
      panel.paint(g, panel.getWidth(), panel.getHeight());
    }
  }

  /**
   * The picture as an element for a page.
   *
   * @param prefix what its ids start with: letters, different for every picture of a page
   * @return an element {@code svg} with title and description
   */
  public String svg(String prefix) {
    try {
      Document document =
          DocumentBuilderFactory.newInstance()
              .newDocumentBuilder()
              .getDOMImplementation()
              .createDocument(SVG, "svg", null);
      SVGGeneratorContext context = SVGGeneratorContext.createDefault(document);
      context.setComment(null);
      context.setPrecision(1);
      context.setIDGenerator(ids(prefix));
      SVGGraphics2D g = new SVGGraphics2D(context, true);
      draw(g);
      Element root = g.getRoot();
      describe(root, prefix);
      StringWriter out = new StringWriter();
      g.stream(root, out, true, false);
      String all = out.toString();
      return all.substring(all.indexOf("<svg"));
    } catch (ParserConfigurationException | IOException e) {
      throw new IllegalStateException("Cannot write SVG", e);
    }
  }

  private static SVGIDGenerator ids(String prefix) {
    return new SVGIDGenerator() {
      @Override
      public String generateID(String kind) {
        return prefix + "-" + super.generateID(kind);
      }
    };
  }

  private void describe(Element root, String prefix) {
    root.setAttributeNS(null, "width", size.width() + "pt");
    root.setAttributeNS(null, "height", size.height() + "pt");
    root.setAttributeNS(null, "viewBox", "0 0 " + width() + " " + height());
    root.setAttributeNS(null, "role", "img");
    root.setAttributeNS(null, "aria-labelledby", prefix + "-title " + prefix + "-desc");
    root.insertBefore(text(root, "desc", description, prefix), root.getFirstChild());
    root.insertBefore(text(root, "title", title, prefix), root.getFirstChild());
  }

  private static Element text(Element root, String name, String text, String prefix) {
    Element element = root.getOwnerDocument().createElementNS(SVG, name);
    element.setAttributeNS(null, "id", prefix + "-" + name);
    element.appendChild(root.getOwnerDocument().createTextNode(text));
    return element;
  }

  private byte[] png() throws IOException {
    int width = (int) Math.round(size.width() / POINTS * PIXELS);
    int height = (int) Math.round(size.height() / POINTS * PIXELS);
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D g = image.createGraphics();
    g.scale((double) width / width(), (double) height / height());
    draw(g);
    g.dispose();
    ImageWriter writer = ImageIO.getImageWritersByFormatName("png").next();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ImageOutputStream stream = new MemoryCacheImageOutputStream(out)) {
      writer.setOutput(stream);
      writer.write(new IIOImage(image, null, resolution(writer)));
    } finally {
      writer.dispose();
    }
    return out.toByteArray();
  }

  /** Tells programs how large the picture is on paper. */
  private static IIOMetadata resolution(ImageWriter writer) throws IOException {
    IIOMetadata metadata =
        writer.getDefaultImageMetadata(
            ImageTypeSpecifier.createFromBufferedImageType(BufferedImage.TYPE_INT_RGB), null);
    IIOMetadataNode size = new IIOMetadataNode("pHYs");
    String pixels = String.valueOf(Math.round(PIXELS * METRE));
    size.setAttribute("pixelsPerUnitXAxis", pixels);
    size.setAttribute("pixelsPerUnitYAxis", pixels);
    size.setAttribute("unitSpecifier", "meter");
    IIOMetadataNode root = new IIOMetadataNode(metadata.getNativeMetadataFormatName());
    root.appendChild(size);
    metadata.mergeTree(metadata.getNativeMetadataFormatName(), root);
    return metadata;
  }

  private byte[] pdf() throws IOException {
    try (PDDocument document = new PDDocument()) {
      // Otherwise it is the time.
      document.setDocumentId(1L);
      document.getDocumentInformation().setTitle(title);
      document.getDocumentInformation().setSubject(description);
      PDPage page = new PDPage(new PDRectangle((float) size.width(), (float) size.height()));
      document.addPage(page);
      PdfBoxGraphics2D g =
          new PdfBoxGraphics2D(document, (float) size.width(), (float) size.height());
      g.scale(size.width() / width(), size.height() / height());
      draw(g);
      g.dispose();
      try (PDPageContentStream content = new PDPageContentStream(document, page)) {
        content.drawForm(g.getXFormObject());
      }
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      document.save(out);
      return out.toByteArray();
    }
  }
}
