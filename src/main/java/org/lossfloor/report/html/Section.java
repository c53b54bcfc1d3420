package org.lossfloor.report.html;

import java.util.Map;

/** A part of the page: it renders the records of one table. */
interface Section {
  /** The fragment by which a link reaches it, also the name of its template. */
  String id();

  /** Its heading. */
  String title();

  /** What its template shows, under the name {@code m}. */
  Map<String, Object> model();
}
