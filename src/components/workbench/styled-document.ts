/**
 * A document for libraries that write `<style>` elements and `style` attributes, which a strict style policy refuses:
 * what they write goes into adopted style sheets and into the elements' style objects, which it allows.
 */
export function styledDocument(document: Document): Document {
  return new Proxy(document, {
    get(target, name) {
      if (name === 'createElement') {
        return (tag: string, options?: ElementCreationOptions) => {
          if (isStyle(tag)) return adopted(target);
          const element = create(target, tag, options);
          if (element instanceof HTMLElement) element.setAttribute = setAttribute;
          return element;
        };
      }
      const value: unknown = Reflect.get(target, name, target);
      return typeof value === 'function' ? (value.bind(target) as unknown) : value;
    },
  });
}

/** Runs what makes style elements with the page's own document, so that they too are adopted. */
export function withAdoptedStyles(document: Document, run: () => void): void {
  Object.defineProperty(document, 'createElement', {
    configurable: true,
    value: (tag: string, options?: ElementCreationOptions) =>
      isStyle(tag) ? adopted(document) : create(document, tag, options),
  });
  try {
    run();
  } finally {
    Reflect.deleteProperty(document, 'createElement');
  }
}

/** The browser's own way to make an element, whatever stands in its place at the moment. */
function create(document: Document, tag: string, options?: ElementCreationOptions): Element {
  const make: unknown = Reflect.get(Document.prototype, 'createElement');
  return Reflect.apply(make as (...of: unknown[]) => Element, document, [tag, options]);
}

function setAttribute(this: HTMLElement, name: string, value: string): void {
  if (name === 'style') this.style.cssText = value;
  else Element.prototype.setAttribute.call(this, name, value);
}

const isStyle = (tag: string): boolean => tag.toLowerCase() === 'style';

/**
 * What stands in a style element's place: it takes the text and can be put anywhere. No style element itself, for the
 * policy refuses each one that comes into the page, an empty one too, and says so in the console.
 */
function adopted(document: Document): Element {
  const sheet = new CSSStyleSheet();
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
  const element = create(document, 'template');
  Object.defineProperty(element, 'textContent', {
    get: () => [...sheet.cssRules].map((rule) => rule.cssText).join('\n'),
    set: (text: string) => sheet.replaceSync(text),
  });
  element.remove = () => {
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter((other) => other !== sheet);
    Element.prototype.remove.call(element);
  };
  return element;
}
