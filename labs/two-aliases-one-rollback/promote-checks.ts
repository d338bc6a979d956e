import { readRegisteredModel, registryMeaning, type RegistryMeaning } from '#formats';
import {
  cannotTell,
  firstDifference,
  holds,
  isMapping,
  programFault,
  readJsonText,
  runDoesNotHold,
  shownJson,
  type AboutProgram,
  type CannotTell,
  type Check,
  type DoesNotHold,
} from '#grading';
import { drawRegistry, type HiddenRegistry } from './hidden-registries.ts';
import { REGISTRY } from './registry-checks.ts';
import { BY, played, PROMOTE, REASON, ROLLBACK, type Files, type Step } from './tool-scenes.ts';

/** Times differ from run to run; a verdict must not. */
const TIME = /\b20\d\d-\d\d-\d\d[T ]\d\d:\d\d:\d\d[^"]*/g;

const decoder = new TextDecoder();

/** What `from`, `to` and the champion must be after a step that does something. */
interface Moves {
  readonly step: string;
  readonly action: 'promote' | 'rollback';
  readonly from: (hidden: HiddenRegistry) => number | null;
  readonly to: (hidden: HiddenRegistry) => number;
}

const moves = (check: string, list: readonly Moves[]): Check =>
  ofSteps(
    check,
    list.map(({ step }) => step),
    [0],
    (seen, step, hidden) => {
      const move = list.find((one) => one.step === step);
      if (!move) return undefined;
      const [from, to] = [move.from(hidden), move.to(hidden)];
      const then = meaningOf(seen.before);
      const now = meaningOf(seen.after);
      if (typeof now === 'string' || typeof then === 'string') {
        return {
          summary: `After ${seen.program} the registry is not one that MLflow reads.`,
          cameBack: typeof now === 'string' ? now : shownJson(then),
          expected: 'The files that docs/file-store.md describes.',
        };
      }
      const aliases = {
        ...without(then.aliases, 'previous'),
        champion: to,
        ...(move.action === 'promote' && from !== null ? { previous: from } : {}),
      };
      // What happens to "previous" in a rollback is the tool's affair, as long as a second one is refused.
      const found = {
        ...now,
        aliases: move.action === 'rollback' ? without(now.aliases, 'previous') : now.aliases,
      };
      const difference = firstDifference(found, { ...then, aliases }, { extraKeys: false });
      if (difference) {
        return {
          summary: `After ${seen.program} the registry does not say what it should.`,
          cameBack: `${difference.path}: ${shownJson(difference.found)}`,
          expected: `${difference.path}: ${shownJson(difference.expected)}`,
        };
      }
      const touched = changedPaths(seen).find((path) => path.startsWith('models/churn/'));
      if (touched !== undefined) {
        return {
          summary: `${seen.program} changes another model.`,
          cameBack: touched,
          expected: 'Changes in models/loan-default only.',
        };
      }
      return trailFault(seen, {
        action: move.action,
        model: 'loan-default',
        from,
        to,
        by: BY,
        reason: REASON,
      });
    },
  );

const promoteMovesTheChampion = moves('promote-moves-the-champion', [
  { step: 'night/promote', action: 'promote', from: (h) => h.champion, to: (h) => h.challenger },
  { step: 'week/other', action: 'promote', from: (h) => h.challenger, to: (h) => h.third },
  { step: 'first/promote', action: 'promote', from: () => null, to: (h) => h.challenger },
]);

const rollbackRestoresThePrevious = moves('rollback-restores-the-previous', [
  { step: 'night/rollback', action: 'rollback', from: (h) => h.challenger, to: (h) => h.champion },
  { step: 'week/back', action: 'rollback', from: (h) => h.third, to: (h) => h.challenger },
]);

const promoteTakesOnlyWhatPassed = ofSteps(
  'promote-takes-only-what-passed',
  ['refused/failed', 'refused/unvalidated'],
  [3],
  nothingChanged,
);

const promoteKnowsWhatIsThere = ofSteps(
  'promote-knows-what-is-there',
  ['refused/missing', 'refused/deleted'],
  [2],
  nothingChanged,
);

const everyMoveHasANameAndAReason = ofSteps(
  'every-move-has-a-name-and-a-reason',
  ['refused/no-reason', 'refused/blank', 'refused/nobody', 'nameless/no-reason', 'nameless/blank'],
  [2],
  nothingChanged,
);

const promotingTheChampionChangesNothing = ofSteps(
  'promoting-the-champion-changes-nothing',
  ['week/same'],
  [0],
  nothingChanged,
);

const rollbackDoesNotToggle = ofSteps(
  'rollback-does-not-toggle',
  ['night/again', 'first/rollback'],
  [3],
  nothingChanged,
);

const auditIsOnlyAppended: Check = {
  id: 'audit-is-only-appended',
  async run(probe) {
    const steps = [...(await probe.shared(played)).values()];
    // Whether a tool does its work is for the other checks; here it is enough that it has written.
    const wrote = steps.filter(({ before, after }) => trailOf(before) !== trailOf(after));
    if (wrote.length === 0) return cannotTell('Neither tool has written to the audit trail.');
    const rewriting = wrote.find(
      ({ before, after }) => !trailOf(after).startsWith(trailOf(before)),
    );
    if (!rewriting) return holds;
    const { program, given, run, before, after } = rewriting;
    return runDoesNotHold(
      run,
      { path: program, given, lesson: REGISTRY },
      {
        summary: `${program} rewrites lines of the audit trail that stood there before.`,
        cameBack: trailOf(after).replaceAll(TIME, '<now>') || 'no audit.jsonl',
        expected: `${trailOf(before).replaceAll(TIME, '<now>')}and what is new after it`,
      },
    );
  },
};

export const promoteChecks: readonly Check[] = [
  promoteMovesTheChampion,
  promoteTakesOnlyWhatPassed,
  promoteKnowsWhatIsThere,
  promotingTheChampionChangesNothing,
  rollbackRestoresThePrevious,
  rollbackDoesNotToggle,
  auditIsOnlyAppended,
  everyMoveHasANameAndAReason,
];

interface Wrong {
  readonly summary: string;
  readonly cameBack: string;
  readonly expected: string;
}

/** A check of some steps, in both hidden registries. */
function ofSteps(
  id: string,
  names: readonly string[],
  exitCodes: readonly number[],
  wrongIn: (step: Step, name: string, hidden: HiddenRegistry) => Wrong | undefined,
): Check {
  return {
    id,
    async run(probe) {
      for (const path of [PROMOTE, ROLLBACK]) {
        if ((await probe.readFile(path)) === undefined) return cannotTell(`There is no ${path}.`);
      }
      const steps = await probe.shared(played);
      for (const k of [1, 2]) {
        const hidden = drawRegistry(probe.hiddenSeed(k), `hidden-store-${k}`);
        for (const name of names) {
          const step = steps.get(`${k}/${name}`);
          if (!step) return cannotTell('A run of the tools before this one did not end.');
          const finding = stepFinding(step, exitCodes, wrongIn(step, name, hidden));
          if (finding) return finding;
        }
      }
      return holds;
    },
  };
}

function stepFinding(
  { given, program, run }: Step,
  exitCodes: readonly number[],
  wrong: Wrong | undefined,
): DoesNotHold | CannotTell | undefined {
  const about: AboutProgram = { path: program, given, lesson: REGISTRY };
  return (
    programFault(run, exitCodes, about) ?? (wrong ? runDoesNotHold(run, about, wrong) : undefined)
  );
}

function nothingChanged(step: Step): Wrong | undefined {
  const changed = changedPaths(step);
  if (changed.length === 0) return undefined;
  return {
    summary: `${step.program} changes the registry, and it should not have.`,
    cameBack: `changed: ${changed.join(', ')}`,
    expected: 'Every file as it was.',
  };
}

function changedPaths({ before, after }: Step): string[] {
  const paths = new Set([...before.keys(), ...after.keys()]);
  return [...paths].filter((path) => textOf(before, path) !== textOf(after, path)).sort();
}

function textOf(files: Files, path: string): string | undefined {
  const bytes = files.get(path);
  return bytes && decoder.decode(bytes);
}

const trailOf = (files: Files): string => textOf(files, 'audit.jsonl') ?? '';

/** What is wrong with what a step added to the trail. */
function trailFault(step: Step, expected: Readonly<Record<string, unknown>>): Wrong | undefined {
  const old = trailOf(step.before)
    .split('\n')
    .filter((line) => line.trim() !== '').length;
  const added = trailOf(step.after)
    .split('\n')
    .filter((line) => line.trim() !== '')
    .slice(old);
  const due = `one more line: ${JSON.stringify({ ts: '<now>', ...expected })}`;
  if (added.length !== 1) {
    return {
      summary: `${step.program} does not add one line to the audit trail.`,
      cameBack: `${added.length} new lines`,
      expected: due,
    };
  }
  const read = readJsonText(added[0] ?? '');
  if (!('value' in read) || !isMapping(read.value)) {
    return {
      summary: 'The new line of the audit trail is no JSON object.',
      cameBack: (added[0] ?? '').replaceAll(TIME, '<now>'),
      expected: due,
    };
  }
  const difference = firstDifference(read.value, expected);
  if (difference) {
    return {
      summary: `The new line of the audit trail does not tell what ${step.program} did.`,
      cameBack: `${difference.path}: ${shownJson(difference.found)}`,
      expected: `${difference.path}: ${shownJson(difference.expected)}`,
    };
  }
  const { ts } = read.value;
  if (typeof ts === 'string' && !Number.isNaN(Date.parse(ts))) return undefined;
  return {
    summary: 'The new line of the audit trail does not say when.',
    cameBack: `ts: ${shownJson(ts)}`,
    expected: 'ts: a time such as "2026-06-02T01:07:00Z"',
  };
}

/** The model in a registry's files, or what is wrong with them. */
function meaningOf(files: Files): RegistryMeaning | string {
  const { value, faults } = readRegisteredModel(files, 'models/loan-default');
  if (value) return registryMeaning(value);
  const [{ file, found, wanted }] = faults;
  return `${file}: found ${found}; the format wants ${wanted}`;
}

function without(
  aliases: Readonly<Record<string, number>>,
  name: string,
): Readonly<Record<string, number>> {
  return Object.fromEntries(Object.entries(aliases).filter(([key]) => key !== name));
}
