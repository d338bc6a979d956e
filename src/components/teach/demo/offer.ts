import type { CohortOffer } from '../desk/offers.ts';

export const offer: CohortOffer = {
  label: 'Make the demo cohort',
  words:
    'Forty invented people and what came back: right, wrong, late, copied and broken work of two labs, a lesson, a quiz and an exam. Grade it again, and some can be certified. It is made here in a minute or two; delete it like any cohort.',
  make: async (store, say) => {
    // Nobody pays for it who does not press.
    const { makeDemoCohort } = await import('./make-demo-cohort.ts');
    return makeDemoCohort(store, say);
  },
};
