/** What MLflow refuses, in its words: the program ends with exit code 1. */
export class MlregError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'MlregError';
  }
}
