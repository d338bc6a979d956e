import { LabError, type Capability, type Engine } from '#container';

/**
 * The first of these engines that offers all that a lab needs.
 *
 * @throws LabError `NoEngineFits` that names what no engine offers.
 */
export function chooseEngine(needs: readonly Capability[], engines: readonly Engine[]): Engine {
  const missingFrom = (engine: Engine) => needs.filter((need) => !engine.offers.has(need));
  const fitting = engines.find((engine) => missingFrom(engine).length === 0);
  if (fitting) return fitting;
  const closest = engines.map((engine) => `${engine.name} lacks ${missingFrom(engine).join(', ')}`);
  throw new LabError(
    'NoEngineFits',
    `This lab needs ${needs.join(', ')}, and no engine here offers all of it: ${closest.join('; ') || 'there is none'}.`,
    'Use a browser or an engine that has it.',
  );
}
