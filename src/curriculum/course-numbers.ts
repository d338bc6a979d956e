/** Number of each course in the catalogue: what names a lesson before it has been written. */
export const CATALOGUE = {
  C1: 'standards-that-stick',
  C2: 'data-management-and-dataops',
  C3: 'data-governance-that-survives-an-audit',
  C4: 'versioning-and-reproducibility',
  C5: 'deploy-test-monitor',
  C6: 'growing-mlops-people',
  C7: 'winning-the-change',
  C8: 'finops-for-ml',
} as const;
