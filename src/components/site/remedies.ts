import type { Challenge } from '#curriculum';

/** What people learn to do about each of the five challenges. */
export const REMEDIES: Readonly<Record<Challenge, string>> = {
  1: 'Write, check and measure your organisation’s own MLOps standard.',
  2: 'Collect, store, clean and process at volume, under a policy that survives an audit.',
  3: 'Rebuild any model from a tag, release it behind a gate, watch it, improve it.',
  4: 'Train your own staff, work with universities, keep a pipeline of people.',
  5: 'Make the business case, bring the stakeholders in, support the new habit.',
};
