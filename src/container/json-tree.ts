import type { FileEntry, FileTree } from './file-tree.ts';
import { LabError } from './lab-error.ts';

/** A tree as JSON, by path: text as text, other bytes in base64. */
export type JsonTree = Readonly<Record<string, JsonEntry>>;

export type JsonEntry =
  | { readonly text: string; readonly executable?: true }
  | { readonly base64: string; readonly executable?: true }
  | { readonly symlink: string }
  | { readonly folder: true };

export function toJsonTree(tree: FileTree): JsonTree {
  return Object.fromEntries(Object.entries(tree).map(([path, entry]) => [path, toJson(entry)]));
}

/** @throws LabError `FileUnreadable` when an entry does not have this shape. */
export function fromJsonTree(json: JsonTree): FileTree {
  return Object.fromEntries(Object.entries(json).map(([path, entry]) => [path, fromJson(entry)]));
}

function toJson(entry: FileEntry): JsonEntry {
  if (entry.kind === 'folder') return { folder: true };
  if (entry.kind === 'symlink') return { symlink: entry.target };
  const executable = entry.executable ? { executable: true as const } : {};
  try {
    const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
    return { text: decoder.decode(entry.bytes), ...executable };
  } catch {
    return { base64: toBase64(entry.bytes), ...executable };
  }
}

function fromJson(entry: JsonEntry): FileEntry {
  if ('folder' in entry) return { kind: 'folder' };
  if ('symlink' in entry) return { kind: 'symlink', target: entry.symlink };
  const executable = entry.executable ? { executable: true } : {};
  if ('text' in entry) {
    return { kind: 'file', bytes: new TextEncoder().encode(entry.text), ...executable };
  }
  if ('base64' in entry) return { kind: 'file', bytes: fromBase64(entry.base64), ...executable };
  throw new LabError(
    'FileUnreadable',
    'A file came in a form that this page does not know.',
    'Reload the page to get the newest one. Nothing was changed.',
  );
}

function toBase64(bytes: Uint8Array): string {
  let binary = '';
  for (let start = 0; start < bytes.length; start += 0x8000) {
    binary += String.fromCharCode(...bytes.subarray(start, start + 0x8000));
  }
  return btoa(binary);
}

function fromBase64(text: string): Uint8Array {
  const binary = atob(text);
  const bytes = new Uint8Array(binary.length);
  for (let at = 0; at < binary.length; at += 1) bytes[at] = binary.charCodeAt(at);
  return bytes;
}
