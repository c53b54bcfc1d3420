"use strict";
// Everything that comes from a log is set as text (textContent, setAttribute), never as markup.
(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const byId = new Map(data.rows.map((row, index) => [row.id, { row, index }]));
  const opened = new Map();
  const chunks = new Map();
  const charts = new Set();
  const state = { sort: null, down: false, find: "", standing: "", verdict: "", reason: "", keys: {}, shown: 0, rows: [] };
  // Rows are added as the reader scrolls, up to so many that the page stays fluid; then on demand.
  const STEP = 100;
  const MANY = 500;
  const $ = (id) => document.getElementById(id);

  function el(name, attributes, ...children) {
    const node = document.createElement(name);
    for (const [key, value] of Object.entries(attributes || {})) {
      if (value !== null && value !== undefined) node.setAttribute(key, value);
    }
    node.append(...children.filter((c) => c !== null && c !== undefined));
    return node;
  }

  function svg(name, attributes) {
    const node = document.createElementNS("http://www.w3.org/2000/svg", name);
    for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
    return node;
  }

  // ---- the table ----

  const number = (index) => (row) => (row.x[index] === null ? Infinity : row.x[index]);
  const columns = [
    ...data.shownKeys.map((k) => ({ name: data.keys[k], kind: "key", sort: (r) => r.k[k], cell: (r) => r.k[k] })),
    { name: "standing", sort: (r) => r.s, cell: standingCell },
    { name: "verdict", sort: (r) => r.v, cell: verdictCell },
    { name: "trials", kind: "num", sort: (r) => r.n, cell: (r) => grouped(r.n) },
    { name: "best seen", kind: "num", sort: number(0), cell: (r) => r.t[0] },
    { name: "best possible", kind: "num", sort: number(1), cell: (r) => r.t[1] },
    { name: "interval", kind: "num", sort: number(4), cell: (r) => r.t[2] },
    { name: "picture", sort: number(5), cell: spark },
    { name: "left to gain", kind: "num", sort: number(2), cell: (r) => r.t[4] },
    { name: "dimensions", kind: "num", sort: number(6), cell: (r) => r.set },
    { name: "noise", kind: "num", sort: number(3), cell: (r) => r.t[3] },
    { name: "in regime", kind: "num", sort: number(7), cell: regimeCell },
  ];

  const grouped = (n) => n.toLocaleString("en-US");

  function standingCell(row) {
    const s = data.standings[row.s];
    return el("span", { class: "badge s-" + s.code, title: s.sentence }, s.mark + " " + s.short);
  }

  function verdictCell(row) {
    const codes = row.r.map((i) => data.reasons[i].code).join(", ");
    const why = row.r.map((i) => data.reasons[i].code + ": " + data.reasons[i].sentence).join("\n");
    return el("span", { title: why }, el("b", {}, data.verdicts[row.v]), codes ? el("span", { class: "codes" }, codes) : null);
  }

  function regimeCell(row) {
    if (row.x[7] === null) return "";
    const bar = el("span", { class: "share-bar", "aria-hidden": "true" }, el("i", {}));
    bar.firstChild.style.width = Math.round(100 * row.x[7]) + "%";
    return el("span", {}, bar, Math.round(100 * row.x[7]) + " %");
  }

  // Where a score lies: 0 at the best possible one, 100 at the threshold; drawn from -60 to 130.
  function spark(row) {
    if (!row.u) return "";
    const at = (u) => Math.round((Math.max(-60, Math.min(130, u)) + 60) * 7.5) / 10 + 3;
    const [low, high, seen] = row.u;
    const words = "best possible " + row.t[1] + ", interval " + row.t[2] + ", best seen " + row.t[0];
    const picture = svg("svg", { class: "spark", width: 112, height: 16, viewBox: "0 0 150 18", role: "img", "aria-label": words });
    picture.append(svg("rect", { class: "regime", x: at(0), y: 1, width: at(100) - at(0), height: 16 }));
    if (low !== null) {
      const endless = low < -60 || high > 130;
      picture.append(svg("line", { class: "interval" + (endless ? " open" : ""), x1: at(low), x2: at(high), y1: 9, y2: 9 }));
    }
    picture.append(svg("circle", { class: "possible", cx: at(0), cy: 9, r: 3.5 }));
    if (seen !== null) picture.append(svg("path", { class: "seen", d: "M" + at(seen) + " 2v14" }));
    return picture;
  }

  function header() {
    columns.forEach((column, index) => {
      const button = el("button", { type: "button", "data-sort": column.name }, column.name);
      button.addEventListener("click", () => sortBy(index));
      $("columns").append(el("th", { scope: "col", class: column.kind, "aria-sort": "none", id: "column-" + index }, button));
    });
  }

  function sortBy(index) {
    state.down = state.sort === index ? !state.down : false;
    state.sort = index;
    refresh();
  }

  function matches(row) {
    return (
      (!state.standing || data.standings[row.s].code === state.standing) &&
      (!state.verdict || data.verdicts[row.v] === state.verdict) &&
      (!state.reason || row.r.some((i) => data.reasons[i].code === state.reason)) &&
      Object.entries(state.keys).every(([k, value]) => value === "" || row.k[k] === value) &&
      (!state.find || text(row).includes(state.find))
    );
  }

  function text(row) {
    row.text ??= [row.id, ...row.k, ...row.r.map((i) => data.reasons[i].code), data.verdicts[row.v]].join("\n").toLowerCase();
    return row.text;
  }

  function compare(a, b) {
    if (typeof a === "string") return a.localeCompare(b, "en", { numeric: true });
    return a === b ? 0 : a < b ? -1 : 1;
  }

  function sorted(rows) {
    if (state.sort === null) return rows;
    const key = columns[state.sort].sort;
    const sign = state.down ? -1 : 1;
    // What has no number stays at the end, whichever way.
    const missing = (v) => v === Infinity || v === "";
    return rows
      .map((row) => [key(row), row])
      .sort(([a, r], [b, s]) => missing(a) - missing(b) || sign * compare(a, b) || byId.get(r.id).index - byId.get(s.id).index)
      .map(([, row]) => row);
  }

  function refresh() {
    state.rows = sorted(data.rows.filter(matches));
    state.shown = 0;
    $("rows").replaceChildren();
    columns.forEach((_, i) => $("column-" + i).setAttribute("aria-sort", i !== state.sort ? "none" : state.down ? "descending" : "ascending"));
    $("experiment-table").setAttribute("aria-rowcount", state.rows.length + 1);
    const all = data.rows.length;
    const some = state.rows.length;
    const order = state.sort === null ? "those that can be acted on first, the most to gain first" : "by " + columns[state.sort].name + (state.down ? ", descending" : "");
    $("count").textContent = (some === all ? grouped(all) : grouped(some) + " of " + grouped(all)) + " experiment" + (all === 1 ? "" : "s") + ", " + order;
    more(STEP);
  }

  function more(step) {
    const body = document.createDocumentFragment();
    const next = state.rows.slice(state.shown, state.shown + step);
    next.forEach((row, i) => {
      body.append(tableRow(row, state.shown + i));
      if (opened.has(row.id)) body.append(opened.get(row.id));
    });
    $("rows").append(body);
    state.shown += next.length;
    const left = state.rows.length - state.shown;
    $("more").hidden = left <= 0;
    $("more").textContent = "Show " + grouped(Math.min(MANY, left)) + " more of " + grouped(state.rows.length) + " rows";
    charts.forEach((chart) => chart.resize());
  }

  // Back to so many rows, so that the page stays fluid.
  function less(rows) {
    let next = $("rows").querySelectorAll("tr.row")[rows];
    while (next) {
      const after = next.nextSibling;
      next.remove();
      next = after;
    }
    state.shown = rows;
    more(0);
  }

  function tableRow(row, position) {
    const open = opened.has(row.id);
    const line = el("tr", { class: "row" + (open ? " open" : ""), id: "e=" + row.id, "data-id": row.id, "aria-rowindex": position + 2, "data-standing": data.standings[row.s].code, "data-verdict": data.verdicts[row.v] });
    columns.forEach((column, i) => {
      const content = column.cell(row);
      if (i === 0) {
        const button = el("button", { type: "button", class: "open-row", "aria-expanded": String(open), "aria-controls": "detail-" + row.id, title: content }, content || "(none)");
        button.addEventListener("click", () => toggle(row));
        line.append(el("th", { scope: "row", class: "key" }, button));
      } else {
        line.append(el("td", { class: column.kind, title: column.kind === "key" ? content : null }, content));
      }
    });
    return line;
  }

  // ---- filters ----

  function options(select, values) {
    values.forEach(([value, words]) => select.append(el("option", { value }, words)));
  }

  function filters() {
    options($("filter-standing"), data.standings.map((s) => [s.code, s.mark + " " + s.short]));
    options($("filter-verdict"), data.verdicts.map((v) => [v, v]));
    options($("filter-reason"), data.reasons.map((r) => [r.code, r.code]));
    data.keys.forEach((name, k) => {
      const values = [...new Set(data.rows.map((row) => row.k[k]))].filter((v) => v !== "").sort(compare);
      if (values.length < 2) return;
      const select = el("select", { "data-filter": "key", "data-key": k }, el("option", { value: "" }, "all"));
      options(select, values.map((v) => [v, v]));
      $("key-filters").append(el("label", {}, name + " ", select));
    });
    $("filters").addEventListener("submit", (event) => event.preventDefault());
    $("filters").addEventListener("change", (event) => changed(event.target));
    $("clear").addEventListener("click", clear);
    let waiting;
    $("find").addEventListener("input", () => {
      clearTimeout(waiting);
      waiting = setTimeout(() => {
        state.find = $("find").value.trim().toLowerCase();
        refresh();
      }, 120);
    });
    document.querySelectorAll("button[data-filter]").forEach((button) => button.addEventListener("click", () => only(button.dataset.filter, button.dataset.value)));
  }

  function changed(target) {
    if (target.dataset.filter === "key") state.keys[target.dataset.key] = target.value;
    else if (target.dataset.filter) state[target.dataset.filter] = target.value;
    else return;
    refresh();
  }

  function clear() {
    Object.assign(state, { find: "", standing: "", verdict: "", reason: "", keys: {} });
    refresh();
  }

  function only(filter, value) {
    $("filters").reset();
    Object.assign(state, { find: "", standing: "", verdict: "", reason: "", keys: {} });
    state[filter] = value;
    $("filter-" + filter).value = value;
    refresh();
    $("experiments").scrollIntoView();
    $("count").focus?.();
  }

  // ---- details ----

  async function unpack(id) {
    if (typeof DecompressionStream === "undefined") {
      throw new Error("This browser cannot unpack the details: it lacks DecompressionStream (Chrome 80, Firefox 113, Safari 16.4 have it). The table above and `lossfloor show` have the numbers.");
    }
    const binary = atob($(id).textContent);
    const bytes = Uint8Array.from(binary, (c) => c.charCodeAt(0));
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
    return new Response(stream).text();
  }

  function chunk(index) {
    if (!chunks.has(index)) chunks.set(index, unpack("chunk-" + index).then(JSON.parse));
    return chunks.get(index);
  }

  let library;
  function chartLibrary() {
    library ??= unpack("chart-library").then((source) => {
      document.head.append(el("script", {}, source));
      return window.echarts;
    });
    return library;
  }

  function toggle(row) {
    if (opened.has(row.id)) close(row);
    else open(row);
  }

  function lineOf(row) {
    return document.getElementById("e=" + row.id);
  }

  function close(row) {
    const detail = opened.get(row.id);
    detail.querySelectorAll(".chart").forEach((node) => {
      const chart = [...charts].find((c) => c.node === node);
      if (chart) {
        chart.view.dispose();
        charts.delete(chart);
      }
    });
    detail.remove();
    opened.delete(row.id);
    mark(row, false);
    if (location.hash === "#e=" + row.id) history.replaceState(null, "", location.pathname + location.search);
  }

  function mark(row, open) {
    const line = lineOf(row);
    if (!line) return;
    line.classList.toggle("open", open);
    line.querySelector(".open-row").setAttribute("aria-expanded", String(open));
  }

  async function open(row) {
    const body = el("div", { class: "detail-body standing-" + data.standings[row.s].code, "data-detail": row.id }, el("p", { role: "status" }, "Unpacking …"));
    const detail = el("tr", { class: "detail", id: "detail-" + row.id }, el("td", { colspan: columns.length }, body));
    opened.set(row.id, detail);
    lineOf(row)?.after(detail);
    mark(row, true);
    try {
      const all = await chunk(Math.floor(byId.get(row.id).index / data.perChunk));
      fill(body, row, all[row.id]);
      body.dataset.ready = "true";
    } catch (error) {
      body.replaceChildren(el("p", { class: "warning", role: "alert" }, error.message));
    }
  }

  function fill(body, row, d) {
    const s = data.standings[row.s];
    const title = data.keys.map((name, k) => (row.k[k] === "" ? null : name + " " + row.k[k])).filter(Boolean).join(" · ");
    body.replaceChildren(
      el("h3", {}, title),
      el("p", { class: "link-line note" }, el("span", { class: "badge s-" + s.code }, s.mark + " " + s.sentence), " ", el("a", { href: "#e=" + row.id }, "Link to this experiment"), " · id ", el("code", {}, row.id)),
      el("p", { class: "next" }, el("strong", {}, "Next step"), d.next),
      d.best ? el("p", { class: "best-trial" }, d.best) : null ?? "",
      el("h4", {}, "Numbers"),
      facts(d.facts),
      d.curve ? chartPair(row, d) : el("p", {}, "There are no scores to draw."),
      el("div", { class: "three" }, where(d), weights(d), moreTrials(d), draws(d), reasons(row, d)),
    );
  }

  function facts(list) {
    return el("dl", { class: "facts" }, ...list.map(([name, value]) => el("div", {}, el("dt", {}, name), el("dd", {}, value))));
  }

  function block(title, ...content) {
    return el("div", {}, el("h4", {}, title), ...content);
  }

  function sentences(list) {
    return list.map((sentence) => el("p", {}, sentence));
  }

  function table(head, rows, caption) {
    const cells = (row) => row.map((cell, i) => el(i ? "td" : "th", i ? { class: "num" } : { scope: "row" }, cell === null ? "" : String(cell)));
    return el("table", { class: "plain" }, caption ? el("caption", { class: "hidden" }, caption) : null, el("thead", {}, el("tr", {}, ...head.map((h, i) => el("th", { scope: "col", class: i ? "num" : null }, h)))), el("tbody", {}, ...rows.map((row) => el("tr", {}, ...cells(row)))));
  }

  function where(d) {
    return block("Where the threshold lies, and why", ...sentences(d.where));
  }

  function reasons(row, d) {
    const list = row.r.map((i) => data.reasons[i]);
    const content = list.length
      ? el("ul", { class: "reasons" }, ...list.map((r) => el("li", {}, el("b", {}, r.code), " (" + r.verdict + "): " + r.sentence)))
      : el("p", {}, "No reason speaks against this answer.");
    return block("Verdict " + data.verdicts[row.v] + ", and why", content, d.detail ? el("p", {}, "In detail: " + d.detail + ".") : null);
  }

  function moreTrials(d) {
    if (!d.more.length) return block("What more trials would bring", el("p", {}, "No law was fitted, so nobody knows."));
    return block("What more trials would bring", table(["More trials", "Expected gain", "Chance to score better by more than " + d.eps], d.more), el("p", {}, d.regret));
  }

  function draws(d) {
    return block("How the trials were drawn", ...sentences(d.draws), d.tests.length ? table(["Test", "p-value"], d.tests) : null, ...sentences(d.reruns));
  }

  function weights(d) {
    if (!d.weights.length) return block("Effective dimension", el("p", {}, "No law was fitted."));
    const node = el("div", { class: "chart small", "data-chart": "weights" });
    const numbers = el("details", {}, el("summary", {}, "Numbers of this picture"), table(["Dimension", "Weight", "In the set"], d.weights.map(([c, w, inSet]) => [c, w, inSet ? "yes" : "no"])));
    show(node, (theme) => weightOptions(d, theme));
    return block("Effective dimension: " + d.dimension, node, numbers);
  }

  // ---- charts ----

  function theme() {
    const style = getComputedStyle(document.documentElement);
    const of = (name) => style.getPropertyValue("--" + name).trim();
    return Object.fromEntries(["fg", "soft", "line", "bg", "panel", "seen", "possible", "band", "regime", "check", "wide"].map((n) => [n, of(n)]));
  }

  function show(node, options) {
    const entry = {
      node,
      options,
      view: null,
      draw: () => {
        entry.view?.setOption(options(theme()), true);
        roomForLegend(entry);
      },
      resize: () => {
        entry.view?.resize();
        roomForLegend(entry);
      },
    };
    charts.add(entry);
    chartLibrary()
      .then((echarts) => {
        if (!charts.has(entry)) return;
        entry.view = echarts.init(node, null, { renderer: "svg" });
        entry.draw();
        node.dataset.drawn = "true";
      })
      .catch((error) => node.replaceChildren(el("p", { class: "warning" }, error.message)));
    return entry;
  }

  // Where a chart is narrow its legend takes three lines.
  function roomForLegend({ node, view }, width = node.clientWidth) {
    if (view && !node.classList.contains("small")) view.setOption({ grid: { top: width < 560 ? 78 : 52 } });
  }

  function base(t, words) {
    return {
      animation: false,
      aria: { enabled: true, label: { description: words } },
      textStyle: { fontFamily: "inherit", color: t.fg },
      grid: { left: 30, right: 18, top: 52, bottom: 30, containLabel: true },
      legend: { top: 0, left: 0, data: [], itemWidth: 18, itemHeight: 9, textStyle: { color: t.fg, fontSize: 11 } },
      tooltip: { trigger: "axis", renderMode: "richText", confine: true, backgroundColor: t.panel, borderColor: t.line, textStyle: { color: t.fg, fontSize: 12 } },
    };
  }

  function axis(t, name, more) {
    return {
      name,
      nameLocation: "middle",
      nameGap: 26,
      nameTextStyle: { color: t.soft },
      axisLine: { lineStyle: { color: t.soft } },
      axisLabel: { color: t.soft, hideOverlap: true },
      splitLine: { lineStyle: { color: t.line, opacity: 0.6 } },
      minorSplitLine: { show: false },
      ...more,
    };
  }

  // What is only shaded says its name where it is.
  function named(t, series) {
    return { ...base(t, "").legend, data: series.filter((s) => !s.markArea).map((s) => ({ name: s.name, icon: s.type === "custom" ? "rect" : s.lineStyle?.type === "dashed" ? "path://M0 4h7v3H0zM12 4h7v3h-7z" : "path://M0 4h20v3H0z" })) };
  }

  const digits = (d) => (value) => (value === null || value === undefined || Number.isNaN(value) ? "–" : Number(value).toFixed(d.decimals));

  // A band is one polygon where both of its ends are limited. Where one is not, it fades out towards the edge of the picture.
  function band(name, color, opacity, xs, low, high, range) {
    const keep = xs.map((x, i) => ({ x, low: low[i], high: high[i] })).filter(({ x }) => x !== null);
    const parts = [];
    keep.slice(1).forEach((to, i) => {
      const from = keep[i];
      const ends = (from.low === null || to.low === null ? 1 : 0) + (from.high === null || to.high === null ? 2 : 0);
      if (!parts.length || parts.at(-1).ends !== ends) parts.push({ ends, points: [from] });
      parts.at(-1).points.push(to);
    });
    return {
      name,
      type: "custom",
      clip: true,
      silent: true,
      z: 1,
      itemStyle: { color, opacity },
      data: keep.length ? [[keep[0].x, keep[0].low ?? range[0]]] : [],
      tooltip: { show: false },
      renderItem: (_, api) => ({ type: "group", children: parts.map((part) => bandPart(part, api, color, opacity, range)) }),
    };
  }

  function bandPart({ ends, points }, api, color, opacity, range) {
    const lower = points.map((p) => api.coord([p.x, p.low ?? range[0]]));
    const upper = points.map((p) => api.coord([p.x, p.high ?? range[1]]));
    const fading = { type: "linear", x: 0, x2: 0, y: ends === 1 ? 0 : 1, y2: ends === 1 ? 1 : 0, colorStops: [{ offset: 0, color }, { offset: 0.35, color }, { offset: 1, color: color + "00" }] };
    const limited = ends === 0 || ends === 3;
    return { type: "polygon", shape: { points: [...lower, ...upper.reverse()] }, style: { fill: limited ? color : fading, opacity: ends === 3 ? opacity / 3 : opacity } };
  }

  // Intervals that hold for one number of trials each: bars, which nobody takes for a band. An end that is not limited has no cap.
  function bars(name, color, xs, low, high, range) {
    return {
      name,
      type: "custom",
      clip: true,
      silent: true,
      z: 5,
      itemStyle: { color },
      tooltip: { show: false },
      data: xs.map((x, i) => [x, low[i] ?? range[0], high[i] ?? range[1], low[i] === null ? 1 : 0, high[i] === null ? 1 : 0]),
      renderItem: (_, api) => {
        const [x, bottom] = api.coord([api.value(0), api.value(1)]);
        const top = api.coord([api.value(0), api.value(2)])[1];
        const line = (x1, y1, x2, y2) => ({ type: "line", shape: { x1, y1, x2, y2 }, style: { stroke: color, lineWidth: 1.5 } });
        const caps = [bottom, top].filter((_, end) => !api.value(3 + end)).map((y) => line(x - 4, y, x + 4, y));
        return { type: "group", children: [line(x, bottom, x, top), ...caps] };
      },
    };
  }

  const zip = (xs, ys) => xs.map((x, i) => [x, ys[i]]);

  // From the scores that matter: the law, the best scores and the threshold, not the worst failures.
  function scoreRange(d, more) {
    const c = d.curve;
    const values = [...(c.lm || []), ...(c.l5 || []), ...(c.m || []), ...(c.plo || []), ...(c.phi || []), ...more].filter((v) => v !== null && Number.isFinite(v));
    if (d.threshold !== null) {
      const depth = Math.abs(d.threshold - d.possible);
      const limit = d.minimize ? d.threshold + 0.25 * depth : d.threshold - 0.25 * depth;
      const far = d.minimize ? d.possible - 0.6 * depth : d.possible + 0.6 * depth;
      const near = values.filter((v) => (d.minimize ? v <= limit && v >= far : v >= limit && v <= far));
      near.push(d.possible, values.length > near.length ? limit : d.threshold);
      return padded(near);
    }
    return padded(values);
  }

  function padded(values) {
    const low = Math.min(...values);
    const high = Math.max(...values);
    const room = (high - low || Math.abs(high) || 1) * 0.06;
    return [low - room, high + room];
  }

  const UNITS = [["seconds", 1], ["minutes", 60], ["hours", 3600], ["days", 86400]];

  function scale(d, mode) {
    if (mode !== "cost") return { factor: 1, name: "trials" };
    const total = d.cost * d.trials;
    const [unit, seconds] = [...UNITS].reverse().find(([, s]) => total >= 2 * s) || UNITS[0];
    return { factor: d.cost / seconds, name: unit + " of trials run one after the other (mean " + Number((d.cost / seconds).toPrecision(2)) + " a trial)" };
  }

  function curveOptions(d, mode, t) {
    const c = d.curve;
    const { factor, name } = scale(d, mode);
    const x = (ns) => ns.map((n) => n * factor);
    const range = scoreRange(d, [d.seen]);
    const log = mode === "log";
    const most = Math.max(...(c.ln || c.n));
    const linearEnd = Math.min(most, 2 * d.trials);
    const series = [];
    if (d.threshold !== null) series.push(beyondThreshold(d, t, range, "y"));
    series.push(band("band of the scores", t.seen, 0.16, x(c.n), c.lo, c.hi, range));
    series.push({ name: "scores, median", type: "line", step: "end", symbol: "none", lineStyle: { width: 2, color: t.seen }, itemStyle: { color: t.seen }, data: zip(x(c.n), c.m), z: 3 });
    if (c.ln) {
      if (c.pn.length) series.push(bars("interval of the law's median", t.possible, x(c.pn), c.plo, c.phi, range));
      series.push({ name: "law, median", type: "line", symbol: "none", lineStyle: { width: 2, color: t.possible }, itemStyle: { color: t.possible }, data: zip(x(c.ln), c.lm), z: 4 });
      series.push({ name: "law, 5 to 95 % of sweeps", type: "line", symbol: "none", lineStyle: { width: 1, type: "dashed", color: t.possible }, itemStyle: { color: t.possible }, data: [...zip(x(c.ln), c.l5), [null, null], ...zip(x(c.ln), c.l95)], z: 2 });
    }
    series.push(extrapolated(d, t, factor, range));
    return {
      ...base(t, curveWords(d)),
      legend: named(t, series),
      xAxis: axis(t, name, { type: log ? "log" : "value", min: log ? factor : 0, max: (log ? most : linearEnd) * factor }),
      yAxis: axis(t, "best score" + (d.minimize ? ", lower is better" : ", higher is better"), { type: "value", min: range[0], max: range[1], nameGap: 58, axisLabel: { color: t.soft, formatter: digits(d), showMinLabel: false, showMaxLabel: false } }),
      tooltip: { ...base(t).tooltip, valueFormatter: digits(d), axisPointer: { type: "line" } },
      series,
    };
  }

  function curveWords(d) {
    const law = d.possible === null ? "" : " By the law it approaches " + digits(d)(d.possible) + ".";
    return "Tuning curve: the median of the best score after 1 to " + d.trials + " trials." + law + " The numbers are in the table below.";
  }

  // An empty line that carries what is marked behind all others.
  function marked(name, t, areas, lines) {
    return { name, type: "line", data: [], silent: true, z: 0, tooltip: { show: false }, itemStyle: { color: t.line }, markArea: { silent: true, data: areas, label: { color: t.soft, fontSize: 11 } }, markLine: { silent: true, symbol: "none", data: lines, label: { color: t.soft, fontSize: 11, position: "insideEndTop" } } };
  }

  function beyondThreshold(d, t, range, way) {
    const worse = d.minimize ? range[1] : range[0];
    const key = way === "y" ? "yAxis" : "xAxis";
    return marked(
      "beyond the threshold",
      t,
      [[{ [key]: d.threshold, itemStyle: { color: t.line, opacity: 0.45 }, name: "beyond the threshold", label: { position: way === "x" ? "insideTopRight" : d.minimize ? "insideTopLeft" : "insideBottomLeft" } }, { [key]: worse }]],
      [
        { [key]: d.threshold, lineStyle: { color: t.soft, type: "dotted" }, label: { formatter: way === "y" ? "threshold" : "" } },
        { [key]: d.possible, lineStyle: { color: t.possible, type: "dashed" }, label: { formatter: way === "y" ? "best possible" : "" } },
      ],
    );
  }

  function extrapolated(d, t, factor) {
    return marked("extrapolated", t, [[{ xAxis: d.trials * factor, itemStyle: { color: t.check, opacity: 0.12 }, name: "beyond the trials run", label: { position: d.minimize ? "insideBottomLeft" : "insideTopLeft" } }, { xAxis: 10 * d.trials * factor * 1.0001 }]], [{ xAxis: d.trials * factor, lineStyle: { color: t.check, type: "dotted" }, label: { formatter: "" } }]);
  }

  function distributionOptions(d, all, t) {
    const s = d.dist;
    const tail = scoreRange(d, [d.seen]);
    const everything = padded([...s.y, d.possible, d.threshold].filter((v) => v !== null));
    const range = all || d.threshold === null ? everything : tail;
    const end = d.minimize ? range[1] : range[0];
    const ys = [...s.y, end];
    const last = (a) => [...a, a[a.length - 1]];
    const inside = s.y.map((y, i) => (d.minimize ? y <= range[1] : y >= range[0]) ? Math.max(s.hi[i], s.f[i]) : 0);
    const top = all || d.threshold === null ? 1 : Math.min(1, 1.12 * Math.max(0.01, ...inside, ...(s.lf || []).filter((_, i) => (d.minimize ? s.ly[i] <= range[1] : s.ly[i] >= range[0]))));
    const series = [];
    if (d.threshold !== null) series.push(beyondThreshold(d, t, range, "x"));
    series.push(band("simultaneous band", t.seen, 0.18, stepsX(ys), stepsY(last(s.lo)), stepsY(last(s.hi)), [0, 1]));
    series.push({ name: "scores", type: "line", step: "end", symbol: "none", lineStyle: { width: 2, color: t.seen }, itemStyle: { color: t.seen }, data: zip(ys, last(s.f)), z: 3 });
    if (s.ly) series.push({ name: "fitted law", type: "line", symbol: "none", lineStyle: { width: 2, color: t.possible }, itemStyle: { color: t.possible }, data: zip(s.ly, s.lf), z: 4 });
    return {
      ...base(t, "Score distribution: the share of trials that reach a score, with a simultaneous band, and the fitted law. The numbers are in the table below."),
      legend: named(t, series),
      xAxis: axis(t, "score" + (d.minimize ? ", lower is better" : ", higher is better"), { type: "value", min: range[0], max: range[1], inverse: !d.minimize, axisLabel: { color: t.soft, hideOverlap: true, formatter: digits(d), showMinLabel: false, showMaxLabel: false } }),
      yAxis: axis(t, "share of trials this good or better", { type: "value", min: 0, max: top, nameGap: 44, axisLabel: { color: t.soft, formatter: (v) => Math.round(1000 * v) / 10 + " %", showMaxLabel: top === 1 } }),
      tooltip: { ...base(t).tooltip, valueFormatter: (v) => (v === null || v === undefined ? "–" : (100 * v).toFixed(1) + " %") },
      series,
    };
  }

  // Between two scores a band is constant.
  const stepsX = (xs) => xs.flatMap((x, i) => (i ? [x, x] : [x]));
  const stepsY = (ys) => ys.flatMap((y, i) => (i ? [ys[i - 1], y] : [y]));

  function weightOptions(d, t) {
    return {
      ...base(t, "Relative support of every dimension that was tried; those in the confidence set are dark."),
      legend: { show: false },
      grid: { left: 8, right: 10, top: 12, bottom: 26, containLabel: true },
      xAxis: axis(t, "effective dimension; ✓: in the set", { type: "category", data: d.weights.map(([c, , inSet]) => c + (inSet ? " ✓" : "")), splitLine: { show: false } }),
      yAxis: axis(t, "", { type: "value", max: 1, axisLabel: { color: t.soft, formatter: (v) => Math.round(100 * v) + " %" } }),
      tooltip: { ...base(t).tooltip, valueFormatter: (v) => (100 * v).toFixed(1) + " %" },
      series: [{ name: "weight", type: "bar", data: d.weights.map(([, w, inSet]) => ({ value: w, itemStyle: { color: inSet ? t.possible : "transparent", borderColor: t.possible, borderWidth: 1, borderType: inSet ? "solid" : "dashed" } })) }],
    };
  }

  function switcher(label, choices, chosen, act) {
    const group = el("div", { class: "switch", role: "group", "aria-label": label });
    choices.forEach(([value, words]) => {
      const button = el("button", { type: "button", "data-axis": value, "aria-pressed": String(value === chosen) }, words);
      button.addEventListener("click", () => {
        group.querySelectorAll("button").forEach((b) => b.setAttribute("aria-pressed", String(b === button)));
        act(value);
      });
      group.append(button);
    });
    return group;
  }

  function chartPair(row, d) {
    const curve = el("div", { class: "chart", "data-chart": "curve" });
    const dist = el("div", { class: "chart", "data-chart": "distribution" });
    let mode = "log";
    let all = d.threshold === null;
    const curveEntry = show(curve, (t) => curveOptions(d, mode, t));
    const distEntry = show(dist, (t) => distributionOptions(d, all, t));
    curve.dataset.mode = mode;
    const axes = [["log", "logarithmic"], ["linear", "linear"]];
    if (d.cost > 0) axes.push(["cost", "cost"]);
    const axisSwitch = switcher("Axis of the tuning curve", axes, mode, (value) => {
      mode = value;
      curve.dataset.mode = value;
      curveEntry.draw();
    });
    const partSwitch = switcher("Part of the scores", [["tail", "tail"], ["all", "all scores"]], all ? "all" : "tail", (value) => {
      all = value === "all";
      distEntry.draw();
    });
    const note = d.cost > 0 ? null : el("p", { class: "note" }, "No cost axis: the trials have no duration.");
    return el("div", { class: "charts" }, block("Tuning curve", axisSwitch, curve, note, numbersOfCurve(d)), block("Score distribution", partSwitch, dist, numbersOfDistribution(d)));
  }

  function numbersOfCurve(d) {
    const c = d.curve;
    const w = digits(d);
    const rows = c.n.map((n, i) => [n, w(c.m[i]), w(c.lo[i]) + " to " + w(c.hi[i]), ""]);
    const law = (c.ln || []).map((n, i) => [n, "", "", w(c.lm[i])]);
    const merged = new Map();
    [...rows, ...law].forEach((row) => {
      const there = merged.get(row[0]);
      merged.set(row[0], there ? there.map((cell, i) => cell || row[i]) : row);
    });
    return el("details", {}, el("summary", {}, "Numbers of this curve"), table(["Trials", "Scores, median", "Band", "Law, median"], [...merged.values()].sort((a, b) => a[0] - b[0])));
  }

  function numbersOfDistribution(d) {
    const s = d.dist;
    const share = (v) => (v === null ? "–" : (100 * v).toFixed(1) + " %");
    return el("details", {}, el("summary", {}, "Numbers of this distribution"), table(["Score", "Trials this good or better", "Band"], s.y.map((y, i) => [digits(d)(y), share(s.f[i]), share(s.lo[i]) + " to " + share(s.hi[i])])));
  }

  // ---- light and dark, links, print ----

  function setTheme(dark) {
    document.documentElement.dataset.theme = dark ? "dark" : "light";
    $("theme").textContent = dark ? "Light" : "Dark";
    $("theme").setAttribute("aria-pressed", String(dark));
    charts.forEach((chart) => chart.draw());
  }

  function themes() {
    const wanted = matchMedia("(prefers-color-scheme: dark)");
    setTheme(wanted.matches);
    wanted.addEventListener("change", () => setTheme(wanted.matches));
    $("theme").addEventListener("click", () => setTheme(document.documentElement.dataset.theme !== "dark"));
  }

  function follow() {
    const id = location.hash.startsWith("#e=") ? location.hash.slice(3) : null;
    if (!id) return;
    const found = byId.get(id);
    if (!found) {
      $("count").textContent = "There is no experiment " + id + " in this report.";
      return;
    }
    if (!state.rows.includes(found.row)) {
      $("filters").reset();
      clear();
    }
    if (state.rows.indexOf(found.row) >= MANY) {
      $("find").value = id;
      state.find = id;
      refresh();
    }
    const position = state.rows.indexOf(found.row);
    if (position >= state.shown) more(position + 1 - state.shown + 10);
    if (!opened.has(id)) open(found.row);
    const line = lineOf(found.row);
    line.scrollIntoView({ block: "start" });
    line.querySelector(".open-row").focus({ preventScroll: true });
  }

  let dark;
  let shown;
  function beforePrint() {
    dark = document.documentElement.dataset.theme === "dark";
    setTheme(false);
    shown = state.shown;
    if (shown < state.rows.length) more(state.rows.length);
    document.querySelectorAll("#sources details, #glance details").forEach((d) => (d.open = true));
    charts.forEach((chart) => {
      chart.view?.resize({ width: 480 });
      roomForLegend(chart, 480);
    });
  }

  function afterPrint() {
    setTheme(dark);
    if (shown < state.shown) less(shown);
    charts.forEach((chart) => {
      chart.view?.resize({ width: "auto" });
      roomForLegend(chart);
    });
  }

  header();
  filters();
  refresh();
  themes();
  follow();
  addEventListener("hashchange", follow);
  addEventListener("beforeprint", beforePrint);
  addEventListener("afterprint", afterPrint);
  addEventListener("resize", () => charts.forEach((chart) => chart.resize()));
  $("more").addEventListener("click", () => more(MANY));
  new IntersectionObserver((entries) => entries.some((e) => e.isIntersecting) && state.shown < Math.min(MANY, state.rows.length) && more(STEP), { rootMargin: "600px" }).observe($("sentinel"));
  document.documentElement.dataset.ready = "true";
})();
