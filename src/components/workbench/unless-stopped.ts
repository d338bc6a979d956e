import { LabError } from '#container';

/** For `catch`: of a container that has ended there is nothing to tell, and its successor is asked again. @throws all else */
export function unlessStopped(error: unknown): undefined {
  if (error instanceof LabError && error.name === 'ContainerStopped') return undefined;
  throw error;
}
