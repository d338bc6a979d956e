import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { strFromU8, unzipSync } from 'fflate';
import { XMLParser } from 'fast-xml-parser';
import { validateXML } from 'xmllint-wasm';
import { choose, writePackage, type PackageCatalogue, type PackageFormat } from '#interop';

const SCHEMAS = 'tests/fixtures/lms-schemas';
const LAB = 'pin-the-data';
const COURSE = 'versioning-and-reproducibility';
const catalogue = JSON.parse(
  readFileSync('dist/packages/catalogue.json', 'utf8'),
) as PackageCatalogue;
const quiz = catalogue.units.find(({ unit }) => unit.kind === 'quiz')?.unit.id ?? '';

async function packed(
  format: PackageFormat,
  name: string,
  more: { readonly activities?: string } = {},
) {
  const zip = await writePackage(catalogue, choose(catalogue, name), { format, ...more }, (path) =>
    readFile(join('dist', path)),
  );
  return { zip, files: unzipSync(zip) };
}

/** What xmllint says against a manifest, a line each. */
async function faultsOf(
  folder: string,
  main: string,
  manifest: string,
): Promise<readonly string[]> {
  const schemas = readdirSync(join(SCHEMAS, folder)).map((fileName) => ({
    fileName,
    contents: readFileSync(join(SCHEMAS, folder, fileName), 'utf8'),
  }));
  // Where 1.2 has the attributes of XML itself from a file that no parser of today reads, the W3C's own stands in.
  const xml = readFileSync(join(SCHEMAS, 'scorm2004', 'xml.xsd'), 'utf8');
  const { errors } = await validateXML({
    xml: [{ fileName: 'manifest.xml', contents: manifest }],
    schema: [main],
    preload: [...schemas, { fileName: 'ims_xml.xsd', contents: xml }],
  });
  return errors.map(({ rawMessage }) => rawMessage);
}

/** One schema that brings in all that a manifest of that version may hold. */
const ALL_OF = {
  scorm12: `<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">
  <xs:import namespace="http://www.imsproject.org/xsd/imscp_rootv1p1p2" schemaLocation="imscp_rootv1p1p2.xsd"/>
  <xs:import namespace="http://www.adlnet.org/xsd/adlcp_rootv1p2" schemaLocation="adlcp_rootv1p2.xsd"/>
</xs:schema>`,
  scorm2004: `<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">
  <xs:import namespace="http://www.imsglobal.org/xsd/imscp_v1p1" schemaLocation="imscp_v1p1.xsd"/>
  <xs:import namespace="http://www.adlnet.org/xsd/adlcp_v1p3" schemaLocation="adlcp_v1p3.xsd"/>
  <xs:import namespace="http://www.imsglobal.org/xsd/imsss" schemaLocation="imsss_v1p0.xsd"/>
</xs:schema>`,
} as const;

for (const format of ['scorm12', 'scorm2004'] as const) {
  for (const name of [LAB, quiz, COURSE]) {
    test(`${format}, ${name}: the manifest is valid by the published schemas and names every file of the package`, async () => {
      const { files } = await packed(format, name);
      const manifest = strFromU8(files['imsmanifest.xml'] ?? new Uint8Array());
      assert.deepEqual(await faultsOf(format, ALL_OF[format], manifest), []);
      const named = [...manifest.matchAll(/<file href="([^"]*)"/g)].map(([, path = '']) => path);
      const there = Object.keys(files).filter((path) => path !== 'imsmanifest.xml');
      assert.deepEqual([...named].sort(), there.sort());
      assert.equal(new Set(named).size, named.length, 'each file is named once');
      const launched = [...manifest.matchAll(/ href="([^"]+\.html)">/g)].map(
        ([, path = '']) => path,
      );
      assert.ok(launched.length >= 1);
      for (const path of launched) assert.ok(files[path], path);
    });
  }
}

test('a manifest that breaks the schemas is found', async () => {
  const { files } = await packed('scorm12', quiz);
  const manifest = strFromU8(files['imsmanifest.xml'] ?? new Uint8Array());
  const broken = manifest.replace('adlcp:scormtype="sco"', 'adlcp:scormtype="quiz"');
  assert.match((await faultsOf('scorm12', ALL_OF.scorm12, broken)).join('\n'), /scormtype/);
});

const CMI5 = 'course-structure.xsd';
const cmi5Schema = readFileSync(join(SCHEMAS, 'cmi5', CMI5), 'utf8');
for (const name of [LAB, quiz, COURSE]) {
  test(`cmi5, ${name}: the course structure is valid by the rules of the specification`, async () => {
    const { files } = await packed('cmi5', name);
    const structure = strFromU8(files['cmi5.xml'] ?? new Uint8Array());
    assert.deepEqual(await faultsOf('cmi5', cmi5Schema, structure), []);
  });
}

test('a course structure with a mastery score beyond 1, an unknown rule for going on, no title or an id twice is found', async () => {
  const { files } = await packed('cmi5', COURSE);
  const structure = strFromU8(files['cmi5.xml'] ?? new Uint8Array());
  const [id = ''] = /(?<=<au id=")[^"]+/.exec(structure) ?? [];
  for (const [broken, told] of [
    [structure.replace(/masteryScore="[^"]+"/, 'masteryScore="1.8"'), /masteryScore/],
    [structure.replace('moveOn="Passed"', 'moveOn="Seen"'), /moveOn/],
    [structure.replace(/<title>[^]*?<\/title>/, ''), /title/],
    [structure.replace(/(<au id=")[^"]+(?=" moveOn="Passed")/, `$1${id}`), /each-id-once/],
  ] as const) {
    assert.match((await faultsOf('cmi5', cmi5Schema, broken)).join('\n'), told);
  }
});

test('a course has a unit for each of its lessons, labs and quizzes, by module, and the engine once', async () => {
  const { files } = await packed('scorm12', COURSE);
  const manifest = strFromU8(files['imsmanifest.xml'] ?? new Uint8Array());
  const parsed = new XMLParser({ ignoreAttributes: false }).parse(manifest) as {
    manifest: {
      organizations: { organization: { item: { title: string; item: unknown }[] } };
      resources: { resource: { '@_identifier': string }[] };
    };
  };
  const { groups } = catalogue.courses.find(({ id }) => id === COURSE) ?? { groups: [] };
  const { item } = parsed.manifest.organizations.organization;
  assert.deepEqual(
    item.map(({ title }) => title),
    groups.map(({ title }) => title),
  );
  assert.deepEqual(
    parsed.manifest.resources.resource.map((one) => one['@_identifier']),
    [...groups.flatMap(({ units }) => units), 'shared'],
  );
  const wasm = Object.keys(files).filter((path) => path.includes('pyodide.asm.wasm'));
  assert.equal(wasm.length, 1);
});

test('a Python lab, with its engine, has under 25 MB, and the same build of the site gives the same bytes', async () => {
  const { zip } = await packed('scorm12', LAB);
  assert.ok(zip.length < 25_000_000, `${zip.length} bytes`);
  assert.deepEqual((await packed('scorm12', LAB)).zip, zip);
});

test('no page of a package has an address outside of it, and all that its pages call for is in it', async () => {
  const { files } = await packed('scorm12', COURSE);
  const pages = Object.keys(files).filter(
    (path) => path.endsWith('.html') && !path.startsWith('engine/'),
  );
  assert.ok(pages.length > 10);
  const faults: string[] = [];
  for (const page of pages) {
    const html = strFromU8(files[page] ?? new Uint8Array());
    for (const [, name = '', address = ''] of html.matchAll(
      /\s(href|src|component-url|renderer-url)="([^"]*)"/g,
    )) {
      if (address.startsWith('#') || /^(?:https:|mailto:|data:)/.test(address)) continue;
      const path = new URL(address, `http://lms.invalid/${page}`).pathname.slice(1);
      if (address.startsWith('/') || !files[path]) faults.push(`${page}: ${name}="${address}"`);
    }
    if (/&quot;\/(?:labs|courses|_astro|exams)\//.test(html))
      faults.push(`${page}: an address in its data`);
    if (/data-search=|class="?topbar/.test(html)) faults.push(`${page}: what leads about the site`);
  }
  assert.deepEqual(faults, []);
});

test('cmi5: every unit of a course has an id of its own, its page, what lets the learner go on, and the mastery score', async () => {
  const { zip } = await packed('cmi5', COURSE, {
    activities: 'https://academy.example/activities/',
  });
  const files = unzipSync(zip);
  const parsed = new XMLParser({
    ignoreAttributes: false,
    isArray: (name) => name === 'block' || name === 'au',
  }).parse(strFromU8(files['cmi5.xml'] ?? new Uint8Array())) as {
    courseStructure: { course: Au; block: { au: Au[] }[] };
  };
  const { course, block } = parsed.courseStructure;
  assert.equal(course['@_id'], `https://academy.example/activities/plumbline.course-${COURSE}`);
  const units = block.flatMap(({ au }) => au);
  const { groups } = catalogue.courses.find(({ id }) => id === COURSE) ?? { groups: [] };
  assert.deepEqual(
    units.map((au) => au['@_id']),
    groups.flatMap((group) => group.units).map((name) => `${course['@_id']}/${name}`),
  );
  for (const au of units) {
    // The order is the schema's.
    assert.deepEqual(
      Object.keys(au).filter((key) => !key.startsWith('@')),
      ['title', 'description', 'url'],
    );
    assert.ok(files[au.url ?? ''], au.url);
    const isLesson = /\/lesson-/.test(au['@_id']);
    assert.equal(au['@_moveOn'], isLesson ? 'Completed' : 'Passed');
    const mastery = Number(au['@_masteryScore'] ?? '-1');
    assert.ok(isLesson ? mastery === -1 : mastery > 0 && mastery <= 1, `${au['@_id']}: ${mastery}`);
  }
});

for (const [format, manifest, end] of [
  ['scorm12', 'imsmanifest.xml', '</title>'],
  ['scorm2004', 'imsmanifest.xml', '</title>'],
  ['cmi5', 'cmi5.xml', '</langstring>'],
] as const) {
  test(`${format}: whatever an LMS shows of a score, the title of its unit and the bar above it say that it is self-reported`, async () => {
    const { files } = await packed(format, COURSE);
    const text = strFromU8(files[manifest] ?? new Uint8Array());
    const { groups } = catalogue.courses.find(({ id }) => id === COURSE) ?? { groups: [] };
    const names = groups.flatMap(({ units }) => units);
    const scored = names.filter((name) => !name.startsWith('lesson-'));
    assert.ok(scored.length > 3 && scored.length < names.length);
    assert.equal(text.split(` (self-reported)${end}`).length - 1, scored.length);
    for (const name of names) {
      const page = strFromU8(files[`${name}.html`] ?? new Uint8Array());
      assert.match(
        page,
        /Self-reported: your own browser (?:counts the score|says what was read)\./,
      );
    }
  });
}

interface Au {
  readonly '@_id': string;
  readonly '@_moveOn'?: string;
  readonly '@_masteryScore'?: string;
  readonly url?: string;
}
