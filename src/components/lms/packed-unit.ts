import type { LaunchData } from '#interop';

/** Reads what the launched page carries for its script. */
export function packedUnit(): LaunchData {
  const text = document.getElementById('unit')?.textContent ?? '';
  return JSON.parse(text) as LaunchData;
}
