import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { test } from 'node:test';
import { applicationsCsv } from '#harborlight';
import { JANUARY } from '../../../src/components/lesson/toggle-demo/ingredients.ts';
import { trainingRun } from '../../../src/components/lesson/toggle-demo/training-run.ts';
import { TRAIN, lessonText, listing, sha256, states } from './stated.ts';

/** The digests and the envelope of "Provenance and attestation". */

const lesson = lessonText('versioning-and-reproducibility', 'provenance-and-attestation');

interface Statement {
  readonly subject: readonly { readonly digest: { readonly sha256: string } }[];
  readonly predicate: {
    readonly buildDefinition: {
      readonly resolvedDependencies: readonly { readonly digest: Record<string, string> }[];
    };
  };
}

const statement = JSON.parse(listing(lesson, 'model.json.statement')) as Statement;

test('the statement names the January model and its data by sha256, and a commit', () => {
  assert.equal(statement.subject[0]?.digest.sha256, sha256(trainingRun(JANUARY).model));
  const [commit, data] = statement.predicate.buildDefinition.resolvedDependencies;
  assert.match(commit?.digest['gitCommit'] ?? '', /^[0-9a-f]{40}$/);
  assert.equal(data?.digest['sha256'], sha256(applicationsCsv(TRAIN)));
});

test('the signed line has the lengths, and the signature the beginning, that the lesson gives', () => {
  const type = 'application/vnd.in-toto+json';
  const payload = JSON.stringify(statement);
  const signed = `DSSEv1 ${type.length} ${type} ${payload.length} ${payload}`;
  states(lesson, `${signed.slice(0, signed.indexOf('"subject":[') + 11)}…`);
  const signature = createHmac('sha256', 'lesson-key').update(signed).digest('hex');
  states(lesson, `the signature begins \`${signature.slice(0, 8)}…\``);
});
