package org.lossfloor.report.html;

import java.util.Map;

/** A part of the page: it renders the records of one table. */
interface Section {
  /** The fragment by which a link reaches it. */
  String id();

  /** The name of its template: that of the fragment, unless several have one. */
  default String template() {
    return id();
  }

  /** Its heading. */
  String title();

  /** What its template shows, under the name {@code m}. */
  Map<String, Object> model();
}
