import { CredentialError, readOffered, type Offered } from '#credentials';

/** More than any certificate, list or badge image has. */
const LARGEST_BYTES = 8 * 1024 * 1024;

/** What was brought, under the name that the page shows; or why it cannot be used. */
export type Brought =
  | { readonly name: string; readonly offered: Offered }
  | { readonly name: string; readonly fault: string };

/** Reads a file that was dropped or chosen. Never throws. */
export async function bringFile(file: File): Promise<Brought> {
  if (file.size > LARGEST_BYTES) {
    return { name: file.name, fault: faultOf(`${file.size} bytes, where 8 MB are the most`) };
  }
  try {
    return bring(file.name, new Uint8Array(await file.arrayBuffer()));
  } catch {
    // The file was moved or its medium taken out.
    return { name: file.name, fault: faultOf('a file that the browser cannot open any more') };
  }
}

/** Reads a text or the bytes of a file. Never throws. */
export function bring(name: string, content: string | Uint8Array): Brought {
  try {
    return { name, offered: readOffered(content) };
  } catch (error) {
    if (!(error instanceof CredentialError)) throw error;
    return { name, fault: faultOf(error.message) };
  }
}

export function faultOf(found: string): string {
  return `Found ${found}. Expected a certificate: its JSON file, or the PNG or SVG badge with the certificate in it.`;
}
