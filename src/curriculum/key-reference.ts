import { editorSchema, type AuthorFile } from './editor-schemas.ts';

interface Schema {
  readonly description?: string;
  readonly type?: string;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly default?: unknown;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly items?: Schema;
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
}

interface KeyRow {
  readonly key: string;
  readonly need: string;
  readonly description: string;
}

/** A Markdown table of every key of a kind of file: whether it is needed, and what it means. */
export function keyReference(file: AuthorFile): string {
  const rows = rowsOf(editorSchema(file), '');
  return [
    '| Key | Need | Meaning |',
    '| --- | --- | --- |',
    ...rows.map(({ key, need, description }) => `| \`${key}\` | ${need} | ${description} |`),
    '',
  ].join('\n');
}

function rowsOf(schema: Schema, above: string): readonly KeyRow[] {
  const rows = Object.entries(schema.properties ?? {}).flatMap(([key, value]) => [
    {
      key: `${above}${key}`,
      need: needOf(value, schema.required?.includes(key) ?? false),
      description: value.description?.replaceAll('|', '\\|').replaceAll('<', '\\<') ?? '',
    },
    ...rowsOf(value, `${above}${key}.`),
    ...(value.items ? rowsOf(value.items, `${above}${key}[].`) : []),
  ]);
  const branches = [...(schema.anyOf ?? []), ...(schema.oneOf ?? [])];
  const seen = new Set(rows.map(({ key }) => key));
  const more = branches
    .flatMap((branch) => rowsOf(branch, above))
    .filter(({ key }) => !seen.has(key) && seen.add(key));
  return [...rows, ...more];
}

function needOf(value: Schema, required: boolean): string {
  if (value.default !== undefined) {
    const shown = JSON.stringify(value.default);
    return shown === '[]' || shown === 'false' ? 'optional' : `optional, \`${shown}\``;
  }
  return required ? 'needed' : 'optional';
}
