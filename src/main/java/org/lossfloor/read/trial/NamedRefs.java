package org.lossfloor.read.trial;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.lossfloor.read.record.Fields;
import org.lossfloor.read.record.Place;
import org.lossfloor.sweep.NamedTexts;
import org.lossfloor.sweep.NamedTexts.Names;

/** Names and where a record has their texts. */
final class NamedRefs {
  private final Names names;
  private final Ref[] refs;

  /** What the last record had that lacked some. */
  private List<String> told = List.of();

  private Names toldNames = NamedTexts.NONE.names();

  NamedRefs(Map<String, Ref> refs) {
    Collection<Ref> sorted = new TreeMap<>(refs).values();
    names = Names.of(refs.keySet());
    this.refs = sorted.toArray(Ref[]::new);
  }

  /** The texts of a record, without the names that it has no text for. */
  NamedTexts texts(Fields fields, Place place) {
    Object[] values = new Object[refs.length];
    boolean all = true;
    for (int i = 0; i < refs.length; i++) {
      values[i] = refs[i].value(fields, place.parts());
      all &= values[i] != null;
    }
    return all ? NamedTexts.of(names, values) : some(values);
  }

  private NamedTexts some(Object[] values) {
    List<String> there = new ArrayList<>(values.length);
    List<Object> held = new ArrayList<>(values.length);
    for (int i = 0; i < values.length; i++) {
      if (values[i] != null) {
        there.add(names.at(i));
        held.add(values[i]);
      }
    }
    if (!there.equals(told)) {
      told = there;
      toldNames = Names.of(there);
    }
    return NamedTexts.of(toldNames, held.toArray());
  }
}
