/** Words of the field that mean the same, or nearly: who asks for one is shown the others, a little lower. */
const GROUPS: readonly (readonly string[])[] = [
  ['rollback', 'roll back', 'revert', 'undo release'],
  ['pii', 'personal data', 'personal information', 'personally identifiable'],
  ['digest', 'hash', 'checksum', 'fingerprint'],
  ['k8s', 'kubernetes'],
  ['ci', 'continuous integration', 'build pipeline'],
  ['slo', 'service level objective'],
  ['sli', 'service level indicator'],
  ['psi', 'population stability index'],
  ['erasure', 'right to be forgotten', 'deletion request'],
  ['retention', 'keep how long', 'storage period'],
  ['dag', 'pipeline', 'workflow'],
  ['canary', 'progressive delivery', 'gradual rollout'],
  ['shadow', 'dark launch', 'mirrored traffic'],
  ['alias', 'champion'],
  ['lineage', 'data flow', 'openlineage'],
  ['contract', 'odcs'],
  ['provenance', 'attestation', 'slsa'],
  ['pseudonymisation', 'tokenisation', 'masking'],
  ['anonymisation', 'deidentification'],
  ['parameter', 'hyperparameter', 'setting'],
  ['environment', 'dependencies', 'requirements'],
  ['seed', 'randomness', 'random state'],
  ['holdout', 'test set', 'validation set'],
  ['threshold', 'cutoff', 'cut off'],
  ['line ending', 'crlf', 'newline', 'line feed'],
  ['dvc', 'data version control'],
  ['postmortem', 'incident review'],
  ['on call', 'pager', 'page'],
  ['false alarm', 'false positive'],
  ['label delay', 'late labels', 'ground truth'],
  ['reproducibility', 'repeatable', 'rebuild'],
  ['endpoint', 'serving', 'inference'],
  ['probe', 'health check'],
  ['audit', 'evidence'],
  ['gdpr', 'data protection'],
  ['ai act', 'eu regulation'],
  ['model card', 'model documentation'],
];

/** Other ways to say a phrase: for each phrase of the groups, the rest of its group, as lists of words. */
export function synonymsFor(
  fold: (text: string) => readonly string[],
): ReadonlyMap<string, readonly (readonly string[])[]> {
  const others = new Map<string, (readonly string[])[]>();
  for (const group of GROUPS) {
    const folded = group.map(fold);
    for (const [index, words] of folded.entries()) {
      const key = words.join(' ');
      const rest = folded.filter((_, other) => other !== index);
      others.set(key, [...(others.get(key) ?? []), ...rest]);
    }
  }
  return others;
}

/** Words in the longest phrase that has synonyms. */
export const LONGEST_PHRASE = Math.max(...GROUPS.flat().map((phrase) => phrase.split(' ').length));
