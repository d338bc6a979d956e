import { LabError, type Capability, type Engine } from '#container';

/** The engines that a lab may run on, by name. */
export type EngineName = 'embedded' | 'webcontainer';

/** What the site's configuration says of engines. */
export interface EngineRules {
  readonly allowed: readonly EngineName[];
  readonly default: EngineName;
}

/** What must be known of an engine to choose it. */
export type EngineOffer = Pick<Engine, 'name' | 'offers'>;

/** The allowed engines that offer all that a lab needs, the site's default first. */
export function fittingEngines<Offer extends EngineOffer>(
  needs: readonly Capability[],
  rules: EngineRules,
  engines: readonly Offer[],
): readonly Offer[] {
  return engines
    .filter(({ name }) => rules.allowed.some((allowed) => allowed === name))
    .filter((engine) => missingFrom(engine, needs).length === 0)
    .toSorted((a, b) => Number(b.name === rules.default) - Number(a.name === rules.default));
}

/**
 * The engine that a lab starts on: the learner's wish when it is allowed and fits, else the site's default, else any
 * other that fits.
 *
 * @throws LabError `NoEngineFits` that names what each allowed engine lacks.
 */
export function chooseEngine<Offer extends EngineOffer>(
  needs: readonly Capability[],
  rules: EngineRules,
  engines: readonly Offer[],
  wish?: string,
): Offer {
  const fitting = fittingEngines(needs, rules, engines);
  const chosen = fitting.find(({ name }) => name === wish) ?? fitting[0];
  if (chosen) return chosen;
  const lacks = engines
    .filter(({ name }) => rules.allowed.some((allowed) => allowed === name))
    .map((engine) => `${engine.name} lacks ${missingFrom(engine, needs).join(', ')}`);
  throw new LabError(
    'NoEngineFits',
    `This lab needs ${needs.join(', ')}, and no engine here offers all of it: ${lacks.join('; ') || 'there is none'}.`,
    'Use a browser or an engine that has it.',
  );
}

const missingFrom = ({ offers }: EngineOffer, needs: readonly Capability[]): Capability[] =>
  needs.filter((need) => !offers.has(need));
