import type { FormatFault, Manifest } from '#formats';
import { cannotTell, doesNotHold, holds, type Check } from '#grading';
import { readRelease, scenarioNamed, simulateRelease } from '#rollout';
import { faultDoesNotHold, LESSON, releaseFiles, sentences } from './release-files.ts';

const TEMPLATE_KINDS = ['AnalysisTemplate', 'ClusterAnalysisTemplate'];

const templateIsValid: Check = {
  id: 'template-is-valid',
  async run(probe) {
    const { manifests, faults, unreadable } = await probe.shared(releaseFiles);
    const [broken] = unreadable;
    if (broken) return cannotTell(`A file in deploy/ cannot be read. ${sentences([broken])}`);
    const [fault] = faults.filter(({ kind }) => TEMPLATE_KINDS.includes(kind));
    if (fault) return faultDoesNotHold(`The ${fault.kind} does not fit its schema.`, fault);
    const templates = manifests.filter(({ kind }) => TEMPLATE_KINDS.includes(kind));
    const measured = templates.some(({ value }) => metricsOf(value) > 0);
    if (measured) return holds;
    return doesNotHold({
      summary:
        templates.length === 0
          ? 'There is no AnalysisTemplate.'
          : 'The AnalysisTemplate measures nothing.',
      ran: 'the objects in deploy/',
      cameBack: manifests.map(({ kind, name }) => `${kind} ${name}`).join(', ') || 'none',
      expected: 'An AnalysisTemplate with metrics.',
      lookAt: { path: 'deploy/analysis.yaml', lesson: LESSON },
    });
  },
};

function metricsOf(value: Manifest['value']): number {
  const spec = value['spec'] as { readonly metrics?: readonly unknown[] } | undefined;
  return spec?.metrics?.length ?? 0;
}

/**
 * The templates know the two services from the rollout: when the rollout calls them by other names, and hands those on, the
 * same templates measure the same.
 */
const servicesAreArguments: Check = {
  id: 'services-are-arguments',
  async run(probe) {
    const { manifests, release } = await probe.shared(releaseFiles);
    if ('faults' in release) return faultOrBlocked(release.faults);
    const { stable, canary } = release.value.services;
    const names = otherNames(stable, canary);
    const renamed = readRelease(
      manifests.map((one) =>
        one.kind === 'Rollout' ? { ...one, value: rename(one.value, names) } : one,
      ),
    );
    if (!renamed.value) return faultOrBlocked(renamed.faults);
    for (const name of ['spike', 'slow', 'silent']) {
      const [own, other] = [release.value, renamed.value].map((one) =>
        simulateRelease(one, scenarioNamed(name)),
      );
      if (own?.outcome === other?.outcome && own?.minute === other?.minute) continue;
      return doesNotHold({
        summary: 'The template knows the services by heart.',
        ran: `the release in deploy/ with the services ${names[stable] ?? stable} and ${names[canary] ?? canary} in the Rollout, on the day "${name}"`,
        cameBack: `${other?.outcome ?? 'nothing'} at minute ${other?.minute ?? '?'}`,
        expected: `${own?.outcome ?? 'nothing'} at minute ${own?.minute ?? '?'}, as with the names of this release: the Rollout hands its services to the template as arguments`,
        lookAt: { path: 'deploy/analysis.yaml', lesson: LESSON },
      });
    }
    return holds;
  },
};

/** A fault about arguments is this check's own; any other stands in the way of an answer. */
function faultOrBlocked(faults: readonly FormatFault[]) {
  const own = faults.find(({ wanted }) => wanted.includes('argument'));
  if (own) return faultDoesNotHold('An argument has no value, or is not declared.', own);
  return cannotTell(`The release cannot be played. ${sentences(faults)}`);
}

/** Other names for two services, and for what both names begin with, which a template may build them from. */
function otherNames(stable: string, canary: string): Readonly<Record<string, string>> {
  let same = 0;
  while (same < stable.length && stable[same] === canary[same]) same += 1;
  const prefix = stable.slice(0, same).replace(/-+$/, '');
  if (prefix.length < 3) return { [stable]: 'churn-stable', [canary]: 'churn-canary' };
  const renamed = (name: string) => `churn${name.slice(prefix.length)}`;
  return { [prefix]: 'churn', [stable]: renamed(stable), [canary]: renamed(canary) };
}

/** A value with every text that is one of the names renamed; names of templates are names of something else. */
function rename<T>(value: T, names: Readonly<Record<string, string>>): T {
  if (typeof value === 'string') return (names[value] ?? value) as T;
  if (Array.isArray(value)) return value.map((item: unknown) => rename(item, names)) as T;
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([key, item]: [string, unknown]) => [
    key,
    key === 'templateName' ? item : rename(item, names),
  ]);
  return Object.fromEntries(entries) as T;
}

export const templateChecks: readonly Check[] = [templateIsValid, servicesAreArguments];
