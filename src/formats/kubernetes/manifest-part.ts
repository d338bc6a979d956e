import { inWords, pathText, type DocumentPath, type FormatFault } from '../format-fault.ts';
import type { Manifest } from './manifest.ts';

/** A place in an object of a file: what stands there, and a way to say what is wrong with it. */
export class ManifestPart {
  readonly manifest: Manifest;
  readonly path: DocumentPath;
  readonly value: unknown;

  constructor(manifest: Manifest, path: DocumentPath, value: unknown) {
    this.manifest = manifest;
    this.path = path;
    this.value = value;
  }

  /** The whole of an object. */
  static of(manifest: Manifest): ManifestPart {
    return new ManifestPart(manifest, [], manifest.value);
  }

  /** What stands at a key; its value is `undefined` when nothing does. */
  at(...keys: readonly (string | number)[]): ManifestPart {
    return keys.reduce<ManifestPart>((part, key) => {
      const { value } = part;
      const inner: unknown =
        typeof value === 'object' && value !== null
          ? (value as Readonly<Record<string | number, unknown>>)[key]
          : undefined;
      return new ManifestPart(part.manifest, [...part.path, key], inner);
    }, this);
  }

  /** The entries of a list; none when it is no list. */
  get items(): readonly ManifestPart[] {
    return Array.isArray(this.value) ? this.value.map((_, i) => this.at(i)) : [];
  }

  /** The text here, or `undefined`. */
  get text(): string | undefined {
    return typeof this.value === 'string' ? this.value : undefined;
  }

  get isThere(): boolean {
    return this.value !== undefined && this.value !== null;
  }

  fault(wanted: string, found = inWords(this.value)): FormatFault {
    const { file } = this.manifest;
    return {
      file,
      line: this.manifest.lineOf(this.path),
      path: pathText(this.path),
      found,
      wanted,
    };
  }
}
