import {
  cannotTell,
  doesNotHold,
  firstDifference,
  holds,
  isMapping,
  readJsonText,
  shownJson,
  type Check,
  type Probe,
} from '#grading';
import { packageOf } from '../two-aliases-one-rollback/generate.ts';
import { registeredModel, runOf } from '../two-aliases-one-rollback/registry-checks.ts';
import { registryOf } from './registry.ts';

const LESSON = 'deploy-test-monitor/a-protocol-not-a-pet-api';

/** What the service will load is the registry's champion: same number, same model. */
export const championIsServed: Check = {
  id: 'champion-is-served',
  async run(probe) {
    const registry = registryOf(probe);
    const registered = await registeredModel(probe, registry);
    const number = registered?.aliases.get('champion');
    const version = registered?.versions.find((one) => one.version === number);
    const run = version && (await runOf(probe, registry, version));
    if (!run || number === undefined) return cannotTell('The registry has no champion to serve.');
    const folder = `models/${registry.model}`;
    const aliases = await jsonAt(probe, `${folder}/aliases.json`);
    const served = isMapping(aliases) ? aliases['champion'] : undefined;
    const about = { lookAt: { path: `${folder}/aliases.json`, lesson: LESSON } };
    if (String(served) !== String(number)) {
      return doesNotHold({
        ...about,
        summary: 'The service would not answer with the champion of the registry.',
        ran: `cat ${folder}/aliases.json`,
        cameBack: served === undefined ? 'no champion in it' : `champion: ${shownJson(served)}`,
        expected: `{"champion": "${number}"}`,
      });
    }
    const path = `${folder}/${number}/model.json`;
    const expected = await jsonAt(probe, `${packageOf(run)}/model.json`);
    const found = await jsonAt(probe, path);
    const difference = firstDifference(found, expected);
    if (!difference) return holds;
    return doesNotHold({
      ...about,
      summary: `The model that would be served as version ${number} is not the registered one.`,
      ran: `diff ${path} ${packageOf(run)}/model.json`,
      cameBack: `${difference.path}: ${shownJson(difference.found)}`,
      expected: `${difference.path}: ${shownJson(difference.expected)}`,
    });
  },
};

async function jsonAt(probe: Probe, path: string): Promise<unknown> {
  const read = readJsonText((await probe.readText(path)) ?? '');
  return 'value' in read ? read.value : undefined;
}
