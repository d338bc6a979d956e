import type { Assurance } from '#credentials';

/** Rings of a badge: how far the work was checked. */
export const RINGS: Readonly<Record<Assurance, 1 | 2 | 3>> = { A1: 1, A2: 2, A3: 3 };
