import { LEAK, ROLES, type LabRuns, type Role, type Run } from './runs.ts';

/** The rules of policy/promotion.yaml that a run breaks, in words. The signature is taken as the model's own features. */
export function brokenRules(
  { metrics, features, dataMd5 }: Run,
  { dataVersions, policy }: LabRuns,
): string[] {
  const { auc, min_slice_auc, brier, p95_ms } = metrics;
  const contract = new Set(policy.features);
  const extra = features.filter((name) => !contract.has(name));
  return [
    ...(auc >= policy.auc ? [] : [`its auc is ${auc}`]),
    ...(min_slice_auc >= policy.minSliceAuc ? [] : [`its min_slice_auc is ${min_slice_auc}`]),
    ...(brier <= policy.brier ? [] : [`its brier is ${brier}`]),
    ...(p95_ms <= policy.p95Ms ? [] : [`its p95_ms is ${p95_ms}`]),
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
