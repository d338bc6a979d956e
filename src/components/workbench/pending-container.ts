import type { LabContainer } from '#container';

/** A container that is on its way, and how to say that it has come. */
export interface PendingContainer {
  readonly promise: Promise<LabContainer>;
  readonly resolve: (container: LabContainer) => void;
}

export function pending(): PendingContainer {
  let resolve: (container: LabContainer) => void = () => undefined;
  const promise = new Promise<LabContainer>((settle) => (resolve = settle));
  return { promise, resolve };
}
