export type { DemoAnswer, DemoLab, MakeWorks } from './demo-lab.ts';
export type { DemoLearned } from './demo-learned.ts';
export { planDemo, STEADY, type DemoFlaw, type DemoHandIn } from './demo-plan.ts';
export { makeDemo, type DemoCohort, type DemoFile, type DemoOptions } from './make-demo.ts';
export { sortedFiles, type SortedDemo } from './sorted-files.ts';
