export * from './answer.ts';
export * from './draw-items.ts';
export * from './judge-answer.ts';
export * from './quiz-try.ts';
export * from './route-learner.ts';
