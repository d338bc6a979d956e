import { useEffect, useRef, useState } from 'preact/hooks';
import {
  CredentialError,
  describeBadge,
  unpackBadge,
  verifyCredential,
  type BadgeDescription,
  type CredentialVerdict,
  type DidDocument,
} from '#credentials';
import {
  issuersOfDevice,
  keepIssuers,
  trustOf,
  type KeptList,
  type KnownIssuer,
  type ListedIssuers,
} from './known-issuers.ts';
import { faultOf, type Brought } from './offered-file.ts';

/** The certificate that is looked at. */
export interface Subject {
  readonly name: string;
  readonly text: string;
}

export interface Finding {
  readonly subject: Subject;
  readonly verdict: CredentialVerdict;
  /** Only when the signature holds. */
  readonly says?: BadgeDescription;
  readonly now: Date;
  /** The status list that was used. */
  readonly list?: KeptList;
}

export interface Verification {
  /** The issuers that the reader added. */
  readonly own: readonly KnownIssuer[];
  readonly keepOwn: (issuers: readonly KnownIssuer[]) => void;
  /** False when the browser keeps no list. */
  readonly lasting: boolean;
  /** Documents that were shown to this page and are forgotten with it. */
  readonly shown: readonly DidDocument[];
  readonly finding: Finding | undefined;
  readonly faults: readonly string[];
  readonly notes: readonly string[];
  readonly take: (brought: readonly Brought[]) => void;
  /** Opens the certificate in a fragment. */
  readonly open: (fragment: string) => void;
}

/** All that the verify page knows and can do. Everything happens on this device. */
export function useVerification(listed: ListedIssuers): Verification {
  const [own, setOwn] = useState<readonly KnownIssuer[]>([]);
  const [lasting, setLasting] = useState(true);
  const [shown, setShown] = useState<readonly DidDocument[]>([]);
  const [lists, setLists] = useState<readonly KeptList[]>(listed.statusLists);
  const [subject, setSubject] = useState<Subject>();
  const [finding, setFinding] = useState<Finding>();
  const [faults, setFaults] = useState<readonly string[]>([]);
  const [notes, setNotes] = useState<readonly string[]>([]);
  const turn = useRef(0);

  useEffect(() => setOwn(issuersOfDevice()), []);

  const open = (fragment: string): void => {
    try {
      const text = unpackBadge(fragment);
      if (text === undefined) return;
      setFaults([]);
      setSubject({ name: 'certificate from a link', text });
    } catch (error) {
      if (!(error instanceof CredentialError)) throw error;
      setFinding(undefined);
      setSubject(undefined);
      setFaults([`The link: ${faultOf(error.message)}`]);
    }
  };

  useEffect(() => {
    const follow = (): void => open(location.hash);
    follow();
    addEventListener('hashchange', follow);
    return () => removeEventListener('hashchange', follow);
  }, []);

  useEffect(() => {
    if (!subject) return;
    turn.current += 1;
    const mine = turn.current;
    void check(subject, [...listed.issuers, ...own], shown, lists).then((found) => {
      // A later certificate, or a later answer on this one, is on its way.
      if (mine === turn.current) setFinding(found);
    });
  }, [subject, own, shown, lists]);

  const take = (brought: readonly Brought[]): void => {
    const said: string[] = [];
    const wrong: string[] = [];
    for (const one of brought) {
      if ('fault' in one) {
        wrong.push(`${one.name}: ${one.fault}`);
        continue;
      }
      const { offered, name } = one;
      if (offered.kind === 'badge') setSubject({ name, text: offered.text });
      else if (offered.kind === 'status-list') {
        setLists((before) => [
          ...before.filter(({ address }) => address !== offered.address),
          { address: offered.address, text: offered.text },
        ]);
        said.push(`${name}: a status list, used for the certificates that name it.`);
      } else {
        setShown((before) => [...before, offered.document]);
        said.push(
          `${name}: the keys of ${offered.document.id}, used until this page is closed. Whose they are is for you to say, below.`,
        );
      }
    }
    setFaults(wrong);
    setNotes(said);
  };

  const keepOwn = (issuers: readonly KnownIssuer[]): void => {
    setOwn(issuers);
    setLasting(keepIssuers(issuers));
  };

  return { own, keepOwn, lasting, shown, finding, faults, notes, take, open };
}

async function check(
  subject: Subject,
  known: readonly KnownIssuer[],
  shown: readonly DidDocument[],
  lists: readonly KeptList[],
): Promise<Finding> {
  const now = new Date();
  const trust = trustOf(known, shown);
  const address = addressOfList(subject.text);
  const list = lists.find((one) => one.address === address);
  const verdict = await verifyCredential(subject.text, trust, now, list?.text);
  return {
    subject,
    verdict,
    now,
    ...(verdict.badge && { says: describeBadge(verdict.badge) }),
    ...(list && { list }),
  };
}

/** The status list that a text names; it only chooses which list is handed over, and the check holds it to the badge. */
function addressOfList(text: string): unknown {
  try {
    const badge = JSON.parse(text) as { readonly credentialStatus?: unknown };
    const [entry] = [badge.credentialStatus].flat() as readonly unknown[];
    return (entry as { readonly statusListCredential?: unknown } | undefined)?.statusListCredential;
  } catch {
    return undefined;
  }
}
