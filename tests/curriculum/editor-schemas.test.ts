import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { test } from 'node:test';
import { AUTHOR_SCHEMAS, editorSchema, type AuthorFile } from '#curriculum';

interface Schema {
  readonly description?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly additionalProperties?: unknown;
}

/** Every group of keys in a schema, with the path to it. */
function* groupsOf(schema: Schema, path: string): Generator<readonly [string, Schema]> {
  if (schema.properties) yield [path, schema];
  for (const [key, value] of Object.entries(schema.properties ?? {})) {
    yield* groupsOf(value, `${path}.${key}`);
  }
  if (schema.items) yield* groupsOf(schema.items, `${path}[]`);
  for (const branch of [...(schema.anyOf ?? []), ...(schema.oneOf ?? [])]) {
    yield* groupsOf(branch, path);
  }
}

for (const file of Object.keys(AUTHOR_SCHEMAS) as AuthorFile[]) {
  test(`every key of a ${file} is explained to its author, and no other key is allowed`, () => {
    for (const [path, group] of groupsOf(editorSchema(file), file)) {
      assert.equal(group.additionalProperties, false, `${path} allows unknown keys`);
      for (const [key, value] of Object.entries(group.properties ?? {})) {
        assert.ok(value.description, `${path}.${key} is not explained`);
      }
    }
  });
}

test('docs/schemas and docs/authoring/keys.md are what the schemas say', () => {
  const said = execFileSync(process.execPath, ['src/cli/schemas.ts', '--check'], {
    encoding: 'utf8',
  });
  assert.equal(said, 'docs/schemas and docs/authoring/keys.md are current.\n');
});
