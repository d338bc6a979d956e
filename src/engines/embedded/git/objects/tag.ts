import { toBytes } from '../text.ts';
import { formatSignature, parseSignature, splitHeaders, type Signature } from './commit.ts';
import type { ObjectStore, ObjectType } from './object-store.ts';

export interface Tag {
  readonly object: string;
  readonly type: ObjectType;
  readonly name: string;
  readonly tagger: Signature | undefined;
  readonly message: string;
}

export function parseTag(body: Uint8Array): Tag {
  const { headers, message } = splitHeaders(body);
  const value = (key: string) => headers.find(([name]) => name === key)?.[1];
  const tagger = value('tagger');
  return {
    object: value('object') ?? '',
    type: (value('type') ?? 'commit') as ObjectType,
    name: value('tag') ?? '',
    tagger: tagger === undefined ? undefined : parseSignature(tagger),
    message,
  };
}

export function serializeTag(tag: Tag & { readonly tagger: Signature }): Uint8Array {
  return toBytes(
    `object ${tag.object}\ntype ${tag.type}\ntag ${tag.name}\n` +
      `tagger ${formatSignature(tag.tagger)}\n\n${tag.message}`,
  );
}

/** Follows annotated tags to what they name. */
export function peel(store: ObjectStore, oid: string): string {
  const object = store.tryRead(oid);
  return object?.type === 'tag' ? peel(store, parseTag(object.body).object) : oid;
}
