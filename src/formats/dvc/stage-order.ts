import type { DvcStage } from './dvc-yaml.ts';
import { inProject } from './stage-status.ts';

/**
 * The stages so that each comes after those whose outs it depends on; of free ones, in the order of the file.
 *
 * @throws RangeError that names the stages, when they wait for each other or two make the same file.
 */
export function stageOrder(stages: readonly DvcStage[]): readonly DvcStage[] {
  assertOneMaker(stages);
  const order: DvcStage[] = [];
  const onTheWay: string[] = [];
  const visit = (stage: DvcStage) => {
    if (order.includes(stage)) return;
    if (onTheWay.includes(stage.name)) {
      const circle = [...onTheWay.slice(onTheWay.indexOf(stage.name)), stage.name];
      throw new RangeError(`The stages wait for each other: ${circle.join(' -> ')}.`);
    }
    onTheWay.push(stage.name);
    for (const before of stages) if (feeds(before, stage)) visit(before);
    onTheWay.pop();
    order.push(stage);
  };
  for (const stage of stages) visit(stage);
  return order;
}

/** True when `stage` depends on something that `before` makes: the file itself, a folder over it, or a file in it. */
export function feeds(before: DvcStage, stage: DvcStage): boolean {
  const outs = before.outs.map(({ path }) => inProject(before, path));
  return stage.deps.some((path) => {
    const dep = inProject(stage, path);
    return outs.some(
      (out) => out === dep || dep.startsWith(`${out}/`) || out.startsWith(`${dep}/`),
    );
  });
}

function assertOneMaker(stages: readonly DvcStage[]): void {
  const makers = new Map<string, string>();
  for (const stage of stages) {
    for (const { path } of stage.outs) {
      const out = inProject(stage, path);
      const other = makers.get(out);
      if (other !== undefined) {
        throw new RangeError(`The stages ${other} and ${stage.name} both make ${out}.`);
      }
      makers.set(out, stage.name);
    }
  }
}
