import { loop } from './event-loop.ts';

/** What readable-stream takes from `process`. */
export const nextTick = (task: (...args: unknown[]) => void, ...args: unknown[]): void => {
  loop.nextTick(() => {
    task(...args);
  });
};
export const env = {};
export const stdout = undefined;
export const stderr = undefined;
export default { nextTick, env };
