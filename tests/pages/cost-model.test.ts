import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { labIds } from '#authoring';
import { serveSite } from '../../src/cli/bench/site-server.ts';
import { numbersIn, tablesIn } from '../../src/cli/cost/cost-page.ts';
import { costOfRegrade } from '../../src/cli/cost/regrade-cpu.ts';
import { weighSite } from '../../src/cli/cost/wire-bytes.ts';

const said = numbersIn(tablesIn(readFileSync('docs/operators/scale.md', 'utf8')));
const numbers = (name: string): readonly number[] => said.get(name) ?? assert.fail(name);
const AGAIN = 'Write the page again: npm run build && npm run cost -- --write';

function assertNear(found: number, wanted: number, share: number, what: string): void {
  const words = `${what}: ${Math.round(found)} measured, ${wanted} in docs/operators/scale.md. ${AGAIN}`;
  // What the tables say is rounded to a tenth at the finest.
  assert.ok(Math.abs(found - wanted) <= Math.max(share * wanted, 0.05), words);
}

test('the bytes that docs/operators/scale.md tells of are those of this build, within two fifths', async () => {
  const server = await serveSite('dist');
  try {
    const { first, engine, courses } = await weighSite('dist', server.origin);
    const parts = [
      ['first visit: pages of no course, what every page calls for', first],
      ['engine of the labs, Python included', engine],
      ...courses.map((course) => [`course \`${course.course}\`, with its labs`, course] as const),
    ] as const;
    for (const [name, { bytes, requests }] of parts) {
      const [kilobytes = 0, asked = 0] = numbers(name);
      assertNear(bytes / 1000, kilobytes, 0.4, name);
      assertNear(requests, asked, 0.4, `${name}, requests`);
    }
    assert.ok(courses.length >= 3);
  } finally {
    server.stop();
  }
});

test('the CPU that it tells of is of the size that grading a lab again takes here, and its labs are there', async () => {
  const told = [...said.keys()].flatMap((name) => /^`(.+)`$/.exec(name)?.[1] ?? []);
  assert.ok(told.length >= 8);
  for (const id of told) assert.ok(labIds().includes(id), id);
  const id = 'fingerprint-the-data';
  const [cpuSeconds = 0, kilobytes = 0] = numbers(`\`${id}\``);
  const found = await costOfRegrade(id, 1);
  const ratio = found.cpuSeconds / cpuSeconds;
  assert.ok(ratio < 5 && ratio > 1 / 5, `${found.cpuSeconds} s measured, ${cpuSeconds} s said`);
  assertNear(found.bundleBytes / 1000, kilobytes, 0.4, 'hand-in');
});

test('its last table follows from the two before, up to a million learners', () => {
  const [kilobytes = 0, requests = 0] = numbers('**all of it**');
  const [cpuSeconds = 0, bundleKilobytes = 0] = numbers('**all of them**');
  for (const learners of [200, 1_000, 10_000, 100_000, 1_000_000]) {
    const [gigabytes = 0, asked = 0, handIns = 0, hours = 0, runners = 0] = numbers(
      learners.toLocaleString('en'),
    );
    // Both sides are rounded.
    assertNear((learners * kilobytes) / 1e6, gigabytes, 0.02, 'GB');
    assert.equal(asked, learners * requests);
    assertNear((learners * bundleKilobytes) / 1e6, handIns, 0.05, 'GB of hand-ins');
    assertNear((learners * cpuSeconds) / 3600, hours, 0.02, 'CPU hours');
    assert.ok(Math.abs(runners - hours / 48) <= 1, `${runners} runners`);
  }
});
