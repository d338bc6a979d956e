import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { parse } from 'yaml';
import { readQuizzes } from '#authoring';
import type { QuizItem, QuizItemOf } from '#curriculum';
import { aliasFault, parseModelUri, readContract } from '#formats';
import { applicationsCsv } from '#harborlight';
import { JANUARY } from '../../src/components/lesson/toggle-demo/ingredients.ts';
import { trainingRun } from '../../src/components/lesson/toggle-demo/training-run.ts';
import {
  APRIL,
  TRAIN,
  grouped,
  heldOut,
  lessonText,
  listing,
  loanDefault,
  md5,
  meanOf,
  quotedLines,
  sha256,
  states,
} from './lessons/stated.ts';

/** Figures that the banks state, computed again from the seeded data and by the rules of the lessons. */

const VERSIONING = 'versioning-and-reproducibility';
const GOVERNANCE = 'data-governance-that-survives-an-audit';

/** An item of a kind, by `<quiz>/<id>`. */
function itemOf<Kind extends QuizItem['kind']>(
  kind: Kind,
  course: string,
  path: string,
): QuizItemOf<Kind> {
  const [quiz, id] = path.split('/');
  const item = readQuizzes()
    .find((one) => one.id === `${course}/${quiz ?? ''}`)
    ?.items.find((one) => one.id === id);
  assert.equal(item?.kind, kind, path);
  return item as QuizItemOf<Kind>;
}

const shown = ({ artifact }: QuizItem): string => artifact?.text ?? '';
const linesOf = (item: QuizItem): readonly string[] => shown(item).trim().split('\n');
/** Lines, counted from 1, for which it holds. */
const linesThat = (item: QuizItem, holds: (line: string, index: number) => boolean): number[] =>
  linesOf(item).flatMap((line, index) => (holds(line, index) ? [index + 1] : []));

const january = applicationsCsv(TRAIN);

test('the January table has the bytes and digests that the items state', () => {
  const converted = january.replaceAll('\n', '\r\n');
  const count = (path: string): number => itemOf('number', VERSIONING, path).answer;
  assert.equal(count('what-to-version/line-ends'), converted.length);
  assert.equal(count('what-to-version/ten-copies'), january.length);
  const mismatch = itemOf('mark', VERSIONING, 'what-to-version/digest-mismatch');
  states(shown(mismatch), `${md5(converted)}  9f/${md5(january).slice(2)}`);
  assert.equal(count('data-and-pipelines/read-a-pointer'), january.length);
  states(shown(itemOf('number', VERSIONING, 'data-and-pipelines/read-a-pointer')), md5(january));
});

test('models: what exchanged inputs and a wrong unit do is measured on the held-out applications', () => {
  const straight = heldOut(loanDefault());
  const swapped = heldOut(loanDefault(), ([dti = 0, burden = 0, ...rest]) => [
    burden,
    dti,
    ...rest,
  ]);
  const months = heldOut(loanDefault(), (row) => row.map((x, i) => (i === 2 ? x * 12 : x)));
  const differ = straight.decisionsThatDiffer(swapped);
  states(
    shown(itemOf('choice', VERSIONING, 'models/rows-without-names')),
    `${straight.auc.toFixed(4)} before, ${swapped.auc.toFixed(4)} after`,
    `decisions that differ    ${differ}\n`,
  );
  const nextMonth = itemOf('number', VERSIONING, 'models/decisions-next-month');
  assert.equal(nextMonth.answer, (differ * 2500) / 1000);
  states(
    shown(itemOf('choice', VERSIONING, 'models/months-for-years')),
    `${months.auc.toFixed(4)}, before ${straight.auc.toFixed(4)}`,
    `${meanOf(months.probabilities).toFixed(3)}, before ${meanOf(straight.probabilities).toFixed(3)}`,
  );
  assert.equal(itemOf('number', VERSIONING, 'models/scaled-score').answer, (628 - 650) / 100);
});

test('models: signatures are compared by name, and a missing "required" means true', () => {
  const item = itemOf('mark', VERSIONING, 'models/mark-the-breaks');
  const old = ['dti', 'late', 'bureau'];
  const breaks = linesThat(item, (line) => {
    const entry = JSON.parse(line) as { name: string; type: string; required?: boolean };
    return old.includes(entry.name) ? entry.type !== 'double' : (entry.required ?? true);
  });
  assert.deepEqual(item.lines, breaks);
  const [before = '', after = ''] = Object.values(
    parse(shown(itemOf('choice', VERSIONING, 'models/text-compared'))) as Record<string, string>,
  );
  assert.notEqual(before, after);
  assert.deepEqual(JSON.parse(before), JSON.parse(after));
});

test('models: the policy of the lesson picks the marked candidate', () => {
  const policy = parse(
    quotedLines(lessonText(VERSIONING, 'registry-aliases-rollback'), 'eligible:'),
  ) as { eligible: Record<string, { at_least?: number; at_most?: number }> };
  const item = itemOf('mark', VERSIONING, 'models/by-the-policy');
  const [head = [], ...rows] = linesOf(item).map((line) => line.split(/\s+/));
  const cell = (row: readonly string[], key: string): number => Number(row[head.indexOf(key)]);
  const meets = (row: readonly string[], key: string): boolean => {
    const { at_least: least = -Infinity, at_most: most = Infinity } = policy.eligible[key] ?? {};
    states(item.ask, `\`${key}\` ${least > -Infinity ? `≥ ${least.toFixed(2)}` : `≤ ${most}`}`);
    return cell(row, key) >= least && cell(row, key) <= most;
  };
  const eligible = rows
    .filter((row) => ['auc', 'min_slice_auc', 'brier', 'p95_ms'].every((key) => meets(row, key)))
    .filter((row) => cell(row, 'inputs') === 13)
    .sort((a, b) => cell(b, 'auc') - cell(a, 'auc'));
  assert.deepEqual(
    eligible.map(([run]) => run),
    ['I', 'G'],
  );
  assert.deepEqual(
    item.lines,
    linesThat(item, (line) => line.startsWith('I ')),
  );
});

test('models: aliases and URIs are those that MLflow takes and refuses', () => {
  const aliases = itemOf('multiple', VERSIONING, 'models/refused-aliases');
  for (const { text, right } of aliases.options)
    assert.equal(aliasFault(text.replaceAll('`', '')) !== undefined, right, text);
  const uris = itemOf('match', VERSIONING, 'models/which-uri');
  for (const { right } of uris.pairs) assert.doesNotThrow(() => parseModelUri(right));
  for (const other of uris.others) assert.throws(() => parseModelUri(other), RangeError);
});

test('models: minutes and toggles are read off the trails', () => {
  const trail = (item: QuizItem) =>
    linesOf(item).map((line) => JSON.parse(line) as { ts: string; action: string });
  const champion = itemOf('number', VERSIONING, 'models/how-long-champion');
  const [promoted = NaN, back = NaN] = trail(champion).map(({ ts }) => Date.parse(ts) / 60_000);
  assert.equal(champion.answer, back - promoted);
  assert.equal(champion.mistakes[0]?.answer, 24 * 60 - champion.answer);
  const toggle = itemOf('mark', VERSIONING, 'models/a-toggle');
  const actions = trail(toggle).map(({ action }) => action);
  assert.deepEqual(
    toggle.lines,
    linesThat(toggle, (_, i) => actions[i] === 'rollback' && actions[i - 1] !== 'promote'),
  );
});

test('provenance: digests, lengths and the place where the verifier stops', () => {
  const today = (ingredient: 'randomness' | 'parameters' | 'data'): string =>
    sha256(trainingRun({ ...JANUARY, [ingredient]: 'today' }).model).slice(0, 20);
  const covered = itemOf('mark', VERSIONING, 'provenance/which-file-is-covered');
  const digests = linesOf(covered).map((line) => line.split(/\s+/));
  const of = (list: string) => digests.filter(([kind]) => kind === list).map((row) => row[2]);
  assert.deepEqual(of('files'), [
    today('randomness'),
    sha256(trainingRun(JANUARY).model).slice(0, 20),
    today('parameters'),
  ]);
  assert.ok(of('subjects').includes(today('data')));
  assert.deepEqual(
    covered.lines,
    linesThat(covered, (_, i) => i < 3 && !of('subjects').includes(digests[i]?.[2])),
  );

  const signed = (type: string, payload: string): string =>
    `DSSEv1 ${type.length} ${type} ${payload.length} ${payload}`;
  const line = itemOf('short', VERSIONING, 'provenance/what-is-signed');
  assert.deepEqual(line.accept, [signed('text/plain', 'hello')]);
  const bytes = itemOf('number', VERSIONING, 'provenance/bytes-covered');
  const statement = listing(
    lessonText(VERSIONING, 'provenance-and-attestation'),
    'model.json.statement',
  );
  const payload = JSON.stringify(JSON.parse(statement));
  const whole = signed('application/vnd.in-toto+json', payload);
  assert.equal(bytes.answer, whole.length);
  assert.ok(whole.startsWith(shown(bytes).trim().replace('…', '')));

  const digits = itemOf('number', VERSIONING, 'provenance/digits-of-a-digest');
  assert.equal(digits.answer, sha256('').length);
  assert.equal(digits.mistakes[0]?.answer, /"sha256": "(\w+)"/.exec(shown(digits))?.[1]?.length);
  const stops = itemOf('number', VERSIONING, 'provenance/where-it-stops');
  const asked = itemOf('order', VERSIONING, 'provenance/six-questions').steps;
  assert.equal(stops.answer, 1 + asked.findIndex((question) => question.includes('subject')));
});

test('agree: days, columns, consents and shares are counted', () => {
  const orphaned = itemOf('number', GOVERNANCE, 'agree/days-without-owner');
  const [out = NaN, into = NaN] = [...shown(orphaned).matchAll(/'(\d{4}-\d\d-\d\d)'/g)].map(
    ([, day = '']) => Date.parse(day) / 86_400_000,
  );
  assert.equal(orphaned.answer, into - out - 1);
  const columns = TRAIN[0]?.row.length ?? 0;
  const unread = itemOf('number', GOVERNANCE, 'agree/columns-not-read');
  const read = shown(unread).split(':')[1]?.split(',') ?? [];
  assert.deepEqual([columns, unread.answer], [17, columns - read.length]);
  const refused = TRAIN.filter(({ row }) => row[16] === 'false').length;
  const consent = itemOf('choice', GOVERNANCE, 'agree/consent-says-what');
  states(consent.ask, `all but ${refused} of 3,000`);
  states(consent.options[1]?.text ?? '', `the ${grouped(3000 - refused)} rows`);
  const missing = TRAIN.filter(({ row }) => row[13] === '').length;
  const share = itemOf('number', GOVERNANCE, 'agree/share-without-score');
  states(share.ask, `${missing} of the 3,000`);
  assert.equal(share.answer, Number((missing / 30).toFixed(1)));
});

test('agree: the standard refuses the misspelt key, and lets out what the item says', () => {
  const item = itemOf('mark', GOVERNANCE, 'agree/refused-by-the-schema');
  const { faults = [] } = readContract(shown(item), 'contract.yaml');
  assert.deepEqual(
    faults.map(({ line }) => line),
    item.lines,
  );
  const top = { apiVersion: 'v3.1.0', kind: 'DataContract', id: 'a', version: '1', status: 'x' };
  assert.ok(readContract(JSON.stringify(top), 'contract.yaml').value);
  for (const key of ['kind', 'status']) {
    const without = JSON.stringify({ ...top, [key]: undefined });
    assert.equal(readContract(without, 'contract.yaml').faults?.length, 1, key);
  }
});

test('agree: patterns without anchors and numbers as text do what the items say', () => {
  const pattern = itemOf('choice', GOVERNANCE, 'agree/without-anchors');
  for (const { text, right } of pattern.options)
    assert.equal(/A-[0-9]{6}/.test(text) && !/^`A-[0-9]{6}`$/.test(text), right, text);
  const item = itemOf('number', GOVERNANCE, 'agree/compared-as-text');
  const rows = linesOf(item)
    .slice(1)
    .map((line) => line.split(','));
  const found = rows.filter(([, debt = '', income = '']) => debt > income);
  const broken = rows.filter(([, debt, income]) => Number(debt) > Number(income));
  assert.deepEqual([item.answer, item.mistakes[0]?.answer], [found.length, broken.length]);
  assert.deepEqual(
    broken.map(([id]) => id),
    ['A-004003'],
  );
});

/** Sizes of the classes of rows that share these texts. */
function classSizes(keys: readonly string[]): ReadonlyMap<string, number> {
  const sizes = new Map<string, number>();
  for (const key of keys) sizes.set(key, (sizes.get(key) ?? 0) + 1);
  return sizes;
}

test('protect: classes of rows are counted, in the small tables and in the large one', () => {
  const quasi = (line: string): string => line.split(/\s+/).slice(0, 3).join(' ');
  const smallest = itemOf('number', GOVERNANCE, 'protect/smallest-class');
  const sizes = classSizes(linesOf(smallest).slice(1).map(quasi));
  assert.equal(smallest.answer, Math.min(...sizes.values()));
  const suppressed = itemOf('mark', GOVERNANCE, 'protect/rows-to-suppress');
  const alone = classSizes(linesOf(suppressed).map(quasi));
  assert.deepEqual(
    suppressed.lines,
    linesThat(suppressed, (line, index) => index > 0 && alone.get(quasi(line)) === 1),
  );
  const lesson = lessonText(GOVERNANCE, 'pseudonymise-is-not-anonymise');
  const released = itemOf('number', GOVERNANCE, 'protect/rows-released');
  for (const line of linesOf(released).slice(1)) {
    const cells = line.split(/\s{2,}/);
    const [columns = '', classes = '', k = '', small = ''] =
      cells.length === 4 ? cells : line.split(/\s+(?=[\d,]+(?:\s|$))/);
    states(lesson, `| ${columns} | ${classes} | ${k} | ${small} |`);
    if (columns === 'country, age band, employment')
      assert.equal(released.answer, 3000 - Number(small));
  }
  const unique = (...columns: readonly number[]): string =>
    grouped(
      [
        ...classSizes(TRAIN.map(({ row }) => columns.map((at) => row[at]).join('|'))).values(),
      ].filter((size) => size === 1).length,
    );
  const copy = shown(itemOf('choice', GOVERNANCE, 'protect/no-names-no-person')).split('\n');
  assert.deepEqual(
    copy.slice(2, 4).map((line) => line.split(/\s{2,}/).at(-1)),
    [unique(9, 10), unique(9, 10, 11)],
  );
});

test('protect: classes of columns are those of the contract, and name the places', () => {
  const { schema } = parse(
    readFileSync('labs/sign-the-contract/solution/contracts/applications.odcs.yaml', 'utf8'),
  ) as { schema: { properties: { name: string; classification: string }[] }[] };
  const classOf = new Map(
    schema[0]?.properties.map(({ name, classification }) => [name, classification]),
  );
  const laptop = itemOf('number', GOVERNANCE, 'protect/columns-for-a-laptop');
  const counts = classSizes([...classOf.values()]);
  assert.deepEqual(
    [counts.get('internal'), counts.get('confidential'), counts.get('restricted')],
    [laptop.answer, 7, 3],
  );
  const refused = itemOf('mark', GOVERNANCE, 'protect/columns-that-stop-it');
  for (const line of linesOf(refused)) {
    const [name = '', stated = ''] = line.split(/\s+/);
    assert.equal(classOf.get(name) ?? '-', stated, name);
  }
  assert.deepEqual(
    refused.lines,
    linesThat(refused, (line) => /(?:restricted|-)$/.test(line)),
  );
});

test('protect: tokens, periods and a search for text do what the items say', () => {
  const token = createHmac('sha256', 'lab-key-2026-04').update('customer_id|C-01028').digest('hex');
  states(
    shown(itemOf('match', GOVERNANCE, 'protect/parts-of-a-token')),
    `k2.${token.slice(0, 16)}`,
  );
  const day = 86_400_000;
  const due = itemOf('short', GOVERNANCE, 'protect/first-day-due');
  const iso = (days: number) =>
    new Date(Date.UTC(2026, 4, 1) + days * day).toISOString().slice(0, 10);
  assert.deepEqual([due.accept, due.mistakes[0]?.answer], [[iso(91)], iso(90)]);
  const months = Array.from(
    { length: 48 },
    (_, month) => (Date.UTC(2024, month + 6, 1) - Date.UTC(2024, month, 1)) / day,
  );
  const floor = itemOf('number', GOVERNANCE, 'protect/six-months-in-days');
  assert.deepEqual([floor.answer, Math.min(...months)], [Math.max(...months), 181]);
  const erased = itemOf('mark', GOVERNANCE, 'protect/stranger-erased');
  assert.deepEqual(
    erased.lines,
    linesThat(erased, (line) => line.includes('user102') && !line.includes('user102@')),
  );
});

test('trace: the walks by data set, time and column end with as many as the items say', () => {
  const walk = (id: string, start: string, since = ''): number => {
    const badFrom = new Map([[start, since]]);
    const runs = linesOf(itemOf('number', GOVERNANCE, `trace/${id}`));
    // A pass for each run reaches whatever can be reached.
    for (const line of runs.flatMap(() => runs)) {
      const [, time = '', inputs = '', output = ''] =
        /^(\S+ \S+) .+: (.+) -> (.+)$/.exec(line) ?? [];
      const bad = inputs.split(', ').some((input) => time >= (badFrom.get(input) ?? '~'));
      if (bad && !badFrom.has(output)) badFrom.set(output, since === '' ? '' : time);
    }
    return badFrom.size - 1;
  };
  const [ever, since] = [walk('walk-without-times', 'raw/payments'), '05-04 01:00'];
  const later = itemOf('number', GOVERNANCE, 'trace/walk-with-times');
  assert.equal(itemOf('number', GOVERNANCE, 'trace/walk-without-times').answer, ever);
  assert.equal(later.answer, walk('walk-with-times', 'raw/payments', since));
  assert.equal(later.mistakes[0]?.answer, ever);

  const edges = (item: QuizItem, ...kinds: string[]): ReadonlySet<string> => {
    const columns = new Set(['raw/payments.paid_on']);
    for (const line of linesOf(item).flatMap(() => linesOf(item))) {
      const [to = '', , from = '', kind = ''] = line.split(' ');
      if (kinds.includes(kind) && columns.has(from)) columns.add(to);
    }
    return columns;
  };
  const byColumn = itemOf('number', GOVERNANCE, 'trace/by-column');
  const [all, direct] = [edges(byColumn, 'DIRECT', 'INDIRECT'), edges(byColumn, 'DIRECT')];
  assert.deepEqual(
    [all.size - 1, direct.size - 1],
    [byColumn.answer, byColumn.mistakes[0]?.answer],
  );
  const missed = itemOf('mark', GOVERNANCE, 'trace/direct-alone');
  const lost = [...all].filter((column) => !direct.has(column));
  assert.deepEqual(
    missed.lines,
    linesThat(missed, (line) => lost.includes(line.split(' ')[0] ?? '')),
  );
  const ends = itemOf('mark', GOVERNANCE, 'trace/no-end');
  const runOf = (line: string): string => line.split(/\s+/)[2] ?? '';
  const open = [...classSizes(linesOf(ends).map(runOf))].filter(([, events]) => events === 1);
  assert.deepEqual(
    ends.lines,
    linesThat(ends, (line) => runOf(line) === open[0]?.[0]),
  );
});

test('trace: kronor within the range are counted among the Swedish applications of April', () => {
  const kronor = APRIL.filter(({ row }) => row[6] === 'SE').map(({ row }) => Number(row[11]) * 11);
  const item = itemOf('number', GOVERNANCE, 'trace/within-the-range');
  const above = kronor.filter((amount) => amount > 10_000).length;
  states(item.ask, `the ${kronor.length} amounts`);
  assert.match(shown(item), new RegExp(`> 10,000 +${above}\n`));
  assert.equal(item.answer, kronor.filter((x) => x >= 300 && x <= 10_000).length);
});
