/*
 * xterm's DOM renderer writes `<style>` elements and `style` attributes, CodeMirror a `<style>` element, all of which
 * the page's CSP refuses (`style-src 'self'`, T20). Constructed style sheets and the CSSOM are no inline styles, so the
 * same rules go there.
 */

/**
 * Runs `work`, in which a library makes its view, while `document.createElement('style')` answers with an element whose
 * text fills a constructed style sheet. xterm 6.0.0 makes all its sheets then, and only changes them later.
 */
export function whileStylesAreAdopted<Result>(work: () => Result): Result {
  Object.defineProperty(document, 'createElement', {
    configurable: true,
    value: (name: string, options?: ElementCreationOptions) =>
      name === 'style' ? adoptedStyle() : Document.prototype.createElement.call(document, name, options),
  });
  try {
    return work();
  } finally {
    Reflect.deleteProperty(document, 'createElement');
  }
}

/** Looks like a style element to xterm, which sets its text and removes it; the rules live in a constructed sheet. */
function adoptedStyle(): HTMLElement {
  const sheet = new CSSStyleSheet();
  document.adoptedStyleSheets.push(sheet);
  const standIn = Document.prototype.createElement.call(document, 'template');
  let text = '';
  Object.defineProperty(standIn, 'textContent', {
    get: () => text,
    set: (value: string) => {
      text = value;
      sheet.replaceSync(value);
    },
  });
  standIn.remove = () => {
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter((one) => one !== sheet);
    Element.prototype.remove.call(standIn);
  };
  return standIn;
}

/**
 * Makes `span.setAttribute('style', text)` set the same style through the CSSOM: that is how xterm colours a cell in one
 * of 16 million colours, and its row factory takes no other document or element. May be called more than once.
 */
export function setSpanStylesByCssom(): void {
  if (Object.hasOwn(HTMLSpanElement.prototype, 'setAttribute')) return;
  HTMLSpanElement.prototype.setAttribute = function setAttribute(name: string, value: string) {
    if (name === 'style') this.style.cssText = value;
    else Element.prototype.setAttribute.call(this, name, value);
  };
}
