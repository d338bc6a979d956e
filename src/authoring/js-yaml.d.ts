/** What of js-yaml is used; the package has no types of its own. */
declare module 'js-yaml' {
  export interface Schema {
    readonly name?: string;
  }
  /** The values of YAML 1.2's core schema: no dates, no merged keys. */
  export const CORE_SCHEMA: Schema;
  /** @throws YAMLException when the text is not one YAML document */
  export function load(text: string, options: { readonly schema: Schema }): unknown;
}
