import { cannotTell, doesNotHold, holds, isMapping, readJsonText, type Check } from '#grading';
import { promoteChecks } from './promote-checks.ts';
import {
  aliasesAreNoVersions,
  aliasIs,
  modelRegistry,
  packagesAreAsTrained,
  REGISTRY,
  registeredModel,
  registryKeepsToTheFileStore,
  runOf,
  signatureIsComplete,
  statusFollowsThePolicy,
  threeRunsAreRegistered,
  versionsTellTheirRun,
} from './registry-checks.ts';
import { resolveChecks } from './resolve-checks.ts';
import { drawRuns, type Role } from './runs.ts';

const registry = modelRegistry('loan-default', drawRuns);

const AUDIT = 'registry/audit.jsonl';
const decoder = new TextDecoder();

const incidentIsOnRecord: Check = {
  id: 'incident-is-on-record',
  async run(probe) {
    const model = await registeredModel(probe, registry);
    if (!model) return cannotTell('The registry cannot be read.');
    const about = { ran: `git show HEAD:${AUDIT}`, lookAt: { path: AUDIT, lesson: REGISTRY } };
    const text = async (path: string) => {
      const bytes = await probe.git.blob('HEAD', path);
      return bytes && decoder.decode(bytes);
    };
    const trail = await text(AUDIT);
    if (trail === undefined) {
      return doesNotHold({
        ...about,
        summary: 'The last commit has no audit trail.',
        cameBack: `no ${AUDIT} in HEAD`,
        expected: 'A committed trail with the promotion of Monday and the rollback of the night.',
      });
    }
    const numbers = new Map<Role, Set<number>>();
    for (const version of model.versions) {
      const run = await runOf(probe, registry, version);
      if (run) numbers.set(run.role, (numbers.get(run.role) ?? new Set()).add(version.version));
    }
    const isOf = (role: Role, value: unknown) =>
      typeof value === 'number' && (numbers.get(role)?.has(value) ?? false);
    const said = (value: unknown) => typeof value === 'string' && value.trim() !== '';
    const entries = trail.split('\n').flatMap((line) => {
      const read = readJsonText(line);
      return 'value' in read && isMapping(read.value) ? [read.value] : [];
    });
    const monday = entries.findIndex(
      ({ action, to, by, reason }) =>
        action === 'promote' && isOf('regularised', to) && said(by) && said(reason),
    );
    const night = entries.findIndex(
      ({ action, from, to, by, reason }, i) =>
        i > monday &&
        action === 'rollback' &&
        isOf('regularised', from) &&
        isOf('full', to) &&
        said(by) &&
        said(reason),
    );
    const told = entries
      .map(({ action, from, to, by }) => JSON.stringify({ action, from, to, by }))
      .join('\n');
    if (monday < 0 || night < 0) {
      return doesNotHold({
        ...about,
        summary:
          monday < 0
            ? 'The trail does not tell that the run “regularised” was promoted.'
            : 'The trail does not tell that the promotion was rolled back.',
        cameBack: told || 'no line that is a JSON object',
        expected:
          'A line promote to the version of “regularised”, then a line rollback from it to the version of “full”, both with by and reason.',
      });
    }
    const champion = await text(`${registry.folder}/aliases/champion`);
    if (isOf('full', Number(champion))) return holds;
    return doesNotHold({
      ...about,
      ran: `git show HEAD:${registry.folder}/aliases/champion`,
      summary: 'In the last commit the champion is not back.',
      cameBack: champion === undefined ? 'no such file in HEAD' : `champion is ${champion}`,
      expected: 'The version of “full”, committed after the rollback.',
    });
  },
};

export const checks: readonly Check[] = [
  ...[
    signatureIsComplete,
    packagesAreAsTrained,
    registryKeepsToTheFileStore,
    threeRunsAreRegistered,
    versionsTellTheirRun,
    statusFollowsThePolicy,
    aliasIs('champion-is-the-best-eligible', 'champion', 0),
    aliasIs('challenger-is-the-next', 'challenger', 1),
    aliasesAreNoVersions,
  ].map((check) => check(registry)),
  ...resolveChecks,
  ...promoteChecks,
  incidentIsOnRecord,
];
