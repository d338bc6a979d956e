import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Capability } from '#container';
import { chooseEngine, fittingEngines, type EngineName, type EngineRules } from '#engines';

const offer = (name: EngineName, ...offers: Capability[]) => ({ name, offers: new Set(offers) });
const ENGINES = [
  offer('embedded', 'shell', 'python', 'sqlite'),
  offer('webcontainer', 'shell', 'python', 'node'),
];
const rules = (site: EngineName, ...allowed: EngineName[]): EngineRules => ({
  default: site,
  allowed: allowed.length > 0 ? allowed : ['embedded', 'webcontainer'],
});
const chosen = (needs: Capability[], site: EngineRules, wish?: string) =>
  chooseEngine(needs, site, ENGINES, wish).name;

test('the site’s default runs a lab that it fits, whatever stands first', () => {
  assert.equal(chosen(['shell'], rules('embedded')), 'embedded');
  assert.equal(chosen(['shell'], rules('webcontainer')), 'webcontainer');
});

test('a lab that the default does not fit runs on the other engine', () => {
  assert.equal(chosen(['node'], rules('embedded')), 'webcontainer');
  assert.equal(chosen(['sqlite'], rules('webcontainer')), 'embedded');
});

test('the learner’s wish counts when it is allowed and fits, and else is passed over', () => {
  assert.equal(chosen(['shell'], rules('embedded'), 'webcontainer'), 'webcontainer');
  assert.equal(chosen(['sqlite'], rules('embedded'), 'webcontainer'), 'embedded');
  assert.equal(chosen(['shell'], rules('embedded', 'embedded'), 'webcontainer'), 'embedded');
  assert.equal(chosen(['shell'], rules('embedded'), 'an engine of last year'), 'embedded');
});

test('the learner may choose among those that are allowed and fit, the default first', () => {
  const names = (needs: Capability[], site: EngineRules) =>
    fittingEngines(needs, site, ENGINES).map(({ name }) => name);
  assert.deepEqual(names(['shell'], rules('webcontainer')), ['webcontainer', 'embedded']);
  assert.deepEqual(names(['shell'], rules('embedded', 'embedded')), ['embedded']);
  assert.deepEqual(names(['node'], rules('embedded')), ['webcontainer']);
});

test('what no allowed engine offers is named', () => {
  assert.throws(() => chosen(['shell', 'node'], rules('embedded', 'embedded')), {
    name: 'NoEngineFits',
    message:
      'This lab needs shell, node, and no engine here offers all of it: embedded lacks node.',
  });
});
