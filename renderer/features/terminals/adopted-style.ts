/**
 * xterm's DOM renderer writes `<style>` elements and `style` attributes, both of which the page's CSP refuses
 * (`style-src 'self'`). Constructed style sheets and the CSSOM are not inline styles, so the same rules go there:
 * xterm gets, through its documented option `documentOverride`, a document whose `createElement` answers `style` with
 * an element that fills a constructed sheet, and `span` with one whose `style` attribute is set through the CSSOM.
 */
export function documentWithoutInlineStyles(real: Document): Document {
  return new Proxy(real, {
    get(target, key) {
      if (key === 'createElement') return (name: string) => createElement(target, name);
      const value: unknown = Reflect.get(target, key, target);
      // A method of the real document refuses to run on the proxy.
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
}

/**
 * Runs `open` while `document.createElement('style')` itself is answered that way: xterm 6.0.0 makes one sheet, that of
 * its scroll bar, through the global document whatever the option says.
 */
export function whileStylesAreAdopted<Result>(real: Document, open: () => Result): Result {
  Object.defineProperty(real, 'createElement', {
    configurable: true,
    value: (name: string, options?: ElementCreationOptions) =>
      name === 'style' ? adoptedStyle(real) : Document.prototype.createElement.call(real, name, options),
  });
  try {
    return open();
  } finally {
    Reflect.deleteProperty(real, 'createElement');
  }
}

function createElement(real: Document, name: string): HTMLElement {
  if (name === 'style') return adoptedStyle(real);
  const element = Document.prototype.createElement.call(real, name);
  if (name === 'span') element.setAttribute = setAttributeByCssom;
  return element;
}

function setAttributeByCssom(this: HTMLElement, name: string, value: string): void {
  if (name === 'style') this.style.cssText = value;
  else Element.prototype.setAttribute.call(this, name, value);
}

/** Looks like a style element to xterm, which sets its `textContent` and removes it; its rules live in a constructed sheet. */
function adoptedStyle(real: Document): HTMLElement {
  const sheet = new CSSStyleSheet();
  real.adoptedStyleSheets.push(sheet);
  const standIn = Document.prototype.createElement.call(real, 'template');
  let text = '';
  Object.defineProperty(standIn, 'textContent', {
    get: () => text,
    set: (value: string) => {
      text = value;
      sheet.replaceSync(value);
    },
  });
  standIn.remove = () => {
    real.adoptedStyleSheets = real.adoptedStyleSheets.filter((one) => one !== sheet);
    Element.prototype.remove.call(standIn);
  };
  return standIn;
}
