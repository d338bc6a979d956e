import type { CohortOffer } from '../desk/offers.ts';

export const offer: CohortOffer = {
  label: 'Make the demo cohort',
  words:
    'Forty invented people, four assignments, and what came back: right, wrong, late, copied and broken work of two real labs, a lesson, a quiz and an exam. Grade all of it again, and some can be certified. The engine of the labs makes it here, in a minute or two; nothing is fetched but the engine, and you can delete it like any cohort.',
  make: async (store, say) => {
    // Nobody pays for it who does not press.
    const { makeDemoCohort } = await import('./make-demo-cohort.ts');
    return makeDemoCohort(store, say);
  },
};
