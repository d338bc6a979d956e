import { BarcodeDetector as OwnReader } from 'qr/decode.js';

/** Reads codes out of pictures, as the browsers' own `BarcodeDetector` does. */
export interface CodeReader {
  detect(picture: HTMLVideoElement): Promise<readonly { readonly rawValue: string }[]>;
}

interface BrowsersReader {
  new (options: { readonly formats: readonly string[] }): CodeReader;
  getSupportedFormats(): Promise<readonly string[]>;
}

/** The browser's own reader of QR codes where it has one, which few do on a computer; else the one that came with the page. */
export async function codeReader(): Promise<CodeReader> {
  const { BarcodeDetector: Native } = globalThis as { readonly BarcodeDetector?: BrowsersReader };
  // A browser may have the class and no service behind it.
  const formats = await Native?.getSupportedFormats().catch((): readonly string[] => []);
  return Native && formats?.includes('qr_code')
    ? new Native({ formats: ['qr_code'] })
    : new OwnReader({ formats: ['qr_code'] });
}
