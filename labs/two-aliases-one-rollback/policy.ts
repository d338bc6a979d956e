import { FEATURES } from '#harborlight';
import { LEAK, ROLES, type LabRuns, type Role, type Run } from './runs.ts';

/** The rules of policy/promotion.yaml that a run breaks, in words. The signature is taken as the model's own features. */
export function brokenRules(
  { metrics, features, dataMd5 }: Run,
  { dataVersions }: LabRuns,
): string[] {
  const { auc, min_slice_auc, brier, p95_ms } = metrics;
  const contract = new Set<string>(FEATURES);
  const extra = features.filter((name) => !contract.has(name));
  return [
    ...(auc >= 0.8 ? [] : [`its auc is ${auc}`]),
    ...(min_slice_auc >= 0.75 ? [] : [`its min_slice_auc is ${min_slice_auc}`]),
    ...(brier <= 0.11 ? [] : [`its brier is ${brier}`]),
    ...(p95_ms <= 50 ? [] : [`its p95_ms is ${p95_ms}`]),
    ...(extra.length === 0 ? [] : [`it has the input ${extra[0] ?? LEAK}`]),
    ...(Object.values(dataVersions).includes(dataMd5) ? [] : ['its data is no known version']),
  ];
}

/** The eligible runs, best first. */
export function ranking(lab: LabRuns): readonly Role[] {
  return ROLES.filter((role) => brokenRules(lab.runs[role], lab).length === 0).sort((a, b) => {
    const [one, other] = [lab.runs[a].metrics, lab.runs[b].metrics];
    return other.auc - one.auc || one.brier - other.brier;
  });
}
