/**
 * In place of the package that just-bash's `html-to-markdown` uses. That one looks for a page's DOM, and throws twice
 * when it finds none, while the worker starts; the command has no place in a lab (`command-names.ts`).
 */
export default function TurndownService(): never {
  throw new Error('there is no DOM in a lab to read HTML with');
}
