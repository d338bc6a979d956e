import { dayOf } from '../../credentials/humane.ts';

/** How certificates are renewed, in the programs' words, by the name of a level or endorsement. */
export type Renewals = Readonly<Record<string, string>>;

/** How long a certificate still holds. */
export interface CertificateStanding {
  readonly state: 'endless' | 'valid' | 'ending' | 'ended';
  readonly words: string;
}

const DAY_MS = 86_400_000;
/** From then on its renewal is pointed to. */
const SOON_DAYS = 90;

/** What stands of a certificate's time; days as certificates print them, in UTC. */
export function standingOf(validUntil: Date | undefined, now: Date): CertificateStanding {
  if (!validUntil) return { state: 'endless', words: 'It does not end.' };
  const day = dayOf(validUntil);
  const leftMs = validUntil.getTime() - now.getTime();
  if (leftMs <= 0) return { state: 'ended', words: `It ended on ${day}.` };
  const days = Math.ceil(leftMs / DAY_MS);
  if (days > SOON_DAYS) return { state: 'valid', words: `It is valid until ${day}.` };
  return {
    state: 'ending',
    words: `It ends on ${day}, in ${days} ${days === 1 ? 'day' : 'days'}.`,
  };
}
