import styles from '../instrument/instrument.css?url';

export { ManifestLinter as Island } from './ManifestLinter.tsx';
export const sheets = [styles];
