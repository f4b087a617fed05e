// Returns what is wrong with the page that is open, in sentences: what the Web Content Accessibility Guidelines 2.2 ask for at
// level AA and a program can see, and what stands beyond the window's edge.
const findings = [];

const name = (element) => {
  const id = element.id ? `#${element.id}` : "";
  const classes = typeof element.className === "string" && element.className.trim() ? `.${element.className.trim().split(/\s+/).join(".")}` : "";
  const text = (element.textContent ?? "").trim().replace(/\s+/g, " ").slice(0, 40);
  return `<${element.localName}${id}${classes}>${text ? ` “${text}”` : ""}`;
};

// For screen readers alone.
const isForReaders = (element) => ancestors(element).some((each) => {
  const style = getComputedStyle(each);
  return style.clipPath === "inset(50%)" || style.clip === "rect(0px, 0px, 0px, 0px)" || (each.clientWidth <= 1 && each.clientHeight <= 1 && style.overflow === "hidden" && style.position === "absolute");
});

const isShown = (element) => {
  if (element.checkVisibility && !element.checkVisibility({ checkOpacity: true, checkVisibilityCSS: true })) return false;
  const box = element.getBoundingClientRect();
  return box.width > 0 && box.height > 0 && box.right > 0 && box.bottom > 0;
};

const all = (selector) => [...document.querySelectorAll(selector)];
const shown = (selector) => all(selector).filter(isShown);

// MARK: Colours

const canvas = new OffscreenCanvas(1, 1).getContext("2d", { willReadFrequently: true });
const seen = new Map();
const colour = (text) => {
  if (!seen.has(text)) {
    canvas.clearRect(0, 0, 1, 1);
    canvas.fillStyle = text;
    canvas.fillRect(0, 0, 1, 1);
    const [r, g, b, a] = canvas.getImageData(0, 0, 1, 1).data;
    seen.set(text, [r, g, b, a / 255]);
  }
  return seen.get(text);
};
const over = ([r, g, b, a], under) => [0, 1, 2].map((i) => [r, g, b][i] * a + under[i] * (1 - a));
const light = (rgb) => {
  const [r, g, b] = rgb.map((value) => {
    const share = value / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
};
const contrast = (one, other) => {
  const [high, low] = [light(one), light(other)].sort((a, b) => b - a);
  return (high + 0.05) / (low + 0.05);
};
const ancestors = (element) => (element ? [element, ...ancestors(element.parentElement)] : []);
const opacity = (element) => ancestors(element).reduce((product, each) => product * Number(getComputedStyle(each).opacity), 1);
const ground = (element) => {
  const layers = ancestors(element).map((each) => colour(getComputedStyle(each).backgroundColor));
  const end = layers.findIndex((layer) => layer[3] === 1);
  const known = end < 0 ? [...layers, colour("Canvas")] : layers.slice(0, end + 1);
  return known.reverse().reduce((under, layer) => over(layer, under), [255, 255, 255]);
};
// What lies under the middle of a text in a drawing: the last shape before it that is filled there.
const drawnGround = (text) => {
  const drawing = text.closest("svg");
  const box = text.getBoundingClientRect();
  const middle = new DOMPoint(box.left + box.width / 2, box.top + box.height / 2);
  let under = ground(drawing);
  for (const shape of drawing.querySelectorAll("rect, path, circle, ellipse, polygon, image")) {
    if (!(shape.compareDocumentPosition(text) & Node.DOCUMENT_POSITION_FOLLOWING)) break;
    const style = getComputedStyle(shape);
    if (style.visibility === "hidden" || style.display === "none" || !shape.getScreenCTM()) continue;
    if (shape.localName === "image") {
      const area = shape.getBoundingClientRect();
      // What a picture shows under a text is for people to judge.
      if (middle.x > area.left && middle.x < area.right && middle.y > area.top && middle.y < area.bottom) return null;
      continue;
    }
    const fill = style.fill === "none" ? [0, 0, 0, 0] : colour(style.fill);
    const alpha = fill[3] * Number(style.fillOpacity) * opacity(shape);
    if (alpha > 0 && shape.isPointInFill(middle.matrixTransform(shape.getScreenCTM().inverse()))) under = over([...fill.slice(0, 3), alpha], under);
  }
  return under;
};

const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
const judged = new Set();
let checked = 0;
while (texts.nextNode() && checked < 20000) {
  const element = texts.currentNode.parentElement;
  if (!texts.currentNode.data.trim() || judged.has(element) || !isShown(element) || isForReaders(element)) continue;
  judged.add(element);
  checked += 1;
  // What cannot be used at present is excepted by the guidelines.
  if (element.closest(":disabled, [aria-disabled=true], script, style, noscript, option, title, desc")) continue;
  const style = getComputedStyle(element);
  const drawn = element instanceof SVGElement;
  const under = drawn ? drawnGround(element) : ground(element);
  if (!under) continue;
  const own = colour(drawn ? style.fill : style.color);
  const ratio = contrast(over([...own.slice(0, 3), own[3] * opacity(element)], under), under);
  const size = parseFloat(style.fontSize);
  const needed = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700) ? 3 : 4.5;
  if (ratio < needed) findings.push(`contrast ${ratio.toFixed(2)} of ${needed}: ${name(element)} ${drawn ? style.fill : style.color} on ${under.map(Math.round)}`);
}
for (const field of shown("input:not([type=hidden], [type=checkbox], [type=radio], [type=range]), select, textarea")) {
  const style = getComputedStyle(field);
  if (field.matches(":disabled") || style.borderStyle === "none") continue;
  const under = ground(field.parentElement);
  const ratio = contrast(over(colour(style.borderTopColor), under), under);
  if (ratio < 3) findings.push(`contrast ${ratio.toFixed(2)} of 3: the edge of ${name(field)} ${style.borderTopColor} on ${under.map(Math.round)}`);
}

// MARK: What screen readers are told

const words = (element) => {
  const referred = (element.getAttribute("aria-labelledby") ?? "").split(/\s+/).filter(Boolean).map((id) => document.getElementById(id)?.textContent ?? "");
  const labels = [...(element.labels ?? [])].map((label) => label.textContent);
  const pictures = [...element.querySelectorAll("img[alt], svg title")].map((each) => each.getAttribute("alt") ?? each.textContent);
  const value = element.matches("input[type=submit], input[type=button]") ? element.value : "";
  const content = element.matches("select, input, textarea") ? "" : element.textContent;
  return [element.getAttribute("aria-label"), ...referred, ...labels, element.title, content, ...pictures, value].filter(Boolean).join(" ").trim();
};

if (!document.documentElement.lang) findings.push("the page has no language");
if (!document.title.trim()) findings.push("the page has no title");
if (!document.querySelector("meta[name=viewport]")) findings.push("the page has no viewport");
for (const [selector, label] of [["main, [role=main]", "main"], ["body > header, [role=banner]", "banner"], ["body > footer, [role=contentinfo]", "content information"]]) {
  const count = all(selector).length;
  if (count !== 1) findings.push(`${count} landmarks ‘${label}’ instead of 1`);
}
const navigations = all("nav, [role=navigation]");
if (!navigations.length) findings.push("no navigation landmark");
for (const navigation of navigations) if (!navigation.ariaLabel && !navigation.getAttribute("aria-labelledby")) findings.push(`a navigation without a name: ${name(navigation)}`);
for (const region of all("[role=region], [role=dialog], dialog, [role=tree], [role=grid], [role=listbox], [role=tablist], [role=toolbar], [role=log]")) {
  if (!region.ariaLabel && !region.getAttribute("aria-labelledby")) findings.push(`a ${region.getAttribute("role") ?? region.localName} without a name: ${name(region)}`);
}

const headings = shown("h1, h2, h3, h4, h5, h6");
if (headings.filter((heading) => heading.localName === "h1").length !== 1) findings.push(`${headings.filter((heading) => heading.localName === "h1").length} headings of the first level instead of 1`);
headings.reduce((above, heading) => {
  const level = Number(heading.localName[1]);
  if (level > above + 1) findings.push(`a heading of level ${level} after one of level ${above}: ${name(heading)}`);
  if (!heading.textContent.trim()) findings.push(`an empty heading: ${name(heading)}`);
  return level;
}, 0);

for (const image of all("img:not([alt])")) findings.push(`a picture without a text: ${image.src.slice(0, 80)}`);
for (const image of all("svg[role=img], canvas[role=img]")) if (!words(image)) findings.push(`a picture without a text: ${name(image)}`);
for (const control of shown("button, a[href], input:not([type=hidden]), select, textarea, summary, [role=button], [role=tab], [role=link], [role=treeitem], [role=option], [role=menuitem]")) {
  if (!words(control)) findings.push(`a control without a name: ${control.outerHTML.slice(0, 120)}`);
}
for (const control of all("[role=button], [role=link], [role=tab]:not(button), [onclick]")) {
  // In a whole that is one stop, arrow keys go from part to part.
  const whole = control.parentElement?.closest("[role=application], [role=toolbar], [role=tree], [role=grid], [role=treegrid], [role=listbox]");
  if (control.tabIndex < 0 && !control.matches("[role=tab]") && !(whole && control.hasAttribute("tabindex"))) findings.push(`a control that the keyboard does not reach: ${name(control)}`);
}
for (const element of all("[tabindex]")) if (element.tabIndex > 0) findings.push(`an order of its own for the keyboard: ${name(element)}`);
for (const hidden of all("[aria-hidden=true]")) {
  for (const control of hidden.querySelectorAll("a[href], button, input, select, textarea, [tabindex]")) if (control.tabIndex >= 0 && isShown(control)) findings.push(`the keyboard reaches what is hidden: ${name(control)}`);
}
for (const table of shown("table:not([role=presentation], [role=none])")) if (!table.querySelector("th")) findings.push(`a table without headings: ${name(table)}`);
for (const list of all("ul, ol")) for (const child of list.children) if (!child.matches("li, script, template")) findings.push(`${name(child)} in a list`);
for (const control of all("a a, button button, a button, button a")) findings.push(`a control in a control: ${name(control)}`);
for (const place of all("pre, .scroll, [data-scroll]")) {
  // What scrolls has to be reached by the keyboard: by itself, or by what is in it.
  const style = getComputedStyle(place);
  const scrolls = (place.scrollWidth > place.clientWidth + 1 && /auto|scroll/.test(style.overflowX)) || (place.scrollHeight > place.clientHeight + 1 && /auto|scroll/.test(style.overflowY));
  if (scrolls && isShown(place) && place.tabIndex < 0 && !place.querySelector("a[href], button, input, select, textarea, [tabindex='0']")) findings.push(`the keyboard cannot scroll ${name(place)}`);
}

const ids = new Map();
for (const element of all("[id]")) ids.set(element.id, (ids.get(element.id) ?? 0) + 1);
for (const [id, count] of ids) if (count > 1) findings.push(`the identifier ‘${id}’ stands ${count} times`);
for (const attribute of ["aria-labelledby", "aria-describedby", "aria-controls", "aria-owns", "aria-activedescendant", "for"]) {
  for (const element of all(`[${attribute}]`)) {
    for (const id of element.getAttribute(attribute).split(/\s+/)) if (id && !ids.has(id)) findings.push(`${attribute} of ${name(element)} refers to ‘${id}’, which is not there`);
  }
}

// MARK: What stands beyond the edge

const page = document.scrollingElement;
if (page.scrollWidth > innerWidth) {
  const wide = shown("body *").filter((element) => {
    if (element.getBoundingClientRect().right <= innerWidth + 1) return false;
    return !ancestors(element.parentElement).some((each) => each !== document.body && each !== document.documentElement && getComputedStyle(each).overflowX !== "visible");
  });
  // What is placed absolutely is not held by what scrolls around it.
  if (!wide.length) wide.push(...all("body *").filter((element) => element.getBoundingClientRect().right > innerWidth + 1 && ["absolute", "fixed"].includes(getComputedStyle(element).position)));
  findings.push(`the page is ${page.scrollWidth} wide in a window of ${innerWidth}: ${wide.slice(0, 5).map(name).join(", ")}`);
}
for (const control of shown("button, input, select")) {
  const box = control.getBoundingClientRect();
  if (Math.min(box.width, box.height) < 16) findings.push(`too small to hit: ${name(control)} ${Math.round(box.width)} × ${Math.round(box.height)}`);
}

return [...new Set(findings)].slice(0, 40);
