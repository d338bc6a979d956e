import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { format, resolveConfig } from 'prettier';
import { AUTHOR_SCHEMAS, editorSchema, type AuthorFile } from '#curriculum';

/**
 * Writes docs/schemas/: the JSON Schemas with which an editor completes and explains what authors fill in.
 *
 *     npm run schemas             writes them
 *     npm run schemas -- --check  writes nothing; exit code 1 when a file is not current
 */
const folder = 'docs/schemas';
const checkOnly = process.argv.includes('--check');
const stale: string[] = [];

if (!checkOnly) mkdirSync(folder, { recursive: true });
for (const file of Object.keys(AUTHOR_SCHEMAS) as AuthorFile[]) {
  const path = `${folder}/${file}.schema.json`;
  const config = await resolveConfig(path);
  const text = await format(JSON.stringify(editorSchema(file)), { ...config, filepath: path });
  if (readIfThere(path) === text) continue;
  stale.push(path);
  if (!checkOnly) writeFileSync(path, text);
}

if (stale.length === 0) console.log(`${folder} is current.`);
else if (!checkOnly) console.log(`Wrote ${stale.join(', ')}.`);
else {
  console.error(`Not current: ${stale.join(', ')}. Run "npm run schemas".`);
  process.exitCode = 1;
}

function readIfThere(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}
